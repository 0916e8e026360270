"""Who a speaker's phrase stands for: as written, or whom a pronoun means where only one can be meant."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence

from summarizer.model import Span
from summarizer.quotes.frames import Frame
from summarizer.quotes.phrases import Phrase
from summarizer.quotes.tokens import WORD, Token

BACK = 3
"""Sentences in which whoever a pronoun means is looked for, its own among them."""

_Name = tuple[str, Span, str]
"""Its last word, where it stands, and "m", "f" or empty if nobody can tell."""


class Speakers:
    """Remembers who was named in the last sentences; ``others`` are words of countries and organisations."""

    def __init__(self, text: str, frame: Frame, others: Collection[str]) -> None:
        self._text = text
        self._frame = frame
        self._others = others
        self._named: deque[list[_Name]] = deque(maxlen=BACK - 1)
        self._full: set[str] = set()

    def span(self, phrase: Phrase | None, row: Sequence[Token]) -> Span | None:
        """Where the speaker stands, or None if nobody certain does."""
        if phrase is None:
            return None
        if phrase.pronoun in ("m", "f"):
            return self._meant(phrase, row) or (row[phrase.first].start, row[phrase.last - 1].end)
        if phrase.pronoun:
            return None
        return row[phrase.first].start, row[phrase.last - 1].end

    def heard(self, row: Sequence[Token]) -> None:
        """Remember the names of a sentence."""
        found = list(self._names(row, len(row)))
        self._full.update(last for last, span, _ in found if " " in self._text[span[0] : span[1]])
        self._named.append(found)

    def _meant(self, phrase: Phrase, row: Sequence[Token]) -> Span | None:
        near = [*(name for names in self._named for name in names), *self._names(row, phrase.first)]
        fitting = [one for one in near if one[2] in ("", phrase.pronoun)]
        persons = {last for last, span, _ in fitting if last in self._full or " " in self._text[span[0] : span[1]]}
        if len(persons) != 1:
            return None
        (who,) = persons
        return next(span for last, span, _ in reversed(fitting) if last == who)

    def _names(self, row: Sequence[Token], end: int) -> Iterator[_Name]:
        """Runs of words with capitals that are no country, organisation, time or opening of a sentence."""
        frame = self._frame
        first = -1
        for at in range(end + 1):
            token = row[at] if at < end else None
            inside = token is not None and token.kind == WORD and token.capital and self._may_name(token, at == 0)
            if inside and first < 0:
                first = at
            elif not inside and first >= 0:
                last = row[at - 1]
                before = {row[number].low for number in range(max(first - 1, 0), at)}
                gender = "m" if before & frame.he else "f" if before & frame.she else ""
                yield last.low.removesuffix("'s"), (row[first].start, self._end(last)), gender
                first = -1

    def _may_name(self, token: Token, opens: bool) -> bool:
        frame, low = self._frame, token.low.removesuffix("'s")
        if low in frame.times or low in frame.pronouns or low in frame.articles or low in self._others:
            return False
        return not (opens and (low in frame.openers or low in frame.joins or low in frame.stops))

    @staticmethod
    def _end(token: Token) -> int:
        return token.end - 2 if token.low.endswith("'s") else token.end
