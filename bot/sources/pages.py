"""Web pages to drafts: the article without the page around it."""

from __future__ import annotations

from bot.sources.draft import Draft


def read_page(body: bytes, url: str, content_type: str | None) -> Draft:
    """The article at an address: a page's, or that of a file of any kind that is read.

    Raises bot.errors.NoArticle for a page without one (ErrorPage, CookieWall), and what read_file raises.
    """
    raise NotImplementedError
