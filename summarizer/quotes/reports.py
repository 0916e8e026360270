"""What one sentence reports: each word of speaking with its speaker and what was said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from summarizer.quotes.frames import Frame
from summarizer.quotes.phrases import Phrase, Phrases
from summarizer.quotes.report import LEFT_OUT, Report
from summarizer.quotes.sources import Sources
from summarizer.quotes.stretches import FEWEST, SOON, Stretches
from summarizer.quotes.subjects import Subjects
from summarizer.quotes.tokens import QUOTE, WORD, Token

FEW = 16
"""Words between a verb and "that": to whom, where and when it was said."""

TITLE = 20
"""Characters between marks that may be a title or a nickname."""

LEAST = 3
"""Tokens in front of the words of speaking that close a sentence."""


class Reports:
    """Finds the reports of one sentence. Linear in its tokens but for windows of fixed length."""

    def __init__(self, tokens: Sequence[Token], frame: Frame, names: Collection[str]) -> None:
        self._tokens = tokens
        self._frame = frame
        self._phrases = Phrases(tokens, frame, names)
        self._subjects = Subjects(tokens, frame, self._phrases)
        self._stretches = Stretches(tokens, frame, self._subjects)
        self._sources = Sources(tokens, frame, self._phrases, self._stretches)

    def find(self) -> list[Report]:
        """The reports in order of their verbs; a quotation belongs to one of them at most."""
        found: list[Report] = []
        for at in self._verbs():
            found += self._reported(at)
        found += self._sources.sourced()
        found += self._sources.headed()
        return found

    def _verbs(self) -> Iterator[int]:
        verbs = self._frame.verbs
        return (at for at, token in enumerate(self._tokens) if token.kind == WORD and token.low in verbs)

    def _reported(self, at: int) -> Iterator[Report]:
        """The reports of one verb: what stands before it, if it ends that, else what follows it."""
        group = self._subjects.group(at)
        if group is None:
            return
        before = self._stretches.quotation_before(group)
        if before is not None:
            speaker = self._phrases.after(at + 1)
            if speaker is None:
                return
            yield from self._both(speaker, at, before, speaker.last)
            return
        if group and self._tokens[group - 1].low in self._frame.as_:
            yield from self._as_said(at, group)
            return
        subject = self._subjects.of(at, group)
        if subject is None:
            yield from self._inverted(at, group)
            return
        self._subjects.last = subject
        closing = self._stretches.quotation_before(subject.first)
        if closing is not None and closing not in self._stretches.taken:
            yield from self._both(subject, at, closing, at + 1)
            return
        yield from self._following(subject, at, at + 1)

    def _both(self, speaker: Phrase, verb: int, quotation: int, end: int) -> Iterator[Report]:
        """A quotation before its speaker, and those that go on after it."""
        self._subjects.last = speaker
        if quotation not in self._stretches.taken:
            self._stretches.taken.add(quotation)
            yield self._stretches.direct(speaker, verb, quotation)
        yield from self._rest(speaker, verb, max(end, speaker.last))

    def _rest(self, speaker: Phrase, verb: int, start: int) -> Iterator[Report]:
        for at in range(start, len(self._tokens)):
            if self._tokens[at].low in self._frame.verbs and at > start:
                return
            if self._tokens[at].kind == QUOTE and at not in self._stretches.taken:
                self._stretches.taken.add(at)
                yield self._stretches.direct(speaker, verb, at)

    def _inverted(self, at: int, group: int) -> Iterator[Report]:
        """A clause that a comma and "said X" end, "said X that ...", and "said that ..." of whoever spoke before."""
        speaker = self._phrases.after(at + 1)
        if speaker is None:
            if self._frame.drops_subject and group <= 1:
                yield from self._following(Phrase(group, group, LEFT_OUT), at, at + 1)
            return
        parted = group and self._tokens[group - 1].low in (",", "—", "–")
        if parted and not speaker.pronoun and self._frame.has_capitals:
            yield from self._stretches.closing(speaker, at, group - 1, speaker.last)
            return
        if self._frame.verb_first and self._opened(at, speaker.last) is not None:
            self._subjects.last = speaker
            yield from self._following(speaker, at, speaker.last)

    def _as_said(self, at: int, group: int) -> Iterator[Report]:
        """As X said, ...; and ..., as X said."""
        speaker = self._phrases.after(at + 1)
        if speaker is None or speaker.pronoun:
            return
        if group <= SOON and self._stretches.is_comma(speaker.last):
            yield from self._stretches.clause(speaker, at, speaker.last + 1)
        elif group > FEWEST and self._stretches.is_comma(group - 2):
            yield from self._stretches.closing(speaker, at, group - 2, speaker.last)

    def _following(self, speaker: Phrase, verb: int, start: int) -> Iterator[Report]:
        frame, tokens = self._frame, self._tokens
        low = tokens[verb].low
        opened = self._opened(verb, start)
        if opened is not None:
            clause, quotation = opened
            if quotation is not None and (clause is None or clause >= quotation):
                self._stretches.taken.add(quotation)
                yield self._stretches.direct(speaker, verb, quotation)
                yield from self._rest(speaker, verb, quotation + 1)
            elif clause is not None:
                yield from self._stretches.clause(speaker, verb, clause)
            return
        follows = start < len(tokens) and tokens[start].kind == WORD and tokens[start].low not in frame.stops
        if low in frame.say and low not in frame.call and follows:
            yield from self._stretches.clause(speaker, verb, start)
            return
        reports = low in frame.reporting
        if reports and speaker.first > LEAST and self._stretches.is_comma(speaker.first - 1):
            yield from self._stretches.closing(speaker, verb, speaker.first - 1, start)

    def _opened(self, verb: int, start: int) -> tuple[int | None, int | None] | None:
        """Where what was said begins after a verb: a clause's first token, and the next quotation."""
        frame, tokens = self._frame, self._tokens
        clauses = tokens[verb].low in frame.reporting
        for at in range(start, min(start + FEW, len(tokens))):
            token = tokens[at]
            if token.kind == QUOTE and tokens[at - 1].low not in frame.toward:
                is_said = at not in self._stretches.taken and self._is_said(at, start, verb)
                return (None, at) if is_said else None
            if clauses and (token.low in frame.that or token.low == ":") and at + 1 < len(tokens):
                return at + 1, self._stretches.next_quotation(at + 1)
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
