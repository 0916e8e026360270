"""The word that all of this speaks in: a quotation."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.model import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody is reported to have said, and where.

    ``text`` stands in the article from ``start`` to ``end``, in code points, with its marks if it has any of its own;
    ``speaker`` stands at ``speaker_span``, as written, with its title. ``verb`` is the word of speaking as written,
    empty where there is none ("according to", "X: ..."). ``direct``: all of it is between quotation marks.
    """

    speaker: str
    speaker_span: Span
    verb: str
    text: str
    start: int
    end: int
    direct: bool
