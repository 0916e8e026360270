"""The folded and stemmed words that topics and search compare; light enough for the process that talks to readers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from itertools import accumulate, chain, pairwise, repeat
from threading import Lock

from summarizer.model import Span
from summarizer.text.arabic import stemmed
from summarizer.text.folding import fold, fold_each, unaccented
from summarizer.text.stemming import stemmer

MAX_CHARACTERS = 1_000_000
"""How much of a text is turned into terms: about 150,000 words; what follows is not found by topics and search."""

STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""ISO 639-1 code to the name of its Snowball stemmer; other languages are compared unstemmed."""

LANGUAGES = (*dict(zip(STEMMERS.values(), STEMMERS.keys(), strict=True)).values(), "")
"""One language for each way of stemming; the empty one stands for all that are not stemmed."""

_LONGEST_WORD = 64

_one_at_a_time = Lock()


def terms(text: str, language: str) -> tuple[str, ...]:
    """Return the words of ``text`` in order, folded, stemmed for ``language`` and without accents.

    Only the first ``MAX_CHARACTERS`` code points are read. An unknown language is not stemmed.
    """
    name = STEMMERS.get(language, "")
    return tuple(map(_term, fold(text[:MAX_CHARACTERS]), repeat(name)))


def terms_each(texts: Sequence[str], language: str) -> list[tuple[str, ...]]:
    """As `terms` for each of several texts, in less time where they are as short as sentences."""
    name = STEMMERS.get(language, "")
    return [tuple(map(_term, words, repeat(name))) for words in fold_each([one[:MAX_CHARACTERS] for one in texts])]


def laid_out(
    title: str, text: str, spans: Sequence[Span], language: str
) -> tuple[tuple[str, ...], int, tuple[int, ...]]:
    """Return the terms of title and text, how many are the title's, and at which of them each sentence begins.

    ``spans`` are the sentences; what stands between two of them counts to the first.
    """
    starts = [start for start, _ in spans if start < MAX_CHARACTERS]
    borders = [0, *starts, min(len(text), MAX_CHARACTERS)]
    parts = fold_each([title[:MAX_CHARACTERS], *(text[start:end] for start, end in pairwise(borders))])
    reached = [0, *accumulate(map(len, parts))]
    name = STEMMERS.get(language, "")
    found = tuple(map(_term, chain.from_iterable(parts), repeat(name)))
    return found, reached[1], tuple(reached[2:-1])


def stem(word: str, language: str) -> str:
    """Return the term of one folded word, as ``terms`` would."""
    return _term(word, STEMMERS.get(language, ""))


@lru_cache(maxsize=100_000)
def _term(word: str, name: str) -> str:
    # A longer run of letters is no word, and a stemmer's time grows with its square.
    word = word[:_LONGEST_WORD]
    # Figures are stemmed in no language, and each is met but once.
    if not name or (word.isascii() and word.isdigit()):
        return unaccented(word)
    # A Snowball stemmer keeps its work in itself, so two threads may not share a call.
    with _one_at_a_time:
        return unaccented(_stemmer(name)(word)) or word


@cache
def _stemmer(name: str) -> Callable[[str], str]:
    snowball = stemmer(name)
    return partial(stemmed, snowball=snowball) if name == STEMMERS["ar"] else snowball
