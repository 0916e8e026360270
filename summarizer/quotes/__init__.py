"""Who is reported to have said what: quotations with their speaker, direct and indirect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from summarizer.model import Entity, Span
from summarizer.quotes import finder, unspaced
from summarizer.quotes.model import Quote
from summarizer.text.unspaced import LANGUAGES as UNSPACED

Finder = Callable[[str, Sequence[Span], str, Sequence[Entity]], Iterator[Quote]]

FINDERS: dict[str, Finder] = {
    **dict.fromkeys(("ar", "en", "es", "fr", "ru"), finder.find),
    "zh": unspaced.find,
}
"""By language: those whose words of speaking are known."""


LOOKED_AT, MOST_SENTENCES = 200_000, 5_000
"""Characters and sentences of a text in which quotations are looked for; a quarter of the former in Chinese."""


def quotes(text: str, spans: Sequence[Span], language: str, entities: Sequence[Entity] = ()) -> tuple[Quote, ...]:
    """Return the quotations whose speaker is certain, in the order of the text.

    ``spans`` are an article's sentences, ``entities`` what it names: in scripts without capitals these tell who can
    speak. None in a language that is not in `FINDERS`. Linear in the text's length. Raises nothing.
    """
    find = FINDERS.get(language)
    if find is None:
        return ()
    most = LOOKED_AT // 4 if language in UNSPACED else LOOKED_AT
    near = list(islice((span for span in spans if span[1] <= most), MOST_SENTENCES))
    found = set(find(text[: near[-1][1]] if near else "", near, language, entities))
    return tuple(sorted(found, key=lambda one: (one.start, -one.end)))


__all__ = ["FINDERS", "Quote", "quotes"]
