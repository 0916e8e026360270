"""What a topic asks of an article: its words and where they stand, what it names and reports, where it comes from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from summarizer.model import ActReport, Analysis, Entity
from summarizer.text.folding import fold

TITLE = -1
"""The title's number among the sentences."""


@dataclass(frozen=True, slots=True)
class Facts:
    """``terms`` as `text.terms` has them, the title's first; ``breaks``: at which of them each sentence begins.

    ``titled`` of the terms are the title's.
    """

    language: str
    terms: Sequence[str]
    titled: int = 0
    breaks: Sequence[int] = ()
    entities: Sequence[Entity] = ()
    acts: Sequence[ActReport] = ()
    outlet: Sequence[str] = field(default=())

    @classmethod
    def of(cls, analysis: Analysis, outlet: str | None = None) -> Facts:
        """The facts of an analysis that has its terms."""
        return cls(
            analysis.language,
            analysis.terms,
            analysis.titled,
            analysis.breaks,
            analysis.entities,
            analysis.acts,
            fold(outlet or ""),
        )

    def sentence_of(self, term: int) -> int:
        """The number of the sentence that a term stands in, or `TITLE`."""
        return TITLE if term < self.titled else bisect_right(self.breaks, term) - 1
