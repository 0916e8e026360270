"""Milliseconds of processor time for a brief of ten articles, from the text, and of 500 that were analysed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle, islice
from time import process_time

from bot.sources.seeds import read_seeds
from summarizer.briefs.brief import brief
from summarizer.briefs.model import Source
from summarizer.budget import Budget
from summarizer.model import Article

SIZES = (10, 100, 500)
WORDS = 250


def articles(count: int) -> list[Source]:
    """Seed articles, over and over with a number in each, read as if they had been analysed."""
    drafts = [draft for draft in read_seeds() if draft.language in (None, "en")]
    found = []
    for at, draft in enumerate(islice(cycle(drafts), count)):
        text = draft.text.replace(". ", f", as of {at}. ")
        one = Source.read(str(at), Article(text, draft.title, "en"))
        found.append(replace(one, scores=[1 / (1 + place) for place in range(len(one.spans))]))
    return found


def milliseconds(sources: Sequence[Source]) -> float:
    """One brief."""
    began = process_time()
    brief(sources, Budget(words=WORDS))
    return 1000 * (process_time() - began)


def main() -> None:
    """Print a line for each size."""
    milliseconds(articles(2))
    for size in SIZES:
        sources = articles(size)
        lines = sum(len(one.spans) for one in sources)
        sys.stdout.write(f"  {size} articles, {lines:,} sentences: {milliseconds(sources):.0f} ms\n")


if __name__ == "__main__":
    main()
