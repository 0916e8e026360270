"""Web addresses' bodies to drafts."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from bot.errors import CommuniqueError
from bot.sources.article import article
from bot.sources.detect import Kind, kind_of
from bot.sources.draft import Draft
from bot.sources.files import read_as
from bot.sources.metadata import with_link
from bot.sources.prolog import decode_markup


def read_page(body: bytes, url: str, content_type: str | None) -> Draft:
    """The article at an address: a page's, or that of a file of any kind that is read.

    Raises bot.errors.NoArticle for a page without one (ErrorPage, CookieWall), and what read_file raises.
    """
    name = unquote(PurePosixPath(urlsplit(url).path).name) or "index.html"
    try:
        kind = kind_of(name, body, content_type)
        if kind is Kind.HTML:
            return article(decode_markup(body, content_type), url)
        draft = read_as(kind, name, body)
    except CommuniqueError as error:
        error.values.setdefault("name", url[:200])
        raise
    return draft if draft.link else with_link(draft, url)
