"""A feed that was saved as a file: each entry an article."""

from __future__ import annotations

from collections.abc import Iterator

from bot.errors import RowWithoutText
from bot.sources.draft import Draft
from bot.sources.feeds import read_feed
from bot.sources.parts import Part

NOWHERE = ""
"""A file has no address; links that are not whole are left out."""


def read_feed_file(data: bytes) -> Iterator[Part]:
    """Each entry's draft, the oldest first, as articles come. Raises as `read_feed`."""
    feed = read_feed(data, NOWHERE)
    for number, one in enumerate(reversed(feed.entries), start=1):
        draft = Draft(one.text, one.title, feed.title, feed.language, one.published, one.link, one.authors)
        yield Part(f"#{number}", draft if one.text else RowWithoutText(line=number))
