"""The sentences of an article."""

from __future__ import annotations

from summarizer.model import Span
from summarizer.text.cleaning import clean


def split(text: str, language: str) -> tuple[Span, ...]:
    """Return the code-point offsets of every sentence of the article's prose, in order, trimmed, none of them empty.

    Bylines, datelines, captions, links and other furniture are left out, see ``cleaning``. Linear in the text's length,
    also for text without any break. Raises nothing.
    """
    return clean(text, language).prose
