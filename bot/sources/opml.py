"""Lists of feeds as OPML, the format in which feed readers hand over their subscriptions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed in a list; ``url`` is the feed's address, http or https."""

    title: str
    url: str


def read_opml(data: bytes) -> list[Subscription]:
    """The feeds in the list, in its order, folders opened, each address once.

    Raises bot.errors.NotOpml, and ForbiddenXml for a document that declares entities.
    """
    raise NotImplementedError


def write_opml(subscriptions: Iterable[Subscription]) -> bytes:
    """The list as an OPML 2.0 document in UTF-8."""
    raise NotImplementedError
