"""Which characters a database can hold. Free of the database's libraries, for the processes that only read files."""

from __future__ import annotations

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with a U+FFFD in place of each NUL and lone surrogate, which PostgreSQL or UTF-8 cannot hold.

    One code point stands for one, so offsets into the text stay true.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return _UNSTORABLE.sub("\ufffd", text)
    return text.replace("\x00", "\ufffd")
