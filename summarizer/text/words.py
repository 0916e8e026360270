"""The words of a sentence, as the ranking methods count them."""

from __future__ import annotations

import re

from nltk.tokenize.destructive import NLTKWordTokenizer

from summarizer.text.folding import one_character

MAX_CHARACTERS = 2_000
"""How much of one sentence is read: longer ones are tables or lists, and would stall the tokenizer."""

_tokenizer = NLTKWordTokenizer()
_WORDLIKE = re.compile(r"\w")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")


def words(sentence: str, language: str) -> tuple[str, ...]:
    """Return the words of one sentence, punctuation left out.

    Treebank rules (``don't`` is ``do``, ``n't``) for scripts with spaces; Chinese and Japanese by the character.
    """
    opening = sentence[:MAX_CHARACTERS]
    if language in ("zh", "ja"):
        opening = _UNSPACED.sub(r" \g<0> ", opening)
    tokens = _tokenizer.tokenize(opening)
    return tuple(token for token in tokens if one_character(token) or _WORDLIKE.search(token))
