"""What a file of several articles is made of."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import CommuniqueError
from bot.sources.draft import Draft


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file: an article, why there is none, or the bytes of a file within the file.

    ``name`` is what is added to the file's: ``:12`` for a line, ``/report.pdf`` for a file.
    """

    name: str
    content: Draft | CommuniqueError | bytes
    content_type: str | None = None
