"""Which language a text is written in."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lingua import IsoCode639_1, LanguageDetector, LanguageDetectorBuilder

from summarizer.errors import NothingToSummarise
from summarizer.model import Article
from summarizer.text.stopwords import stopwords

FALLBACK = "en"
LANGUAGES = (
    *("ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hu", "it", "ja"),
    *("ko", "nb", "nl", "pl", "pt", "ro", "ru", "sl", "sr", "sv", "tr", "uk", "zh"),
)
"""The ISO 639-1 codes that ``detect`` chooses from."""

_LETTER = re.compile(r"[^\W\d_]")
_LETTERS = 1_000
_SCANNED = 20_000
_LIKELY_SCANNED = 1_500
"""Characters that hold a thousand letters and spaces in most texts."""
_FEW_LETTERS = 40
_SURE = 0.95
_PLAIN = frozenset(("de", "en", "es", "fr"))
_PLAIN_WORDS = 12
"""Distinct function words from which a text is prose in their language, if no other has half as many."""
_ASCII_WORD = re.compile("[A-Za-z]+")


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the likeliest of ``LANGUAGES``, judged by the first thousand letters.

    ``FALLBACK`` for text without a letter, and for plain Latin words that could be of many languages: a few, or a table
    of names and figures without a function word of its own. Raises nothing.
    """
    opening = _opening(text)
    plain = _plain_prose(opening)
    if plain:
        return plain
    likeliest = _detector().compute_language_confidence_values(opening)[0]
    language = likeliest.language.iso_code_639_1.name.lower()
    few = len(opening) < _FEW_LETTERS and likeliest.value < _SURE
    if not opening or (opening.isascii() and language != FALLBACK and (few or _is_table(opening, language))):
        return FALLBACK
    return language


def _opening(text: str) -> str:
    # Digits, signs and lone surrogates say nothing about the language, and the detector refuses the last.
    for size in (_LIKELY_SCANNED, _SCANNED):
        part = text[:size]
        words = _ASCII_WORD.findall(part) if part.isascii() else "".join(map(_letter, part)).split()
        opening = " ".join(words)[:_LETTERS]
        if len(opening) == _LETTERS:
            break
    return opening


def _letter(char: str) -> str:
    return char if char.isalpha() else " "


def _plain_prose(opening: str) -> str | None:
    """The language of a text so full of its function words that the detector, ten times as slow, need not be asked.

    Only for languages whose near relatives have lists of function words too, which would show.
    """
    words = set(opening.lower().split())
    found = sorted(((len(words & known), language) for language, known in _function_words().items()), reverse=True)
    (most, language), (second, _) = found[:2]
    return language if most >= _PLAIN_WORDS and most >= 2 * second and language in _PLAIN else None


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {language: stopwords(language) for language in LANGUAGES if stopwords(language)}


def _is_table(opening: str, language: str) -> bool:
    """Whether the words hold no more function words of a language than of English: no prose of it does without."""
    words, own = set(opening.lower().split()), stopwords(language)
    english = len(words & stopwords(FALLBACK))
    return len(words & own) <= english if own else english > 1


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    codes = [getattr(IsoCode639_1, code.upper()) for code in LANGUAGES]
    # The accurate mode takes ten times the memory and tells long texts apart no better.
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().build()


def language_of(article: Article) -> str:
    """Its own or the detected language, as ISO 639-1 has it. Raises NothingToSummarise if the text holds no word."""
    if not _LETTER.search(article.text):
        raise NothingToSummarise
    return (article.language or "").replace("_", "-").split("-")[0].lower() or detect(article.text)
