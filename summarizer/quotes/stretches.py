"""What was said, as a stretch of the sentence: a quotation, what follows a verb, or what stands before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.quotes.frames import Frame
from summarizer.quotes.phrases import Phrase
from summarizer.quotes.report import Report
from summarizer.quotes.subjects import Subjects
from summarizer.quotes.tokens import QUOTE, SIGN, Token

AFTER, SOON = 8, 3
"""Tokens behind the words of speaking that close a sentence: when and where it was said; fewer after rarer verbs."""

FEWEST = 2
"""Words of an indirect quotation."""

_DASHES = frozenset("—–―-")
_BETWEEN = frozenset(",—–―-:")


class Stretches:
    """Stretches of one sentence. ``taken`` are the quotations that belong to a report already."""

    def __init__(self, tokens: Sequence[Token], frame: Frame, subjects: Subjects) -> None:
        self._tokens = tokens
        self._frame = frame
        self._subjects = subjects
        self.taken: set[int] = set()

    def quotation_before(self, at: int) -> int | None:
        """The quotation that ends right before a token, with a comma or a dash between at most."""
        at -= 1
        while at >= 0 and self._tokens[at].kind == SIGN and self._tokens[at].low in _BETWEEN:
            at -= 1
        return at if at >= 0 and self._tokens[at].kind == QUOTE else None

    def next_quotation(self, at: int) -> int | None:
        """The quotation at a token, if it is one."""
        return at if at < len(self._tokens) and self._tokens[at].kind == QUOTE else None

    def direct(self, speaker: Phrase, verb: int, at: int) -> Report:
        """A quotation as the report of what a speaker said word for word."""
        token = self._tokens[at]
        return Report(speaker, verb, (token.start, token.end), direct=True)

    def clause(self, speaker: Phrase, verb: int, first: int) -> Iterator[Report]:
        """What follows to the end of the sentence."""
        last = len(self._tokens)
        while last > first and self._tokens[last - 1].kind == SIGN and self._tokens[last - 1].low in ".!?…":
            last -= 1
        held = [at for at in range(first, last) if self._tokens[at].kind == QUOTE]
        if last - first < FEWEST and not held:
            return
        self.taken.update(held)
        yield Report(speaker, verb, (self._tokens[first].start, self._tokens[last - 1].end), direct=False)

    def closing(self, speaker: Phrase, verb: int, last: int, after: int) -> Iterator[Report]:
        """What stands from the beginning of the sentence up to token ``last``."""
        first = 0
        while first < last and self._tokens[first].low in _DASHES:
            first += 1
        held = [at for at in range(last) if self._tokens[at].kind == QUOTE]
        most = AFTER if verb < 0 or self._tokens[verb].low in self._frame.say else SOON
        if last - first < FEWEST or len(self._tokens) - after > most or any(at in self.taken for at in held):
            return
        if self._tokens[first].low in self._frame.joins | self._frame.openers | self._frame.stops:
            return
        self.taken.update(held)
        self._subjects.last = speaker
        yield Report(speaker, verb, (self._tokens[first].start, self._tokens[last - 1].end), direct=False)

    def is_comma(self, at: int) -> bool:
        """Whether a comma stands at a token."""
        return 0 <= at < len(self._tokens) and self._tokens[at].low == ","
