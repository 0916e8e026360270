"""Sentence boundaries learned from newspapers: nltk's Punkt with the parameters that the ``punkt`` wheel carries.

Nothing is downloaded: nltk's own loader wants files that are fetched at run time, the wheel has them as data.
Method: Kiss and Strunk (2006), Unsupervised Multilingual Sentence Boundary Detection.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

import punkt
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from summarizer.model import Span
from summarizer.text.rules import Splitter

MODELS = {
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "ml": "malayalam",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "sl": "slovene",
    "sv": "swedish",
    "tr": "turkish",
}
"""ISO 639-1 code to the name of its parameters."""


@cache
def splitter(language: str) -> Splitter | None:
    """Return the trained splitter for ``language``, a function from a line to its spans; None where there is none."""
    if language not in MODELS:
        return None
    tokenizer = PunktSentenceTokenizer(_parameters(MODELS[language]))

    def split(line: str) -> Iterator[Span]:
        return cast("Iterator[Span]", tokenizer.span_tokenize(line))

    return split


def _parameters(name: str) -> PunktParameters:
    learned = punkt.load_model(name)
    parameters = PunktParameters()
    parameters.abbrev_types = set(learned.abbrev_types)
    parameters.collocations = set(learned.collocations)
    parameters.sent_starters = set(learned.sent_starters)
    parameters.ortho_context.update(learned.ortho_context)
    return parameters
