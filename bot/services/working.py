"""What the pool's processes do with a draft.

They import this module, so it is free of whatever only the main process needs; and the main process never loads the
language libraries, which the functions import.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.sources.draft import Draft
from summarizer.model import Analysis, Article, Credits
from summarizer.serial import dump
from summarizer.stories.fingerprint import Fingerprint, fingerprint
from summarizer.text.folding import normalised
from summarizer.topics.facts import Facts
from summarizer.topics.tokens import tokens

PIECE = 100_000
"""Characters of which white space is evened out at once."""

_GAP = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is stored of an analysed draft: ``body`` is the analysis as JSON values, ``tokens`` are for the search.

    ``headline`` is from the text, for a draft that has no title.
    """

    headline: str
    language: str
    sentences: int
    credits: Credits
    body: dict[str, Any]
    facts: Facts
    tokens: Sequence[str]
    fingerprint: Fingerprint
    method: str
    version: int


def digest(text: str) -> str:
    """SHA-256 of the text without regard to white space, so that a re-wrapped copy is the same article."""
    found = hashlib.sha256()
    is_first = True
    for piece in _pieces(normalised("NFC", text)):
        plain = " ".join(piece.split())
        if plain:
            found.update(("" if is_first else " ").encode() + plain.encode("utf-8", "surrogatepass"))
            is_first = False
    return found.hexdigest()


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that end at white space: all words of a long one, one by one, take ten times its memory."""
    start = 0
    while start < len(text):
        gap = _GAP.search(text, start + PIECE)
        end = gap.end() if gap else len(text)
        yield text[start:end]
        start = end


def work(draft: Draft) -> Analysis:
    """The analysis of a draft. Raises summarizer's NothingToSummarise for a text without a word."""
    from summarizer.analysis import analyse

    return analyse(Article(draft.text, draft.title, draft.language))


def prepare(draft: Draft) -> Prepared:
    """As `work`, with all that is made of the analysis in the same process: what goes back is a fraction of it."""
    from summarizer.headline import headline

    analysis = work(draft)
    facts = Facts.of(analysis, draft.outlet or analysis.credits.outlet)
    known: dict[str, str] = {}
    terms = tuple(known.setdefault(term, term) for term in facts.terms)
    facts = replace(facts, terms=terms, breaks=array("l", facts.breaks))
    return Prepared(
        headline(draft.text, analysis.spans, analysis.scores, analysis.language),
        analysis.language,
        len(analysis.spans),
        analysis.credits,
        dump(analysis),
        facts,
        tokens(facts),
        fingerprint(Article(draft.text, draft.title), facts, draft.published),
        analysis.method,
        analysis.version,
    )


def prepare_all(drafts: Sequence[Draft]) -> list[Prepared | Exception]:
    """As `prepare`, for several drafts; what one of them raises takes its place and harms no other."""
    return [_tried(draft) for draft in drafts]


def _tried(draft: Draft) -> Prepared | Exception:
    try:
        return prepare(draft)
    except Exception as error:
        return error
