"""The words of a sentence, as the ranking methods count them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import cast

from summarizer.lean import NLTKWordTokenizer
from summarizer.text.folding import one_character

MAX_CHARACTERS = 2_000
"""How much of one sentence is read: longer ones are tables or lists, and would stall the tokenizer."""

_tokenizer = NLTKWordTokenizer()
_WORDLIKE = re.compile(r"\w")
_SURROGATES = re.compile("[\ud800-\udfff]")


def words(sentence: str, language: str) -> tuple[str, ...]:
    """Return the words of one sentence, punctuation left out.

    Treebank rules (``don't`` is ``do``, ``n't``) for scripts with spaces; Chinese by jieba's dictionary, Japanese by
    TinySegmenter's model. Only the first ``MAX_CHARACTERS`` code points are read.
    """
    opening = sentence[:MAX_CHARACTERS]
    segment = _SEGMENTERS.get(language)
    tokens = segment()(_SURROGATES.sub(" ", opening)) if segment else _tokenizer.tokenize(opening)
    return tuple(token.strip() for token in tokens if one_character(token) or _WORDLIKE.search(token))


@cache
def _chinese() -> Callable[[str], Iterable[str]]:
    import rjieba  # 0.2 s and 34 MB for its dictionary, which other languages need not pay

    return cast("Callable[[str], Iterable[str]]", rjieba.cut)


@cache
def _japanese() -> Callable[[str], Iterable[str]]:
    import tinysegmenter

    return cast("Callable[[str], Iterable[str]]", tinysegmenter.TinySegmenter().tokenize)


_SEGMENTERS = {"zh": _chinese, "ja": _japanese}
