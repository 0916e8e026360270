"""What is kept of an article to tell whether another is the same text or reports the same event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from summarizer.model import Article
from summarizer.topics.facts import Facts


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """About a kilobyte an article, whatever its length; hashes are the same in every process."""

    language: str
    digest: int
    shingles: tuple[int, ...]
    share: int
    terms: tuple[int, ...]
    weights: tuple[int, ...]
    titled: tuple[int, ...]
    entities: tuple[str, ...]
    figures: tuple[int, ...]
    published: datetime | None = None


def fingerprint(article: Article, facts: Facts, published: datetime | None = None) -> Fingerprint:
    """Return the fingerprint of an article whose ``facts`` are known: `Facts.of(analysis)`, or `tagging.facts`."""
    raise NotImplementedError


def dump(held: Fingerprint) -> bytes:
    """Return bytes that ``load`` turns back into an equal fingerprint."""
    raise NotImplementedError


def load(body: bytes) -> Fingerprint:
    """Return the fingerprint that ``dump`` was given. Raises ValueError for bytes of another version."""
    raise NotImplementedError
