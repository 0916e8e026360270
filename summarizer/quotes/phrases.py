"""Who stands before or after a word of speaking: the phrase that names a speaker, or none that is certain."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from summarizer.quotes.frames import Frame
from summarizer.quotes.tokens import QUOTE, SIGN, WORD, Token

LONGEST = 14
"""Words of a speaker's name with its title."""

FAR = 36
"""Tokens between a name and its verb, with what is inserted there."""

_CLAUSE_SIGNS = frozenset(':;—–―-…(.•|«“"?!')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens from ``first`` up to, but without, ``last``; ``pronoun`` is its kind, or empty."""

    first: int
    last: int
    pronoun: str = ""


class Phrases:
    """The speakers among the tokens of one sentence; ``names`` are words in small letters known to be actors."""

    def __init__(self, tokens: Sequence[Token], frame: Frame, names: Collection[str]) -> None:
        self._tokens = tokens
        self._frame = frame
        self._names = names

    def before(self, end: int) -> Phrase | None:
        """The subject that ends at token ``end``: up to the beginning of its clause, over what is inserted."""
        end = self._over_brackets(end)
        if end <= 0:
            return None
        if self._is(end - 1, ","):
            return self._over_inserted(end - 1)
        found = self._simple(end)
        if found is None or found.pronoun or not self._is(found.first - 1, ","):
            return found
        return found

    def after(self, start: int) -> Phrase | None:
        """The subject that begins at token ``start``, behind its verb."""
        tokens, frame = self._tokens, self._frame
        at = start
        while at < len(tokens) and at - start < LONGEST and tokens[at].kind == WORD:
            low = tokens[at].low
            if at == start and low in frame.pronouns:
                return Phrase(at, at + 1, frame.pronouns[low])
            if low in frame.times and at > start:
                break
            if low in frame.verbs and not tokens[at].capital and low not in frame.roles:
                break
            opens = at == start and low in frame.articles
            if low in frame.stops and not opens and not self._links(at):
                break
            at += 1
            if tokens[at - 1].end - tokens[at - 1].start > len(low) and at < len(tokens) and not tokens[at].capital:
                break
        while at > start and tokens[at - 1].low in frame.small:
            at -= 1
        if not self._begins(start):
            return None
        if not self._frame.has_capitals and at > start:
            # Verb first: whatever stands between it and what was said is its subject.
            return Phrase(start, at)
        return self._named(start, at)

    def is_named(self, phrase: Phrase) -> bool:
        """Whether a phrase names somebody who can speak by a word of its own, not by its place alone."""
        return self._named(phrase.first, phrase.last) is not None

    def _links(self, at: int) -> bool:
        """Whether a small word joins a title to its place: the head of the agency."""
        tokens = self._tokens
        if tokens[at].low not in self._frame.within or at + 1 >= len(tokens):
            return False
        return tokens[at + 1].capital or tokens[at + 1].low in self._frame.known

    def _begins(self, start: int) -> bool:
        if start >= len(self._tokens):
            return False
        token = self._tokens[start]
        known = self._frame.known
        return token.capital or token.low in known or not self._frame.has_capitals

    def _simple(self, end: int) -> Phrase | None:
        tokens, frame = self._tokens, self._frame
        first = end
        while first > 0 and end - first < LONGEST:
            token = tokens[first - 1]
            if token.kind != WORD:
                over = self._over_brackets(first) if first < end else first
                if over == first:
                    break
                first = over
                continue
            if self._parts(first - 1, end):
                break
            first -= 1
        if first == end:
            return None
        if first > 0 and tokens[first - 1].low in frame.relatives:
            return None
        if end - first == 1 and tokens[first].low in frame.pronouns:
            return Phrase(first, end, frame.pronouns[tokens[first].low])
        bounded = first == 0 or self._is_boundary(first - 1)
        first = self._without_openers(first, end)
        if first < end and end - first == 1 and tokens[first].low in frame.pronouns:
            return Phrase(first, end, frame.pronouns[tokens[first].low])
        return self._named(first, end) if bounded else None

    def _parts(self, at: int, end: int) -> bool:
        """Whether the word at ``at`` does not belong to the phrase that it stands before."""
        token, frame = self._tokens[at], self._frame
        if token.low in frame.pronouns and (at + 1 < end or not token.capital):
            return at + 1 < end
        if token.low in frame.joins or token.low in frame.relatives:
            if token.low in frame.within and at + 1 < end and self._tokens[at + 1].capital and at > 0:
                return not self._tokens[at - 1].capital
            return True
        if token.capital:
            return False
        return token.low in frame.acting and token.low not in frame.roles

    def _is_boundary(self, at: int) -> bool:
        token = self._tokens[at]
        if token.kind == QUOTE or token.low in self._frame.joins or token.low in self._frame.that:
            return True
        if token.kind == SIGN:
            return token.low == "," or token.low in _CLAUSE_SIGNS or token.low in ("]", ")")
        return token.low in self._frame.say and at + 1 < len(self._tokens)

    def _without_openers(self, first: int, end: int) -> int:
        tokens, frame = self._tokens, self._frame
        while first < end - 1:
            token = tokens[first]
            is_name = token.capital and token.low not in frame.times and first > 0
            opens = token.low in frame.openers or token.low in frame.times or token.low.isdecimal()
            following = tokens[first + 1].low
            is_timed = following in frame.times or following in frame.openers or following.isdecimal()
            if token.low in frame.articles or token.low in frame.within or token.low in frame.stops:
                # On Monday, or last week, and not: in Moscow.
                opens = is_timed
            if (is_name and token.low not in frame.openers) or not opens:
                break
            first += 1
        return first

    def _over_inserted(self, end: int) -> Phrase | None:
        """The name in front of what stands between two commas before the verb: Smith, a lawyer, said."""
        best: Phrase | None = None
        at = end - 1
        while at > 0 and end - at < FAR:
            token = self._tokens[at]
            if token.kind == QUOTE or token.low in (";", ":"):
                break
            if token.low == ",":
                found = self._simple(self._over_brackets(at))
                if found is not None and not found.pronoun:
                    best = self._with_name(found, end)
                    if not self._is(found.first - 1, ","):
                        break
                elif best is not None:
                    break
            at -= 1
        return best

    def _with_name(self, phrase: Phrase, end: int) -> Phrase:
        """An office with the name that stands behind it between commas: the minister, Jane Smith, said."""
        inserted = self._tokens[phrase.last + 1 : end]
        if self._has_capital(phrase) or not inserted or not all(token.capital for token in inserted):
            return phrase
        return Phrase(phrase.first, end)

    def _over_brackets(self, end: int) -> int:
        if not self._is(end - 1, ")"):
            return end
        at = end - 2
        while at > 0 and end - at < LONGEST and self._tokens[at].low != "(":
            at -= 1
        return at if self._is(at, "(") else end

    def _named(self, first: int, last: int) -> Phrase | None:
        """The phrase if it names somebody who can speak."""
        tokens, frame = self._tokens, self._frame
        if not 0 < last - first <= LONGEST:
            return None
        words = [token for token in tokens[first:last] if token.kind == WORD]
        if not words or self._is_small(words[0]) or words[-1].low.endswith(("'s", "s'")):
            return None
        if any(word.low in frame.pronouns and not word.capital for word in words):
            return None
        if any(self._speaks(word, first == 0 and number == 0) for number, word in enumerate(words)):
            return Phrase(first, last)
        return None

    def _is_small(self, word: Token) -> bool:
        """Whether a word joins what it stands before to something else: no name begins so."""
        frame = self._frame
        small = word.low in frame.within or word.low in frame.stops or word.low in frame.joins
        return small and word.low not in frame.articles and word.low not in frame.roles

    def _speaks(self, word: Token, opens: bool) -> bool:
        frame = self._frame
        if word.low in frame.roles or word.low in self._names:
            return True
        if not word.capital or word.low in frame.times:
            return False
        plain = word.low in frame.articles or word.low in frame.openers or word.low in frame.stops
        return not plain

    def _has_capital(self, phrase: Phrase) -> bool:
        words = self._tokens[phrase.first : phrase.last]
        return any(self._speaks(word, opens=False) and (word.capital or not self._frame.has_capitals) for word in words)

    def _is(self, at: int, sign: str) -> bool:
        return 0 <= at < len(self._tokens) and self._tokens[at].low == sign and self._tokens[at].kind == SIGN
