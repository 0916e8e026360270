"""The labelled articles that quality is measured on; they stay outside the checkout."""

from __future__ import annotations

import gzip
import json
import os
import re
from itertools import islice
from pathlib import Path
from typing import Any

import snowballstemmer
from rouge_score import rouge_scorer

DATA = Path(os.environ.get("COMMUNIQUE_LABELLED_DATA", Path(__file__).parents[3] / "shared" / "data"))
MISSING = "the labelled articles are not beside the checkout; set COMMUNIQUE_LABELLED_DATA to their folder"
MEASURES = ("rouge1", "rouge2", "rougeLsum")
STEMMERS = {"ru": "russian", "fr": "french", "ar": "arabic"}
_ARABIC_MARKS = re.compile("[\u064b-\u0652\u0640]")
_ALIFS = re.compile("[\u0622\u0623\u0625]")

Record = dict[str, Any]


def records(name: str, limit: int | None = None) -> list[Record]:
    """The first articles of a labelled set. Raises FileNotFoundError where the data are not at hand."""
    with gzip.open(DATA / "summaries" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, limit)]


class Tokens:
    """Words of any script for ROUGE, stemmed; Chinese by the character, Arabic without vowel marks."""

    def __init__(self, language: str) -> None:
        self._word = re.compile(r"\w" if language == "zh" else r"\w+")
        self._stemmer = snowballstemmer.stemmer(STEMMERS[language]) if language in STEMMERS else None

    def tokenize(self, text: str) -> list[str]:
        """The name is rouge-score's."""
        words = self._word.findall(_ALIFS.sub("\u0627", _ARABIC_MARKS.sub("", text.lower())))
        return [str(self._stemmer.stemWord(word)) for word in words] if self._stemmer else words


def scorer(language: str) -> rouge_scorer.RougeScorer:
    """ROUGE-1, -2 and -Lsum for a language."""
    if language == "en":
        return rouge_scorer.RougeScorer(MEASURES, use_stemmer=True)
    return rouge_scorer.RougeScorer(MEASURES, tokenizer=Tokens(language))


def rouge(measure: rouge_scorer.RougeScorer, wanted: str, kept: list[str]) -> tuple[float, ...]:
    """F1 of each of `MEASURES`, in percent."""
    scores = measure.score(wanted, "\n".join(kept))
    return tuple(100 * float(scores[name].fmeasure) for name in MEASURES)
