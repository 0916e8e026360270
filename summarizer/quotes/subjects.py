"""Who speaks by a verb: what stands before its group, or whoever spoke before."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.quotes.frames import Frame
from summarizer.quotes.phrases import Phrase, Phrases
from summarizer.quotes.tokens import WORD, Token


class Subjects:
    """Subjects of one sentence. ``last`` is who spoke last in it, set by whoever finds a report."""

    def __init__(self, tokens: Sequence[Token], frame: Frame, phrases: Phrases) -> None:
        self._tokens = tokens
        self._frame = frame
        self._phrases = phrases
        self.last: Phrase | None = None

    def of(self, at: int, group: int) -> Phrase | None:
        """Who speaks by the verb at a place whose group begins at another; None if nobody certain does."""
        token, frame = self._tokens[at], self._frame
        is_quoted = any(one.low == "quoted" for one in self._tokens[group:at])
        if token.low in frame.along and not is_quoted:
            parted = group == 0 or self._tokens[group - 1].kind != WORD or self._tokens[group - 1].low in frame.joins
            return self._carried(at) if parted else None
        found = self._phrases.before(group)
        if found is None and group > 0 and self._tokens[group - 1].low in frame.joins:
            return self._carried(at)
        return found

    def _carried(self, at: int) -> Phrase | None:
        """Whose verb came before this one: the last speaker, else the name that the sentence begins with."""
        found = self.last or self._opening()
        return found if found is not None and found.last <= at else None

    def _opening(self) -> Phrase | None:
        """The name that the sentence begins with."""
        last = 0
        frame = self._frame
        if not frame.has_capitals:
            return None
        for last, token in enumerate(self._tokens):  # noqa: B007
            if token.kind != WORD or not (token.capital or token.low in frame.known):
                break
        found = self._phrases.before(last) if last else None
        return found if found is not None and not found.first else None

    def group(self, at: int) -> int | None:
        """Where a verb's group begins, or None if its subject is not who speaks."""
        frame, tokens = self._frame, self._tokens
        first = at
        while first > 0 and tokens[first - 1].kind == WORD:
            low = tokens[first - 1].low
            if low in frame.denying:
                return None
            if low in frame.passive:
                if "quoted" not in [token.low for token in tokens[first:at]] and not tokens[at].low.endswith("ing"):
                    return None
            elif not (low in frame.helpers or (low.endswith("ly") and not tokens[first - 1].capital)):
                break
            first -= 1
        if tokens[at].low in frame.participles and tokens[at].low not in frame.report and first == at:
            return at if first and tokens[first - 1].low in frame.pronouns else None
        return first
