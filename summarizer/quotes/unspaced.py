"""Who says what in Chinese, where no space sets words apart: a subject ends at its verb, a clause at its comma."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from summarizer.model import Entity, Span
from summarizer.quotes.frames import FOLDER
from summarizer.quotes.marks import Quoted, crossing, quoted
from summarizer.quotes.model import Quote

MASK = "\ue000"
"""Stands for each character of a quotation while its sentence is read."""

MOST = 1_000
"""Characters of a sentence that are looked at."""

LONGEST, LEAST, BACK = 30, 5, 3
"""Characters of a speaker's name with its title, and of an indirect quotation; clauses before the verb's own."""

_SEPARATOR = re.compile(f"[，。；！？：,;:!?、\n{MASK}]")
_TIME = re.compile(
    "(?:(?:[0-9０-９]{2,4}年)?[0-9一二三四五六七八九十]{1,3}月)?[0-9一二三四五六七八九十]{1,3}日(?!报)|(?:周|星期)[一二三四五六日天]"
)
_END = "。！？!?；;…\n "


@dataclass(frozen=True, slots=True)
class _Frame:
    verb: re.Pattern[str]
    leading: re.Pattern[str]
    cut: re.Pattern[str]
    aside: re.Pattern[str]
    sourced: re.Pattern[str]
    roles: re.Pattern[str]
    surnames: frozenset[str]
    pronouns: dict[str, str]


def find(text: str, spans: Sequence[Span], language: str, entities: Sequence[Entity]) -> Iterator[Quote]:
    """The quotations of an article in the order of its sentences."""
    names = tuple({written for one in entities for written in one.evidence})
    reader = _Reader(text, _frame(language), names)
    for start, end, held, is_new in _sentences(text, spans):
        yield from reader.read(start, min(end, start + MOST), held, is_new)


class _Reader:
    """Reads sentence after sentence, and remembers who spoke."""

    def __init__(self, text: str, frame: _Frame, names: Sequence[str]) -> None:
        self._text = text
        self._frame = frame
        self._names = names
        self._spoke: deque[Span] = deque(maxlen=BACK)
        self._last: Quote | None = None

    def read(self, start: int, end: int, held: Sequence[Quoted], is_new: bool) -> list[Quote]:
        """The quotations of one sentence."""
        masked = _masked(self._text, start, end, held)
        found = [
            *self._spoken(masked, start, held, is_new),
            *self._headed(masked, start, held),
            *self._sourced(masked, start),
        ]
        if not found and not is_new and self._last and self._last.direct and held and _is_all(masked):
            found = [self._quote(self._last.speaker_span, "", held[0].start, held[-1].end, direct=True)]
        self._last = found[-1] if found else None
        return found

    def _spoken(self, masked: str, start: int, held: Sequence[Quoted], is_new: bool) -> Iterator[Quote]:
        taken: set[int] = set()
        verbs = [(verb, *self._subject(masked, verb.start())) for verb in self._frame.verb.finditer(masked)]
        # Where the next verb of the same speaker stands, for each verb.
        until = [len(masked)] * len(verbs)
        for number in range(len(verbs) - 1, 0, -1):
            verb, _, is_left_out = verbs[number]
            until[number - 1] = verb.start() if is_left_out else until[number]
        speaker: Span | None = None
        for number, (verb, subject, is_left_out) in enumerate(verbs):
            if subject:
                speaker = self._meant((start + subject[0], start + subject[1]))
            elif not is_left_out:
                continue
            elif speaker is None and not is_new and self._last and verb.start() <= LEAST:
                speaker = self._last.speaker_span
            if speaker is not None:
                yield from self._said(masked, start, held, taken, speaker, verb, until[number])

    def _said(
        self,
        masked: str,
        start: int,
        held: Sequence[Quoted],
        taken: set[int],
        speaker: Span,
        verb: re.Match[str],
        until: int,
    ) -> Iterator[Quote]:
        written = verb.group()
        before = [one for one in held if start + verb.start() - one.end in range(LONGEST) and one.end <= speaker[0]]
        if before and before[-1].start not in taken and not masked[before[-1].end - start : verb.start()].count("。"):
            taken.add(before[-1].start)
            yield self._quote(speaker, written, before[-1].start, before[-1].end, direct=True)
        begin = verb.end()
        while begin < len(masked) and masked[begin] in "，：:, ":
            begin += 1
        following = next((one for one in held if one.start == start + begin), None)
        if following and following.start not in taken:
            taken.add(following.start)
            yield self._quote(speaker, written, following.start, following.end, direct=True)
        elif not before and following is None:
            end = _trimmed(masked, begin, until)
            if end - begin >= LEAST:
                taken.update(one.start for one in held if begin <= one.start - start < end)
                yield self._quote(speaker, written, start + begin, start + end, direct=False)

    def _subject(self, masked: str, end: int) -> tuple[Span | None, bool]:
        """Who stands before a verb, and whether nobody does because the subject is the one before."""
        close = end
        for _ in range(BACK + 1):
            begin = max(
                (one.end() for one in _SEPARATOR.finditer(masked, max(0, close - 2 * LONGEST), close)), default=0
            )
            first = self._past(self._frame.leading, masked, begin, close)
            if first >= close:
                return None, close == end
            aside = self._frame.aside.match(masked, first, close)
            if not aside:
                cut = next((one for one in self._frame.cut.finditer(masked, first + 1, close)), None)
                last = cut.start() if cut else close
                return ((first, last), False) if self._can_speak(masked[first:last]) else (None, False)
            if begin == 0 or masked[begin - 1] not in "，,":
                return None, False
            close = begin - 1
        return None, False

    @staticmethod
    def _past(pattern: re.Pattern[str], masked: str, begin: int, end: int) -> int:
        while (found := pattern.match(masked, begin, end)) and found.end() > begin:
            begin = found.end()
        return begin

    def _can_speak(self, written: str) -> bool:
        if written in self._frame.pronouns:
            return True
        if not 2 <= len(written) <= LONGEST or written[-1] in "的了时後后中上" or written[0] in "据據":
            return False
        if self._frame.roles.search(written) or "·" in written:
            return True
        return written in self._names or (len(written) <= 3 and written[0] in self._frame.surnames)

    def _meant(self, span: Span) -> Span:
        """Whom a pronoun means, if one person alone spoke before; itself otherwise."""
        written = self._text[span[0] : span[1]]
        if written not in self._frame.pronouns:
            self._spoke.append(span)
            return span
        persons = {self._text[one[0] : one[1]] for one in self._spoke}
        longest = max(persons, key=len, default="")
        # The name alone is the same person as the name behind its title.
        return self._spoke[-1] if longest and all(longest.endswith(one) for one in persons) else span

    def _headed(self, masked: str, start: int, held: Sequence[Quoted]) -> Iterator[Quote]:
        """X: and a quotation, without a verb."""
        colon = masked.find("：", 0, LONGEST)
        following = next((one for one in held if one.start == start + colon + 1), None)
        if (
            colon > 0
            and following
            and not self._frame.verb.search(masked, 0, colon)
            and self._can_speak(masked[:colon])
        ):
            yield self._quote((start, start + colon), "", following.start, following.end, direct=True)

    def _sourced(self, masked: str, start: int) -> Iterator[Quote]:
        for found in self._frame.sourced.finditer(masked):
            first, last = found.span("who")
            end = _trimmed(masked, found.end(), len(masked))
            if self._can_speak(masked[first:last]) and end - found.end() >= LEAST:
                yield self._quote((start + first, start + last), "", start + found.end(), start + end, direct=False)

    def _quote(self, speaker: Span, verb: str, start: int, end: int, *, direct: bool) -> Quote:
        text = self._text
        return Quote(text[speaker[0] : speaker[1]], speaker, verb, text[start:end], start, end, direct)


def _sentences(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int, list[Quoted], bool]]:
    """Sentences with the quotations in them; "he said" that follows one belongs to it."""
    stretches = quoted(text)
    number, end = 0, -1
    held: tuple[int, int, list[Quoted], bool] | None = None
    for first, last in crossing(tuple(spans), stretches):
        start, close = spans[first][0], spans[last][1]
        inside: list[Quoted] = []
        while number < len(stretches) and stretches[number].start < close:
            if stretches[number].start >= start:
                inside.append(stretches[number])
            number += 1
        is_new = end < 0 or "\n" in text[end:start]
        follows = held and not is_new and start == end and held[2] and held[2][-1].end == end
        if held and follows and text[start : start + 1] not in '“「『"' and close - held[0] <= MOST:
            held = (held[0], close, [*held[2], *inside], held[3])
        else:
            if held:
                yield held
            held = (start, close, inside, is_new)
        end = close
    if held:
        yield held


def _masked(text: str, start: int, end: int, held: Iterable[Quoted]) -> str:
    parts, at = [], start
    for one in held:
        if one.start >= end:
            break
        parts += [text[at : one.start], MASK * (min(one.end, end) - one.start)]
        at = one.end
    return "".join((*parts, text[at:end]))


def _is_all(masked: str) -> bool:
    return not masked.strip(MASK + _END)


def _trimmed(masked: str, start: int, end: int) -> int:
    while end > start and masked[end - 1] in _END + "，,并並还還":
        end -= 1
    return end


@cache
def _frame(language: str) -> _Frame:
    held = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    words = {
        name: sorted((listed if isinstance(listed, str) else " ".join(listed)).split(), key=len, reverse=True)
        for name, listed in held.items()
        if name != "pronouns"
    }
    any_of = {name: "|".join(map(re.escape, listed)) for name, listed in words.items()}
    return _Frame(
        re.compile(
            f"(?<![{''.join(words['not_before'])}])(?:{any_of['verbs']})[说称道說稱]?(?![{''.join(words['not_after'])}])"
        ),
        re.compile(f"{_TIME.pattern}|(?:{any_of['leading']})(?!门)|[\\s，“”]"),
        re.compile(f"(?!{any_of['kept']})(?:{_TIME.pattern}|{any_of['cut']})"),
        re.compile(f"(?!{any_of['kept']})(?:{any_of['prepositions']})"),
        re.compile(
            f"(?:{any_of['according']})(?P<who>[^，。；：\\s]{{2,{LONGEST}}}?)(?:的)?(?:{_TIME.pattern})?"
            f"(?:{any_of['sources']})[^，。；：\\s]{{0,8}}[，,]"
        ),
        re.compile(any_of["roles"]),
        frozenset(words["surnames"]),
        held["pronouns"],
    )
