"""A text in the shape that sumy's summarisers work on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial
from itertools import groupby

from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer

from summarizer.model import Span
from summarizer.text.terms import stem
from summarizer.text.words import words


class Words:
    """sumy's tokenizer, as far as a ``Sentence`` asks for it; sumy's own wants data from the network."""

    def __init__(self, language: str) -> None:
        self._language = language

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Return the words of one sentence."""
        return words(sentence, self._language)


def document(text: str, spans: Iterable[Span], language: str, title: str | None = None) -> ObjectDocumentModel:
    """Return the sentences at ``spans``, a paragraph for each line of the text; the title heads the first."""
    tokenizer = Words(language)
    line, reached, lined = 0, 0, []
    for start, end in spans:
        line += text.count("\n", reached, start)
        reached = start
        lined.append((line, Sentence(text[start:end], tokenizer)))
    if title and lined:
        lined.insert(0, (lined[0][0], Sentence(title, tokenizer, is_heading=True)))
    grouped = groupby(lined, key=lambda item: item[0])
    return ObjectDocumentModel(Paragraph(sentence for _, sentence in group) for _, group in grouped)


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """Return sumy's stemmer for an ISO 639-1 code, with a memory.

    Where sumy has none, or its own wants a package that is not there, words are stemmed as for topics and search.
    """
    try:
        found: Callable[[str], str] = Stemmer({"nb": "norwegian", "no": "norwegian"}.get(language, language))
        found("word")
    except (LookupError, ValueError, ImportError):
        found = partial(stem, language=language)
    return lru_cache(maxsize=50_000)(found)
