"""Who is reported to have said what: quotations with their speaker, direct and indirect."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.model import Entity, Span
from summarizer.quotes.model import Quote


def quotes(text: str, spans: Sequence[Span], language: str, entities: Sequence[Entity] = ()) -> tuple[Quote, ...]:
    """Return the quotations whose speaker is certain, in the order of the text.

    ``spans`` are an article's sentences, ``entities`` what it names: in scripts without capitals these tell who can
    speak. None in a language that has no frame, see ``frames``. Linear in the text's length. Raises nothing.
    """
    from summarizer.quotes.finder import find

    found = find(text, tuple(spans), language, entities)
    return tuple(sorted(found, key=lambda one: (one.start, -one.end)))


__all__ = ["Quote", "quotes"]
