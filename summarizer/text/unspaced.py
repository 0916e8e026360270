"""Which stops end a sentence in Chinese and Japanese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.model import Span

LANGUAGES = frozenset(("ja", "zh"))
"""The ISO 639-1 codes of scripts that write words without spaces between them."""

_END = re.compile(r"(?:[。！？!?｡]+|(?<!…)…{2,}(?=[」』”’])|\.(?=\s))[」』”’）)》】\]]*")
_GOES_ON = re.compile(r"\s*(?:[、，,；;：:」』]|と(?:[^っ]|って)|などと|って|との|という|を|が|は|も|に|の)")
_QUOTED = "」』）)"


def spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of ``text[start:end]``, untrimmed.

    A stop inside 「…」 ends one only if the quotation is not part of a longer sentence (「…。」と述べた).
    """
    opened = start
    for found in _END.finditer(text, start, end):
        if found.end() >= end:
            break
        if found.group()[-1] in _QUOTED and _GOES_ON.match(text, found.end(), end):
            continue
        yield opened, found.end()
        opened = found.end()
    yield opened, end
