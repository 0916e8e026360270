"""Plain text to a draft: where its title ends and its text begins."""

from __future__ import annotations

import re

from bot.sources.decode import decode
from bot.sources.draft import Draft

TITLE_LIMIT = 160
"""Characters of a first line that can still be a title."""

_SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*$")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def read_text(data: bytes) -> Draft:
    """The draft in a text file's bytes. Raises bot.errors.NotText."""
    return draft(decode(data))


def draft(text: str) -> Draft:
    """A short first line without a full stop, with text below it, is the title; else there is none.

    Characters that no database stores (NUL, lone surrogates) become U+FFFD, so that offsets stay as they were.
    """
    text = _UNSTORABLE.sub("\ufffd", text).strip()
    first, _, rest = text.partition("\n")
    title = " ".join(first.split())
    if rest.strip() and 0 < len(title) <= TITLE_LIMIT and not _SENTENCE_END.search(title):
        return Draft(text=rest.strip(), title=title)
    return Draft(text=text)
