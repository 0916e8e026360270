"""What is kept of an article to tell whether another is the same text or reports the same event."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, fields
from datetime import datetime
from math import log, sqrt
from sys import intern

from summarizer.model import Article
from summarizer.stories.background import BY_CHARACTER, Background, background
from summarizer.stories.figures import figures
from summarizer.stories.hashing import digest, encoded, hashed, hashed_all, packed
from summarizer.stories.names import names
from summarizer.stories.shingles import sampled
from summarizer.stories.weekdays import weekdays
from summarizer.topics.facts import Facts

VERSION = 2
"""Raised with every change that makes fingerprints that cannot be compared with older ones."""
TERMS = 200
"""How many of an article's words are kept, the heaviest."""
FIGURES = 60
ENTITIES = 12
OPENING, LEAD = 120, 40
"""After the title: how many words count twice, and how many are the lead, which is compared by itself as well."""
TWICE, IN_TITLE = 1.0, 0.5
SHORT = 20
"""A text of fewer words, such as a teaser, is told from others together with its title."""
FULL = 255
IN_HEADLINE, NAME = 1, 2
DAYS = 80
"""After the title: how many words tell of which day the report is."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """About a kilobyte an article, whatever its length; hashes are the same in every process.

    ``digest`` is that of all words in order. ``shingles``: hashes of three words in a row, ascending, those that fall
    into the first of 2 ** ``level`` parts. ``terms``: hashes of the heaviest words, heaviest first, with their
    ``weights`` in the whole text and in the title and ``lead``, 255 for 1, and ``marks``: `IN_HEADLINE` for words of
    the title, or of the lead where there is none, `NAME` for names. ``figures`` of title and text, ``headline`` those
    of the title. ``entities``: ids, the likeliest subject first. ``days`` as `weekdays` has them. ``published``: aware
    of its zone, or None.
    """

    language: str
    digest: int
    level: int
    shingles: bytes
    terms: bytes
    weights: bytes
    lead: bytes
    marks: bytes
    figures: bytes
    headline: bytes
    entities: tuple[str, ...]
    days: int = 0
    published: datetime | None = None


_FIELDS = tuple(field.name for field in fields(Fingerprint))
_PACKED = ("shingles", "terms", "weights", "lead", "marks", "figures", "headline")


def fingerprint(article: Article, facts: Facts, published: datetime | None = None) -> Fingerprint:
    """Return the fingerprint of an article whose ``facts`` are known: `Facts.of(analysis)`, or `tagging.facts`."""
    titled = facts.titled
    words: Sequence[str] = facts.terms
    if facts.language in BY_CHARACTER:
        title, text = words[:titled], words[titled:]
        pairs = [[a + b for a, b in zip(part, part[1:], strict=False)] for part in (title, text)]
        words, titled = pairs[0] + pairs[1], len(pairs[0])
    known = background(facts.language)
    whole = _vector(_counted(words, titled), known)
    lead = _vector(Counter(words[: titled + LEAD]), known)
    heaviest = sorted(zip(whole.values(), whole, strict=True), reverse=True)
    kept = [term for _, term in heaviest[:TERMS]]
    body = facts.terms[facts.titled :]
    if len(body) < SHORT:
        body = facts.terms
    level, shingles = sampled(body, by_character=facts.language in BY_CHARACTER)
    title = article.title or ""
    return Fingerprint(
        language=facts.language,
        digest=digest(body),
        level=level,
        shingles=packed(shingles),
        terms=hashed_all(map(encoded, kept)).tobytes(),
        weights=_bytes(whole, kept),
        lead=_bytes(lead, kept),
        marks=_marks(kept, set(words[: titled or LEAD]), names(title, article.text, facts.language)),
        figures=packed(map(hashed, list(figures(f"{title}\n{article.text}"))[:FIGURES])),
        headline=packed(map(hashed, figures(title, shortest=1))),
        entities=tuple(entity.id for entity in facts.entities[:ENTITIES]),
        days=weekdays(words[: titled + DAYS], facts.language),
        published=published,
    )


def _counted(words: Sequence[str], titled: int) -> Mapping[str, float]:
    counts: dict[str, float] = Counter(words)  # type: ignore[assignment]
    for word in words[: titled + OPENING]:
        counts[word] += TWICE
    for word in words[:titled]:
        counts[word] += IN_TITLE
    return counts


def _vector(counts: Mapping[str, float], known: Background) -> dict[str, float]:
    """TF-IDF of unit length."""
    stops, rarity, others = known.stops, known.counted.get, known.others
    vector = {term: (1 + log(count)) * rarity(term, others) for term, count in counts.items() if term not in stops}
    length = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / length for term, weight in vector.items()}


def _bytes(vector: Mapping[str, float], terms: Iterable[str]) -> bytes:
    weight = vector.get
    return bytes([round(FULL * weight(term, 0.0)) for term in terms])


def _marks(kept: Iterable[str], headline: Set[str], named: Set[str]) -> bytes:
    return bytes([IN_HEADLINE * (term in headline) + NAME * (term in named) for term in kept])


def dump(held: Fingerprint) -> bytes:
    """Return bytes that ``load`` turns back into an equal fingerprint."""
    body = {name: _plain(getattr(held, name)) for name in _FIELDS}
    return json.dumps({"version": VERSION, **body}, ensure_ascii=False, separators=(",", ":")).encode()


def load(body: bytes) -> Fingerprint:
    """Return the fingerprint that ``dump`` was given. Raises ValueError for bytes of another version."""
    values = json.loads(body)
    if values.pop("version", None) != VERSION:
        raise ValueError("a fingerprint of another version; make it anew from the article")
    for name in _PACKED:
        values[name] = b64decode(values[name])
    values["entities"] = tuple(map(intern, values["entities"]))
    values["published"] = values["published"] and datetime.fromisoformat(values["published"])
    return Fingerprint(**values)


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, datetime) else value
