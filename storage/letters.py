"""Which characters a database can hold. Free of the database's libraries, for the processes that only read files."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

OUTLET_KEY = 120
"""Characters of an outlet's key."""

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


@lru_cache(maxsize=10_000)
def outlet_key(name: str) -> str:
    """What all spellings of an outlet's name share: no capitals, no doubled spaces; empty if it is no name."""
    return storable(" ".join(unicodedata.normalize("NFKC", name).casefold().split()))[:OUTLET_KEY].rstrip()
