"""What an article names and reports, without ranking its sentences; enough to tag it and to match it with topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.entities.reading import Reading
from summarizer.entities.tagger import tag
from summarizer.errors import NothingToSummarise
from summarizer.model import ActReport, Article, Entity, Span
from summarizer.text.cleaning import Cleaned, clean
from summarizer.text.folding import fold
from summarizer.text.language import language_of
from summarizer.text.terms import laid_out
from summarizer.text.unspaced import LANGUAGES as UNSPACED
from summarizer.topics.acts.finder import act_finder
from summarizer.topics.facts import Facts

LOOKED_AT = 200_000
"""Characters of a text in which names are looked for: what comes after them is a book's later chapters.

A quarter of them in Chinese and Japanese, which say as much in it.
"""


@dataclass(frozen=True, slots=True)
class Tagged:
    """The entities and acts of an article in ``language``, and the ``spans`` of its sentences."""

    language: str
    spans: Sequence[Span]
    entities: tuple[Entity, ...]
    acts: tuple[ActReport, ...]


def tagged(article: Article) -> Tagged:
    """Name what an article names. Raises NothingToSummarise if neither its text nor its title holds a word."""
    try:
        language = language_of(article)
    except NothingToSummarise:
        language = language_of(Article(article.title or "", language=article.language))
    return named(article, language, clean(article.text, language))


def named(article: Article, language: str, cleaned: Cleaned) -> Tagged:
    """As `tagged`, for an article that is cleaned already."""
    most = LOOKED_AT // 4 if language in UNSPACED else LOOKED_AT
    sentences = [article.text[start : min(end, most)] for start, end in cleaned.prose if start < most]
    reading = Reading.of(article.title, sentences, cleaned.credits.place)
    return Tagged(language, cleaned.prose, tag(reading, language), tuple(act_finder(language).find(reading)))


def facts(article: Article, outlet: str | None = None) -> Facts:
    """What topics ask of an article. Raises NothingToSummarise if neither its text nor its title holds a word."""
    found = tagged(article)
    terms, titled, breaks = laid_out(article.title or "", article.text, found.spans, found.language)
    return Facts(found.language, terms, titled, breaks, found.entities, found.acts, fold(outlet or ""))
