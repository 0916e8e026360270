"""The countries, organisations and places that an article names, and which of them it is about."""

from __future__ import annotations

from summarizer.entities.aboutness import ABOUT, about
from summarizer.entities.doubts import doubts_of
from summarizer.entities.gazetteer import gazetteer
from summarizer.entities.mentions import Mention, mentions
from summarizer.entities.reading import DATELINE, Reading
from summarizer.model import Entity

MOST_EVIDENCE = 12
"""Distinct words that are kept as an entity's evidence."""


def tag(reading: Reading, language: str) -> tuple[Entity, ...]:
    """Return every entity that is named, the likeliest subject first. Linear in the text, not in the gazetteer."""
    found = mentions(reading, gazetteer(language), doubts_of(language))
    named: dict[str, list[Mention]] = {}
    for mention in found:
        named.setdefault(mention.id, []).append(mention)
    scores = about(named, reading)
    entities = [_entity(id, held, scores[id]) for id, held in named.items()]  # noqa: A001
    return tuple(sorted(entities, key=lambda one: (-one.score, one.id)))


def _entity(id: str, held: list[Mention], score: float) -> Entity:  # noqa: A002
    evidence = tuple(dict.fromkeys(mention.written for mention in held))[:MOST_EVIDENCE]
    sentences = tuple(sorted({mention.segment for mention in held if mention.segment != DATELINE}))
    return Entity(id, "about" if score >= ABOUT else "mentioned", round(score, 3), evidence, sentences)
