"""The words that the summariser speaks in: article, sentence, analysis, summary."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]
"""Start and end of a piece of text, in code points: ``text[start:end]``."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text to analyse, as it was given; nothing in it is ever changed.

    ``language`` is an ISO 639-1 code, or None to have it detected. ``title`` is the headline without the text.
    """

    text: str
    title: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that stands in an article word for word.

    ``start`` and ``end`` are code-point offsets into the article's text, ``text == article.text[start:end]``;
    ``index`` is its place among the article's sentences, from 0.
    """

    text: str
    start: int
    end: int
    index: int


@dataclass(frozen=True, slots=True)
class Credits:
    """What an article's text itself says of where it comes from, as written; None and empty where it says nothing.

    ``place`` and ``dated`` are the dateline's, ``outlet`` the agency in it or the source named at the end, ``authors``
    the byline's.
    """

    place: str | None = None
    dated: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A country, organisation or place that an article names.

    ``id``: ``country:JP`` (ISO 3166), ``org:NATO``, ``place:kuril-islands``. ``role``: "about" or "mentioned".
    ``score``: how likely the article is about it, from 0 to 1. ``evidence``: the distinct words that gave it away, as
    written, in the order of the text. ``sentences``: where it is named, by index, ascending; -1 is the title.
    """

    id: str
    role: str
    score: float
    evidence: tuple[str, ...]
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ActReport:
    """A diplomatic act that a sentence reports; ``mark`` is "negated" or "threatened" if it says so, else empty.

    ``sentence`` is an index, -1 for the title; ``evidence`` the words, as written.
    """

    id: str
    sentence: int
    evidence: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is worked out once for an article and kept, so that a summary of any length is a pick.

    ``spans``: every sentence's offsets, in the order of the text.
    ``scores``: one number a sentence; higher is more worth keeping.
    ``picks``: ``picks[k - 1]`` holds the places of the best k sentences, ascending; longer summaries follow ``scores``.
    ``terms``: the folded and stemmed words of title and text in order, that topics and search are matched on.
    ``titled``: how many of the terms are the title's; ``breaks``: at which term each sentence begins.
    ``credits``: what the text says of its origin.
    ``entities``: what the article names, the likeliest subject first; ``acts``: what it reports, in its order.
    ``method`` and ``version`` say what ranked it, so that an old analysis can be told from a new one.
    """

    language: str
    spans: tuple[Span, ...]
    scores: tuple[float, ...]
    picks: tuple[tuple[int, ...], ...]
    terms: tuple[str, ...]
    method: str
    version: int
    credits: Credits = Credits()
    titled: int = 0
    breaks: tuple[int, ...] = ()
    entities: tuple[Entity, ...] = ()
    acts: tuple[ActReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences kept of an article, in the order of the text; ``total`` counts all its sentences."""

    language: str
    sentences: tuple[Sentence, ...]
    total: int
