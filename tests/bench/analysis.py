"""Milliseconds to analyse an article, and to pick a summary from a stored analysis, beside sumy's LexRank."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable
from time import perf_counter

from sumy.summarizers.lex_rank import LexRankSummarizer

from bot.sources.seeds import read_seeds
from summarizer.analysis import analyse
from summarizer.extract import extract
from summarizer.model import Article
from summarizer.ranking.document import document, stemmer


def median_ms(function: Callable[[], object], rounds: int = 5) -> float:
    """The median of some calls, in milliseconds, after one that does not count."""
    function()
    spent = []
    for _ in range(rounds):
        began = perf_counter()
        function()
        spent.append(1000 * (perf_counter() - began))
    return statistics.median(spent)


def main() -> None:
    """Print the figures for the seed articles, and the ratio to sumy's LexRank on the same sentences."""
    ours, theirs, picks = [], [], []
    for draft in read_seeds():
        article = Article(draft.text, draft.title, draft.language)
        analysis = analyse(article)
        lexrank = LexRankSummarizer(stemmer(analysis.language))
        ours.append(median_ms(lambda article=article: analyse(article)))  # type: ignore[misc]
        picks.append(median_ms(lambda text=draft.text, analysis=analysis: extract(text, analysis, sentences=5)))  # type: ignore[misc]
        parsed = document(draft.text, analysis.spans, analysis.language)
        theirs.append(median_ms(lambda parsed=parsed, lexrank=lexrank: lexrank(parsed, 3)))  # type: ignore[misc]
    whole, pick, peer = statistics.median(ours), statistics.median(picks), statistics.median(theirs)
    sys.stdout.write(
        f"  {len(ours)} seed articles, median: analysis {whole:.1f} ms (all steps), sumy's LexRank {peer:.1f} ms "
        f"(ranking only): ratio {whole / peer:.2f}; a summary of a stored analysis {1000 * pick:.0f} µs\n"
    )


if __name__ == "__main__":
    main()
