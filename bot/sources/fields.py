"""Rows and objects to drafts: which of their fields is the text, the title, the outlet, and so on."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.sources.dates import read_date
from bot.sources.draft import Draft
from bot.sources.markup import plain
from bot.sources.metadata import language_code, names, web_address
from storage.letters import storable

NAMES = {
    "text": ("text", "body", "content", "articletext", "articlebody", "fulltext", "maintext", "article", "story"),
    "title": ("title", "headline", "header", "heading", "subject", "articletitle"),
    "outlet": ("outlet", "source", "publisher", "publication", "sitename", "site", "newspaper", "agency", "sourcename"),
    "language": ("language", "lang", "locale", "inlanguage"),
    "published": (
        *("published", "publishedat", "date", "datepublished", "publisheddate", "publicationdate", "publishdate"),
        *("pubdate", "datepublish", "datetime", "time", "timestamp", "createdat", "created"),
    ),
    "link": ("link", "url", "href", "permalink", "canonical", "canonicalurl", "sourceurl", "articleurl"),
    "authors": ("authors", "author", "byline", "creator", "writers", "writer"),
}
"""Field to the names it goes by, without regard to case, spaces and signs, the likeliest first."""

_MARKS = re.compile(r"</(?:p|div|span|strong|em|a)>|<br ?/?>", re.IGNORECASE)


def simple(name: str) -> str:
    """A name without what differs from file to file: ``Published_At`` is ``publishedat``."""
    return re.sub(r"[\W_]+", "", name).lower()


def columns(given: Mapping[str, object]) -> dict[str, object]:
    """The fields that are known, by the names of Draft's."""
    values = {simple(name): value for name, value in given.items() if value not in (None, "", [], {})}
    found = {field: next((values[name] for name in known if name in values), None) for field, known in NAMES.items()}
    return {field: value for field, value in found.items() if value is not None}


def draft_of(given: Mapping[str, object]) -> Draft | None:
    """The draft in a row or object; None when it has no text."""
    found = columns(given)
    text = found.get("text")
    if not isinstance(text, str):
        return None
    text = storable(plain(text) if _MARKS.search(text) else text).strip()
    if not text:
        return None
    return Draft(
        text=text,
        title=_name(found.get("title")),
        outlet=_name(found.get("outlet")),
        language=language_code(found.get("language")),
        published=read_date(found.get("published")),
        link=web_address(found.get("link")),
        authors=_authors(found.get("authors")),
    )


def _name(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title")
    line = " ".join(storable(value).split()) if isinstance(value, str) else ""
    return line[:300] or None


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        # "Anna Lind, Ivan Petrov", but not "Lind, Anna".
        parts = value.split(",")
        value = parts if len(parts) > 1 and all(" " in part.strip() for part in parts) else [value]
    found = value if isinstance(value, list) else [value]
    return names("; ".join(name for name in map(_name, found) if name))
