"""Links to an article or a topic: numbers only, signed, so that nobody can try out other numbers."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import Enum

from bot.errors import BrokenLink

SIGNED = 12
"""Letters of the signature: 72 bits."""

_PAYLOAD = re.compile(rf"([at])([1-9][0-9]{{0,17}})-([A-Za-z0-9_-]{{{SIGNED}}})", re.ASCII)


class Kind(Enum):
    """What a link opens."""

    ARTICLE = "a"
    TOPIC = "t"


@dataclass(frozen=True, slots=True)
class Link:
    """What a payload names."""

    kind: Kind
    number: int


class Links:
    """Written and read with a key that is made of the bot's token: with another token they are no longer good."""

    def __init__(self, token: str) -> None:
        self._key = hashlib.sha256(f"links {token}".encode()).digest()

    def payload(self, kind: Kind, number: int) -> str:
        """At most 32 of the letters that Telegram lets stand behind ``?start=``, where 64 may."""
        said = f"{kind.value}{number}"
        return f"{said}-{self._signature(said)}"

    def read(self, payload: str) -> Link:
        """What `payload` wrote. Raises BrokenLink for anything else, one letter of difference included."""
        found = _PAYLOAD.fullmatch(payload)
        if found is None:
            raise BrokenLink
        kind, number, signature = found.groups()
        if not hmac.compare_digest(signature, self._signature(f"{kind}{number}")):
            raise BrokenLink
        return Link(Kind(kind), int(number))

    def _signature(self, said: str) -> str:
        digest = hmac.new(self._key, said.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).decode()[:SIGNED]
