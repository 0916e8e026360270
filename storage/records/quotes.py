"""Quotations of articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """A quotation found in an article: ``begins`` and ``ends`` are where it stands in its text, in code points.

    ``speaker`` and ``verb`` as written; ``name`` is the person's in full, as far as the article has it, or None;
    ``voices`` are the ids of countries and organisations that the speaker speaks for. ``sentence`` is its first, by
    index.
    """

    speaker: str
    name: str | None
    voices: tuple[str, ...]
    verb: str
    direct: bool
    begins: int
    ends: int
    sentence: int


@dataclass(frozen=True, slots=True)
class QuotationRecord:
    """A quotation with its words and where they were published."""

    quote: QuoteRecord
    article_id: int
    text: str
    outlet: str | None
    published: datetime | None
    added: datetime
    language: str
