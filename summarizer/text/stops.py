"""Which full stops end a sentence, in scripts that set words apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from summarizer.model import Span
from summarizer.text.abbreviations import Abbreviations, abbreviations, spelled
from summarizer.text.stopwords import stopwords
from summarizer.text.trained import Learned, learned

MOST = 60_000
"""Stops of one paragraph that are weighed; what has more is no prose, and what comes after them is one sentence."""

_CLOSERS = r"(?:[\"'”’»)\]}]|[“‘«‹](?=\s|$))*"
_STOP = re.compile(rf"[.!?…۔।॥]+{_CLOSERS}")
_ARABIC_STOP = re.compile(rf"[.!?…؟۔؛]+{_CLOSERS}")
_ARABIC = frozenset(("ar", "fa", "ur", "ps", "ug", "ckb"))
_SPACES = re.compile(r"\s*")
_AFTER = re.compile(r"[»”’“](?=\s|$)[.,]?")
_PARTED = re.compile(r"[\s()\[\]\"“”«»/—–]")
_OPENERS = "\"'“‘„‚«»‹([{¡¿–—-•*#_…"
_QUOTES = ("“", '"', "«", "„", "‘")
_NEXT = re.compile(rf"[{re.escape(_OPENERS)}\s]{{0,6}}(?P<word>\w[\w’'.-]{{0,40}})?")
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]$")
_DOTTED = re.compile(r"[^\W\d_]{1,3}(?:\.[^\W\d_]{1,3})+$")
_ORDINAL = re.compile(r"\d{1,2}$")
_NUMBER = re.compile(r"[\d(§]|[IVXLCDM]+\b")
_LABEL = re.compile(r"[\s\"'“„«(\[]*(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zA-Zа-яА-Я])\)?$")
_LABEL_LENGTH = 10
_FEW_WORDS = 3
_ELIDED = re.compile(r"^[^\W\d_]{1,6}['’](?=[^\W\d_]{2})")
_YEAR_OR_CENTURY = re.compile(r"(?:\d|[IVX])[  -]*$")
_STUCK_BEFORE = re.compile(r"(?:[^\W\d_A-Z]{2}|\d{4}|\d%|[^\W\d_][\"”»)]|[A-Z]{2})$")
_STUCK_AFTER = re.compile(r"[\"“„«‘'(¿¡]{0,2}(?:[^\W\d_]['’]?[^\W\d_]+|[AIОЯВСИКУ] )")
_ADDRESS_END = re.compile(
    r"(?:com|org|net|ru|uk|de|fr|gov|edu|int|info|tv|io|co|me|eu|us|ua|by|kz|az|js|news|biz|html?|php|aspx?"
    r"|pdf|jpe?g|png)\b",
    re.I,
)
_IN_ADDRESS = re.compile(r"[@/\\]|www\.|\w\.\w", re.I)
_HOURS = frozenset(["p.m", "a.m"])
_AFTER_HOURS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "gmt",
        "est",
        "edt",
        "et",
        "pst",
        "pdt",
        "pt",
        "bst",
        "cet",
        "cest",
        "utc",
        "eastern",
        "pacific",
        "central",
        "local",
        "moscow",
        "london",
        "tokyo",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
_POWERS = frozenset(["U.S", "U.S.A", "U.N", "U.K", "E.U", "U.S.S.R"])
_AFTER_POWER = frozenset(
    ["later", "earlier", "meanwhile", "today", "yesterday", "officials", "analysts", "critics", "prosecutors", "police"]
)
_NO_OPENERS = frozenset(["will", "may", "can", "us", "march", "s", "n't"])


class Stops:
    """The sentence ends of one language: Punkt's evidence, function words as openers, and listed abbreviations."""

    def __init__(self, language: str) -> None:
        self._stop = _ARABIC_STOP if language in _ARABIC else _STOP
        self._arabic = language in _ARABIC
        self._known: Abbreviations = abbreviations(language)
        self._learned: Learned = learned(language)
        self._openers = stopwords(language) - _NO_OPENERS

    def spans(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the sentences of ``text[start:end]``, untrimmed; linear in its length. Weighs `MOST` stops."""
        opened, counted, quotes = start, start, 0
        for found in islice(self._stop.finditer(text, start, end), MOST):
            close = found.end()
            if close >= end:
                break
            if close < opened:
                continue
            quotes += text.count('"', counted, found.start())
            counted = found.start()
            if text[close].isspace():
                close = self._with_quotation(text, close, end, quotes)
                ends = close >= end or self._ends(text, opened, found.start(), found.group(), close)
            else:
                close = self._stuck(text, found, quotes)
                ends = close > 0
            if ends and close < end:
                yield opened, close
                opened, counted, quotes = close, close, 0
        yield opened, end

    def _with_quotation(self, text: str, close: int, end: int, quotes: int) -> int:
        """Take in a closing quotation mark that stands apart, as French has it and careless typing."""
        at = _SPACES.match(text, close, end).end()  # type: ignore[union-attr]
        mark = text[at : at + 1]
        if mark in ("»", "”", "’", "“") and mark and _AFTER.match(text, at, end):
            return at + 1
        alone = mark in ('"', "'") and mark and (at + 1 >= end or text[at + 1].isspace())
        if alone and at == close + 1 and (mark == "'" or quotes % 2):
            return at + 1
        return close

    def _stuck(self, text: str, found: re.Match[str], quotes: int) -> int:
        """Where a sentence ends that the next one follows without a space (``said.The``); 0 if this is none."""
        begin, close = found.span()
        # Decimals, and letters that stand between two stops: a text may be full of them.
        if text[close].isdecimal() or (not self._arabic and begin > 1 and text[begin - 2] == "."):
            return 0
        before, after = text[max(begin - 4, 0) : begin], text[close : close + 24]
        if self._arabic:
            spaced = before[-1:].isspace() or sum(map(str.isalpha, before)) >= 3
            return close if found.group()[0] in ".؟!" and spaced and after[:2].isalpha() and not after.isascii() else 0
        marks = found.group().lstrip(".!?…")
        if not _STUCK_BEFORE.search(before) or not _STUCK_AFTER.match(after):
            return 0
        word = after.lstrip("\"“„«‘'(¿¡")
        whole = text[max(begin - 40, 0) : begin].split()
        if not word[:1].isupper() or (word[1:2].isupper() and not marks) or not whole:
            return 0
        if not marks and (_ADDRESS_END.match(word) or _IN_ADDRESS.search(whole[-1])):
            return 0
        if spelled(whole[-1].lstrip(_OPENERS), self._known.before):
            return 0
        # A straight mark that opens the next sentence is not this one's.
        return close - 1 if marks.endswith('"') and not quotes % 2 else close

    def _ends(self, text: str, opened: int, at: int, stop: str, close: int) -> bool:
        """Whether the stop at ``at``, which a space follows at ``close``, ends a sentence."""
        following = _NEXT.match(text, close)
        word = (following and following["word"]) or ""
        if text[close : close + 3].lstrip()[:1] == "#":
            return True
        if word[:1].islower() and not word[1:2].isupper():
            return False
        if stop[0] != "." or stop[:2] == "..":
            return True
        before = text[max(at - 40, opened) : at]
        last = _ELIDED.sub("", _PARTED.split(before)[-1].lstrip(_OPENERS))
        if not last:
            # A page's lines, each closed with a stop of its own: one that ends in "of" or "the" goes on.
            return before.strip() != "" and before.split()[-1].lower() not in self._openers
        if at - opened < _LABEL_LENGTH and _LABEL.match(text[opened:at]):
            return False
        quoted = len(stop) == 1 and text[close : close + 2].lstrip()[:1] in _QUOTES
        return self._after(last, before, word, len(stop) > 1, quoted)

    def _after(self, last: str, before: str, word: str, closed: bool, quoted: bool) -> bool:
        """Whether a sentence ends between the word ``last`` with its full stop and ``word``."""
        known, opens = self._known, self._opens(word, last)
        if closed:
            return opens or not word or not spelled(last, known.before)
        if spelled(last, known.closing):
            return self._closes(last, word, opens)
        if spelled(last, known.dated):
            # "В 2014 г. Стороны": so early the year opens the sentence.
            return _YEAR_OR_CENTURY.search(before[: -len(last)]) is not None and len(before.split()) > _FEW_WORDS
        if spelled(last, known.before) or spelled(last.rpartition("-")[2], known.before):
            return False
        if spelled(last, known.numbered) and (_NUMBER.match(word) or not word):
            return False
        if quoted and len(last) == 1:
            return True
        if _INITIAL.match(last) or _DOTTED.match(last) or spelled(last, known.within):
            return opens
        if known.ordinal and _ORDINAL.match(last):
            return opens
        small = last.lower()
        if small in self._learned.abbreviations and not spelled(last, known.numbered):
            return opens
        return (small, word.lower()) not in self._learned.pairs

    def _closes(self, last: str, word: str, opens: bool) -> bool:
        if last.lower() in _HOURS:
            return word.lower().rstrip(".") not in _AFTER_HOURS and not word[:1].isdigit()
        return opens or word[:1].isupper()

    def _opens(self, word: str, last: str) -> bool:
        plain = word.rstrip(".'’-")
        if not plain[:1].isupper() or word[1:2] == ".":
            return False
        small = plain.lower()
        if last in _POWERS:
            # Names of offices follow these (U.S. Ambassador): only what opens a sentence anywhere is believed.
            return small in _AFTER_POWER | self._openers | self._learned.starters or small.endswith("ly")
        return small in self._openers or self._learned.opens(plain)


@cache
def stops(language: str) -> Stops:
    """Return the sentence ends of a language, made once."""
    return Stops(language)
