"""What a web page says of its article: title, outlet, authors, date, language, link."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from bot.sources.dates import read_date
from bot.sources.draft import Draft

DATES = (
    *("article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.created"),
    *(
        "dc.date",
        "dcterms.date",
        "date",
        "pubdate",
        "publishdate",
        "sailthru.date",
        "parsely-pub-date",
        "citation_date",
    ),
)
"""Names of meta elements that hold the date, the surest first."""

MOST_AUTHORS = 10
LONGEST_NAME = 80
LONGEST_TITLE = 300
LONGEST_JSON = 1_000_000
LANGUAGE_SURE = 200
"""Characters from which a text's own words tell its language better than its page, which was made from a template."""

_SEPARATORS = re.compile(r";|\s\|\s")


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says; None or empty is nothing."""

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: datetime | None
    language: str | None
    link: str | None


def of_page(tree: Any, url: str | None) -> Said:
    """What a page's elements say of its article; ``url`` is where it was found."""
    from trafilatura.metadata import extract_metadata

    # A day that only its place on the page makes a date would be a guess, and a slow one.
    document = extract_metadata(tree, url, {"original_date": True, "extensive_search": False}, True)
    metas, root = dict(_metas(tree)), tree.getroottree().getroot()
    dates = (read_date(value) for value in (*_json_dates(tree), *(metas.get(name) for name in DATES), document.date))
    return Said(
        title=_line(document.title, LONGEST_TITLE),
        outlet=_line((document.sitename or "").lstrip("@"), LONGEST_NAME),
        authors=names(document.author),
        published=next((date for date in dates if date), None),
        language=language_code(root.get("lang") or metas.get("content-language") or metas.get("og:locale")),
        link=_canonical(tree, url),
    )


def draft(text: str, said: Said) -> Draft:
    """The draft of a text and what its page says."""
    return Draft(text, said.title, said.outlet, _checked(said.language, text), said.published, said.link, said.authors)


def with_link(found: Draft, url: str) -> Draft:
    """The draft with the address it was found at."""
    return replace(found, link=web_address(url))


def names(value: str | None) -> tuple[str, ...]:
    """The people in a list of authors that semicolons divide."""
    found = (_line(name, LONGEST_NAME) for name in _SEPARATORS.split(value or ""))
    return tuple(dict.fromkeys(name for name in found if name and "://" not in name))[:MOST_AUTHORS]


def language_code(value: object) -> str | None:
    """The ISO 639-1 code at the beginning of ``en-GB`` or ``pt_BR``."""
    found = re.match(r"([A-Za-z]{2})(?![A-Za-z])", value.strip()) if isinstance(value, str) else None
    return found.group(1).lower() if found else None


def web_address(value: object, base: str | None = None) -> str | None:
    """The address if it is one of the web, made whole by ``base``."""
    if not isinstance(value, str) or not value.strip() or len(value) > 2000:
        return None
    try:
        whole = urljoin(base or "", value.strip())
        parts = urlsplit(whole)
        return whole if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _checked(language: str | None, text: str) -> str | None:
    if language is None or len(text) < LANGUAGE_SURE:
        return language
    from summarizer.text.language import detect

    return language if detect(text) == language else None


def _canonical(tree: Any, url: str | None) -> str | None:
    own = web_address(url)
    for element in tree.iterfind(".//link[@rel='canonical']"):
        found = web_address(element.get("href"), url)
        # Some sites name their front page on every page.
        if found and urlsplit(found).path.strip("/"):
            return found
    return own


def _metas(tree: Any) -> Iterator[tuple[str, str]]:
    for element in tree.iterfind(".//meta[@content]"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or element.get("http-equiv")
        if name:
            yield name.lower(), element.get("content")


def _json_dates(tree: Any) -> Iterator[object]:
    """The dates of publication in a page's JSON-LD."""
    for element in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            value = json.loads((element.text or "")[:LONGEST_JSON], strict=False)
        except (ValueError, RecursionError):
            continue
        items = value.get("@graph", [value]) if isinstance(value, dict) else value
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict) and "Article" in str(item.get("@type", "")):
                yield item.get("datePublished")


def _line(value: str | None, longest: int) -> str | None:
    line = " ".join((value or "").split())
    return line if 0 < len(line) <= longest else None
