"""What one sentence reports: each word of speaking with its speaker and what was said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from summarizer.model import Span
from summarizer.quotes.frames import Frame
from summarizer.quotes.phrases import Phrase, Phrases
from summarizer.quotes.tokens import QUOTE, SIGN, WORD, Token

FEW = 16
"""Words between a verb and "that": to whom, where and when it was said."""

AFTER, SOON = 8, 3
"""Tokens behind the words of speaking that close a sentence: when and where it was said; fewer after rarer verbs."""

TITLE = 20
"""Characters between marks that may be a title or a nickname."""

LEAST, FEWEST = 3, 2
"""Tokens in front of the words of speaking that close a sentence; words of an indirect quotation."""

LEFT_OUT = "left out"

_DASHES = frozenset("—–―-")
_BETWEEN = frozenset(",—–―-:")


@dataclass(frozen=True, slots=True)
class Report:
    """A speaker, the verb as an index or -1, and the span of the text that was said.

    The speaker's pronoun is `LEFT_OUT` if nobody is named.
    """

    speaker: Phrase
    verb: int
    said: Span
    direct: bool


class Reports:
    """Finds the reports of one sentence. Linear in its tokens but for windows of fixed length."""

    def __init__(self, tokens: Sequence[Token], frame: Frame, names: Collection[str]) -> None:
        self._tokens = tokens
        self._frame = frame
        self._phrases = Phrases(tokens, frame, names)
        self._taken: set[int] = set()
        self._last: Phrase | None = None

    def find(self) -> list[Report]:
        """The reports in order of their verbs; a quotation belongs to one of them at most."""
        found: list[Report] = []
        for at in self._verbs():
            found += self._reported(at)
        found += self._sourced()
        found += self._headed()
        return found

    def _verbs(self) -> Iterator[int]:
        verbs = self._frame.verbs
        return (at for at, token in enumerate(self._tokens) if token.kind == WORD and token.low in verbs)

    def _reported(self, at: int) -> Iterator[Report]:
        """The reports of one verb: what stands before it, if it ends that, else what follows it."""
        group = self._group(at)
        if group is None:
            return
        before = self._quotation_before(group)
        if before is not None:
            speaker = self._phrases.after(at + 1)
            if speaker is None:
                return
            yield from self._both(speaker, at, before, speaker.last)
            return
        if group and self._tokens[group - 1].low in self._frame.as_:
            yield from self._as_said(at, group)
            return
        subject = self._subject(at, group)
        if subject is None:
            yield from self._inverted(at, group)
            return
        self._last = subject
        closing = self._quotation_before(subject.first)
        if closing is not None and closing not in self._taken:
            yield from self._both(subject, at, closing, at + 1)
            return
        yield from self._following(subject, at, at + 1)

    def _subject(self, at: int, group: int) -> Phrase | None:
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
        found = self._last or self._opening()
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

    def _group(self, at: int) -> int | None:
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

    def _quotation_before(self, at: int) -> int | None:
        """The quotation that ends right before a token, with a comma or a dash between at most."""
        at -= 1
        while at >= 0 and self._tokens[at].kind == SIGN and self._tokens[at].low in _BETWEEN:
            at -= 1
        return at if at >= 0 and self._tokens[at].kind == QUOTE else None

    def _both(self, speaker: Phrase, verb: int, quotation: int, end: int) -> Iterator[Report]:
        """A quotation before its speaker, and those that go on after it."""
        self._last = speaker
        if quotation not in self._taken:
            self._taken.add(quotation)
            yield self._direct(speaker, verb, quotation)
        yield from self._rest(speaker, verb, max(end, speaker.last))

    def _rest(self, speaker: Phrase, verb: int, start: int) -> Iterator[Report]:
        for at in range(start, len(self._tokens)):
            if self._tokens[at].low in self._frame.verbs and at > start:
                return
            if self._tokens[at].kind == QUOTE and at not in self._taken:
                self._taken.add(at)
                yield self._direct(speaker, verb, at)

    def _inverted(self, at: int, group: int) -> Iterator[Report]:
        """A clause that a comma and "said X" end, "said X that ...", and "said that ..." of whoever spoke before."""
        speaker = self._phrases.after(at + 1)
        if speaker is None:
            if self._frame.drops_subject and group <= 1:
                yield from self._following(Phrase(group, group, LEFT_OUT), at, at + 1)
            return
        parted = group and self._tokens[group - 1].low in (",", "—", "–")
        if parted and not speaker.pronoun and self._frame.has_capitals:
            yield from self._closing(speaker, at, group - 1, speaker.last)
            return
        if self._frame.verb_first and self._opened(at, speaker.last) is not None:
            self._last = speaker
            yield from self._following(speaker, at, speaker.last)

    def _as_said(self, at: int, group: int) -> Iterator[Report]:
        """As X said, ...; and ..., as X said."""
        speaker = self._phrases.after(at + 1)
        if speaker is None or speaker.pronoun:
            return
        if group <= SOON and self._is_comma(speaker.last):
            yield from self._clause(speaker, at, speaker.last + 1)
        elif group > FEWEST and self._is_comma(group - 2):
            yield from self._closing(speaker, at, group - 2, speaker.last)

    def _following(self, speaker: Phrase, verb: int, start: int) -> Iterator[Report]:
        frame, tokens = self._frame, self._tokens
        low = tokens[verb].low
        opened = self._opened(verb, start)
        if opened is not None:
            clause, quotation = opened
            if quotation is not None and (clause is None or clause >= quotation):
                self._taken.add(quotation)
                yield self._direct(speaker, verb, quotation)
                yield from self._rest(speaker, verb, quotation + 1)
            elif clause is not None:
                yield from self._clause(speaker, verb, clause)
            return
        follows = start < len(tokens) and tokens[start].kind == WORD and tokens[start].low not in frame.stops
        if low in frame.say and low not in frame.call and follows:
            yield from self._clause(speaker, verb, start)
            return
        reports = low in frame.reporting
        if reports and speaker.first > LEAST and self._is_comma(speaker.first - 1):
            yield from self._closing(speaker, verb, speaker.first - 1, start)

    def _opened(self, verb: int, start: int) -> tuple[int | None, int | None] | None:
        """Where what was said begins after a verb: a clause's first token, and the next quotation."""
        frame, tokens = self._frame, self._tokens
        clauses = tokens[verb].low in frame.reporting
        for at in range(start, min(start + FEW, len(tokens))):
            token = tokens[at]
            if token.kind == QUOTE and tokens[at - 1].low not in frame.toward:
                is_said = at not in self._taken and self._is_said(at, start, verb)
                return (None, at) if is_said else None
            if clauses and (token.low in frame.that or token.low == ":") and at + 1 < len(tokens):
                return at + 1, self._next_quotation(at + 1)
            if token.low in frame.verbs and token.low not in frame.roles and at > start and not token.capital:
                return None
            if token.low in ".;":
                return None
        return None

    def _is_said(self, at: int, start: int, verb: int) -> bool:
        """Whether a quotation is what was said: a few words far from the verb are a title or a nickname."""
        token, before = self._tokens[at], self._tokens[at - 1]
        near = at == start or before.low in (":", ",") or before.low in self._frame.that
        return near or self._tokens[verb].low in self._frame.call or token.end - token.start > TITLE

    def _next_quotation(self, at: int) -> int | None:
        return at if at < len(self._tokens) and self._tokens[at].kind == QUOTE else None

    def _clause(self, speaker: Phrase, verb: int, first: int) -> Iterator[Report]:
        """What follows to the end of the sentence."""
        last = len(self._tokens)
        while last > first and self._tokens[last - 1].kind == SIGN and self._tokens[last - 1].low in ".!?…":
            last -= 1
        held = [at for at in range(first, last) if self._tokens[at].kind == QUOTE]
        if last - first < FEWEST and not held:
            return
        self._taken.update(held)
        yield Report(speaker, verb, (self._tokens[first].start, self._tokens[last - 1].end), direct=False)

    def _closing(self, speaker: Phrase, verb: int, last: int, after: int) -> Iterator[Report]:
        """What stands from the beginning of the sentence up to token ``last``."""
        first = 0
        while first < last and self._tokens[first].low in _DASHES:
            first += 1
        held = [at for at in range(last) if self._tokens[at].kind == QUOTE]
        most = AFTER if verb < 0 or self._tokens[verb].low in self._frame.say else SOON
        if last - first < FEWEST or len(self._tokens) - after > most or any(at in self._taken for at in held):
            return
        if self._tokens[first].low in self._frame.joins | self._frame.openers | self._frame.stops:
            return
        self._taken.update(held)
        self._last = speaker
        yield Report(speaker, verb, (self._tokens[first].start, self._tokens[last - 1].end), direct=False)

    def _sourced(self) -> Iterator[Report]:
        """According to X, ... and ..., according to X."""
        tokens = self._tokens
        for at in range(len(tokens)):
            size = next((len(one) for one in self._frame.according if self._reads(at, one)), 0)
            if not size:
                continue
            speaker = self._phrases.after(at + size)
            if speaker is None or speaker.pronoun or not self._phrases.is_named(speaker):
                continue
            before = self._quotation_before(at)
            if before is not None:
                if before not in self._taken:
                    self._taken.add(before)
                    yield self._direct(speaker, -1, before)
            elif at <= 1 and self._is_comma(speaker.last):
                yield from self._clause(speaker, -1, speaker.last + 1)
            elif at > FEWEST:
                yield from self._closing(speaker, -1, at - self._is_comma(at - 1), speaker.last)

    def _reads(self, at: int, words: tuple[str, ...]) -> bool:
        return all(
            at + number < len(self._tokens) and self._tokens[at + number].low == word
            for number, word in enumerate(words)
        )

    def _headed(self) -> Iterator[Report]:
        """X: and a quotation, without a verb."""
        for at in range(1, min(FEW, len(self._tokens) - 1)):
            if self._tokens[at].low == ":":
                speaker = self._phrases.before(at)
                following = self._next_quotation(at + 1)
                if (
                    speaker
                    and speaker.first == 0
                    and not speaker.pronoun
                    and following
                    and following not in self._taken
                ):
                    self._taken.add(following)
                    yield self._direct(speaker, -1, following)
                return

    def _direct(self, speaker: Phrase, verb: int, at: int) -> Report:
        token = self._tokens[at]
        return Report(speaker, verb, (token.start, token.end), direct=True)

    def _is_comma(self, at: int) -> bool:
        return 0 <= at < len(self._tokens) and self._tokens[at].low == ","
