"""Copies and stories on real articles: floors on those grouped by hand, and nine ways to publish a text again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import mean

import pytest

from summarizer.model import Article
from summarizer.stories.fingerprint import Fingerprint, fingerprint
from summarizer.stories.index import StoryIndex
from summarizer.text.cleaning import clean
from summarizer.text.terms import laid_out, terms
from summarizer.topics.facts import Facts
from tests.quality.grouped import grouped, pairs, placed, read
from tests.quality.labelled import MISSING, Record
from tests.quality.republications import EDITS, is_reissue, republished
from tests.quality.training.stories import pair_f

pytestmark = pytest.mark.slow

FLOORS = {"ecbplus": 0.88, "basil": 0.92, "allsides": 0.82}
"""B-cubed F of the first articles of each set."""
SAMPLE = 174
COPIED, OTHERS = 40, 300
REPORTS, MOST_WRONG = 5_000, 15
"""Of so many reports of one agency, so many may be called copies of another that is no issue of the same text."""


def shown(title: str, text: str, language: str) -> Fingerprint:
    """A fingerprint without entities, which copies do not need."""
    laid = laid_out(title, text, clean(text, language).prose, language)
    return fingerprint(Article(text, title, language), Facts(language, *laid))


@pytest.mark.parametrize("name", FLOORS)
def test_stories_are_above_their_floor(name: str) -> None:
    try:
        articles = grouped(name, SAMPLE)
    except FileNotFoundError:
        pytest.skip(MISSING)
    assert placed(articles, StoryIndex()) >= FLOORS[name]


def test_judged_pairs_are_above_their_floor() -> None:
    try:
        known = pairs()
    except FileNotFoundError:
        pytest.skip(MISSING)
    assert pair_f(known) >= 0.68


def test_republications_are_found_and_different_articles_kept_apart() -> None:
    try:
        records = read("summaries/cnn_val", COPIED) + read("summaries/fr_orangesum", OTHERS)
    except FileNotFoundError:
        pytest.skip(MISSING)
    known = [shown(one.get("title") or "", one["text"], one["lang"]) for one in records]
    index = StoryIndex()
    wrong = [place for place, held in enumerate(known) if index.place(place, held).duplicate_of is not None]
    assert wrong == []
    shares = {edit: mean(linked(edit, records, known)) for edit in EDITS}
    assert {edit: share for edit, share in shares.items() if share < 0.9} == {}


def test_of_five_thousand_reports_few_different_ones_are_called_copies() -> None:
    try:
        records = read("topics/reuters", REPORTS)
    except FileNotFoundError:
        pytest.skip(MISSING)
    texts = [(one["title"], one["body"]) for one in records]
    index, wrong = StoryIndex(), 0
    for place, (title, text) in enumerate(texts):
        original = index.place(place, shown(title, text, "en")).duplicate_of
        if isinstance(original, int):
            wrong += not is_reissue(*(terms(texts[one][1], "en") for one in (place, original)))
    assert wrong <= MOST_WRONG


def linked(edit: str, records: Sequence[Record], known: Sequence[Fingerprint]) -> Iterator[bool]:
    """Whether each of the first articles is found again after an edit."""
    index = StoryIndex()
    for place, held in enumerate(known):
        index.restore(place, held, None, place)
    for place, one in enumerate(records[:COPIED]):
        again = republished(edit, one.get("title") or "", one["text"], place)
        yield index.place(f"copy of {place}", shown(*again, "en")).duplicate_of == place
