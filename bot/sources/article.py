"""The article in a page's HTML, without the page around it."""

from __future__ import annotations

import re
from typing import Any

from bot.errors import CookieWall, ErrorPage, NoArticle
from bot.sources import metadata
from bot.sources.draft import Draft
from bot.sources.limits import PAGE_SECONDS
from bot.sources.markup import paragraphs, tree_of
from bot.sources.patience import time_limit
from bot.sources.prolog import decode_markup
from storage.letters import storable

SHORTEST_ARTICLE = 100
"""Characters; a notice of two sentences has more."""

SHORT_PAGE = 1200
"""Characters of a text that may be an error's or a wall's; an article that speaks of cookies is longer."""

_PARTS = frozenset(("p", "head", "item", "list", "quote", "table", "row", "cell", "div", "code", "body", "ab"))
"""Trafilatura's elements that are paragraphs."""

_ERROR = re.compile(
    r"\b(?:40[0134]|410|50[0234])\b|not found|page (?:unavailable|missing|no longer)|does(?: not|n.t) exist"
    r"|access denied|forbidden|bad gateway|service unavailable|internal server error|something went wrong"
    r"|introuvable|no encontrad[ao]|nicht gefunden|non trovat[ao]|не найден|غير موجودة|页面不存在|找不到"
    r"|見つかりません",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"cookies?\b|consent\b|(?:enable|activate|turn on|requires?) javascript|javascript (?:is )?(?:disabled|required)"
    r"|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|captcha|just a moment|ddos protection"
    r"|(?:log|sign) in to (?:read|continue)|subscribe to (?:read|continue)|включите javascript",
    re.IGNORECASE,
)


def read_html(data: bytes) -> Draft:
    """The article in an HTML file. Raises as `article`."""
    return article(decode_markup(data), None)


def article(text: str, url: str | None) -> Draft:
    """The article in a page's source; its sentences are as they stand there. Raises NoArticle, TooNested, TookTooLong.

    Trafilatura finds it (A. Barbaresi, Trafilatura: A Web Scraping Library and Command-Line Tool, ACL 2021).
    """
    from trafilatura import bare_extraction

    with time_limit(PAGE_SECONDS):
        tree = tree_of(text)
        said = metadata.of_page(tree, url)
        found: Any = bare_extraction(tree, url=url, include_comments=False, include_formatting=False)
        words = "" if found is None or found.body is None else paragraphs(found.body, _PARTS, frozenset(("lb",)))
        words = storable(_without_title(words, said.title))
        _check(words, said.title, tree)
        return metadata.draft(words, said)


def _without_title(text: str, title: str | None) -> str:
    """The text without a first paragraph that repeats the title."""
    first, _, rest = text.partition("\n\n")
    return rest if title and rest and " ".join(first.split()).casefold() == title.casefold() else text


def _check(text: str, title: str | None, tree: Any) -> None:
    """Raises NoArticle when the text is none."""
    if len(text) >= SHORT_PAGE:
        return
    first = text.partition("\n\n")[0][:200]
    if _ERROR.search(title or "") or (len(text) < SHORT_PAGE / 2 and _ERROR.search(first)):
        raise ErrorPage(title=(title or first)[:80])
    seen = f"{title or ''} {text}" if text else f"{title or ''} {paragraphs(tree)[:SHORT_PAGE]}"
    walls = len(_WALL.findall(seen))
    if walls >= 2 or (walls and len(text) < SHORT_PAGE / 3):
        raise CookieWall
    if len(text) < SHORTEST_ARTICLE:
        raise NoArticle
