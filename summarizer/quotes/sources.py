"""Reports without a verb: according to whom, and a name with a colon before a quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.quotes.frames import Frame
from summarizer.quotes.phrases import Phrases
from summarizer.quotes.report import Report
from summarizer.quotes.stretches import FEWEST, Stretches
from summarizer.quotes.tokens import Token

FEW = 16
"""Tokens in which a sentence names the one who speaks, before a colon."""


class Sources:
    """Sources that one sentence names."""

    def __init__(self, tokens: Sequence[Token], frame: Frame, phrases: Phrases, stretches: Stretches) -> None:
        self._tokens = tokens
        self._frame = frame
        self._phrases = phrases
        self._stretches = stretches

    def sourced(self) -> Iterator[Report]:
        """According to X, ... and ..., according to X."""
        tokens = self._tokens
        openings = {one[0] for one in self._frame.according if one}
        for at in range(len(tokens)):
            if tokens[at].low not in openings:
                continue
            size = next((len(one) for one in self._frame.according if self._reads(at, one)), 0)
            if not size:
                continue
            speaker = self._phrases.after(at + size)
            if speaker is None or speaker.pronoun or not self._phrases.is_named(speaker):
                continue
            before = self._stretches.quotation_before(at)
            if before is not None:
                if before not in self._stretches.taken:
                    self._stretches.taken.add(before)
                    yield self._stretches.direct(speaker, -1, before)
            elif at <= 1 and self._stretches.is_comma(speaker.last):
                yield from self._stretches.clause(speaker, -1, speaker.last + 1)
            elif at > FEWEST:
                yield from self._stretches.closing(speaker, -1, at - self._stretches.is_comma(at - 1), speaker.last)

    def headed(self) -> Iterator[Report]:
        """X: and a quotation, without a verb."""
        for at in range(1, min(FEW, len(self._tokens) - 1)):
            if self._tokens[at].low == ":":
                speaker = self._phrases.before(at)
                following = self._stretches.next_quotation(at + 1)
                if (
                    speaker
                    and speaker.first == 0
                    and not speaker.pronoun
                    and following
                    and following not in self._stretches.taken
                ):
                    self._stretches.taken.add(following)
                    yield self._stretches.direct(speaker, -1, following)
                return

    def _reads(self, at: int, words: tuple[str, ...]) -> bool:
        return all(
            at + number < len(self._tokens) and self._tokens[at + number].low == word
            for number, word in enumerate(words)
        )
