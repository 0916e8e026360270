"""Time against the number of sentences, our whole summary beside sumy's LexRank, in one run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import median
from time import perf_counter

from sumy.summarizers.lex_rank import LexRankSummarizer

from bot.sources.seeds import read_seeds
from summarizer.budget import Budget
from summarizer.model import Article
from summarizer.ranking.document import document, stemmer
from summarizer.summarise import summarise
from summarizer.text.sentences import split

SIZES = (10, 30, 100, 300, 2_000, 20_000)
THEIR_MOST = 300
"""Sentences up to which sumy is waited for; it takes a minute for 2,000."""


@dataclass(frozen=True)
class Times:
    """Milliseconds for a text of ``sentences``: from the text to its summary, both on our sentences."""

    sentences: int
    ours: float
    sumy: float | None


def text_of(sentences: int) -> str:
    """The English seed articles, over and over with a number in each sentence, so that none repeats another."""
    drafts = [draft for draft in read_seeds() if draft.language in (None, "en")]
    lines = [" ".join(draft.text[a:b].split()) for draft in drafts for a, b in split(draft.text, "en")]
    numbered = (f"In {number // len(lines) + 1900} {line}" for number, line in enumerate(cycle(lines)))
    return " ".join(islice(numbered, sentences))


def milliseconds(call: Callable[[], object], rounds: int) -> float:
    """The median of some calls."""
    spent = []
    for _ in range(rounds):
        began = perf_counter()
        call()
        spent.append(1000 * (perf_counter() - began))
    return median(spent)


def measured(sentences: int, most: int) -> Times:
    """Both times for one size; sumy's only up to ``most`` sentences."""
    text = text_of(sentences)
    article = Article(text, language="en")
    ours = milliseconds(lambda: summarise(article, Budget(sentences=3)), 7 if sentences < 1_000 else 3)
    if sentences > most:
        return Times(sentences, ours, None)
    lexrank = LexRankSummarizer(stemmer("en"))
    theirs = milliseconds(lambda: lexrank(document(text, split(text, "en"), "en"), 3), 5 if sentences < 200 else 1)
    return Times(sentences, ours, theirs)


def table(times: list[Times]) -> list[str]:
    """The times as Markdown."""
    lines = ["| sentences | ours | sumy's LexRank | ratio |", "| --- | --- | --- | --- |"]
    for one in times:
        theirs, ratio = ("–", "–") if one.sumy is None else (f"{one.sumy:.0f} ms", f"{one.sumy / one.ours:.1f}")
        lines.append(f"| {one.sentences:,} | {one.ours:.1f} ms | {theirs} | {ratio} |")
    return lines


def main(most: int = THEIR_MOST) -> list[Times]:
    """Measure every size and print the table."""
    measured(10, 0)
    times = [measured(size, most) for size in SIZES]
    sys.stdout.write("".join(f"  {line}\n" for line in table(times)))
    return times
