"""A report: who is said to have said what, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.model import Span
from summarizer.quotes.phrases import Phrase

LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Report:
    """A speaker, the verb as an index or -1, and the span of the text that was said.

    The speaker's pronoun is `LEFT_OUT` if nobody is named.
    """

    speaker: Phrase
    verb: int
    said: Span
    direct: bool
