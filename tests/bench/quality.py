"""ROUGE of the default, of the opening sentences and of every method of sumy's on labelled articles."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from summarizer.budget import Budget
from summarizer.model import Article
from summarizer.summarise import summarise
from tests.quality.labelled import DATA, MISSING, Record, records, rouge, scorer

SETS = {
    "cnn_val": 3,
    "summeval": 3,
    "realsumm": 3,
    "dm_train100": 3,
    "newsroom60": 3,
    "ru_headline": 1,
    "fr_orangesum": 2,
    "ar_easc": 3,
    "zh_lcsts": 1,
}
"""How many sentences are kept in each set."""

OURS = "sets"
LEAD = "lead"
SUMY = ("lexrank", "textrank", "lsa", "luhn", "kl", "sumbasic", "reduction")
METHODS = (OURS, LEAD, *SUMY)
SAMPLE = 25

Scores = tuple[float, ...]


@dataclass(frozen=True)
class Row:
    """What each method reaches on one set, ROUGE-1/2/Lsum F1 in percent; ``budget`` as a reader would say it."""

    name: str
    articles: int
    budget: str
    scores: dict[str, Scores]

    @property
    def best_of_sumy(self) -> str:
        """The method of sumy's with the greatest ROUGE-1 here."""
        return max(SUMY, key=lambda method: self.scores[method][0])


def measured(name: str, limit: int | None, words: int = 0) -> Row:
    """Summarise the first articles of a set by every method. Raises FileNotFoundError without the data."""
    articles = records(name, limit)
    budget = Budget(words=words) if words else Budget(sentences=SETS[name])
    scores = {method: average(score(record, method, budget) for record in articles) for method in METHODS}
    return Row(name, len(articles), f"{words} words" if words else plural(SETS[name]), scores)


def score(record: Record, method: str, budget: Budget) -> Scores:
    """ROUGE of one summary; where words are counted, the last sentence is cut so that all have as many."""
    whole = method == LEAD and budget.words is not None
    article, wanted = Article(record["text"], language=record["lang"]), Budget(ratio=1.0) if whole else budget
    kept = [sentence.text for sentence in summarise(article, wanted, method=method).sentences]
    return rouge(scorer(record["lang"]), record["summary"], cut(kept, budget.words))


def cut(sentences: Sequence[str], words: int | None) -> list[str]:
    """The sentences up to so many words, the last one cut."""
    if words is None:
        return [*sentences]
    kept, left = [], words
    for sentence in sentences:
        kept.append(" ".join(sentence.split()[:left]))
        left -= len(sentence.split())
        if left <= 0:
            break
    return kept


def average(scores: Iterable[Scores]) -> Scores:
    """The mean of each measure."""
    return tuple(mean(column) for column in zip(*scores, strict=True))


def plural(sentences: int) -> str:
    """A number of sentences in words."""
    return "1 sentence" if sentences == 1 else f"{sentences} sentences"


def table(rows: Sequence[Row]) -> list[str]:
    """The rows as Markdown: ours, the opening, the best of sumy's."""
    lines = ["| set | articles | budget | ours | Lead | best of sumy |", "| --- | --- | --- | --- | --- | --- |"]
    for row in rows:
        best = row.best_of_sumy
        cells = [shown(row.scores[OURS]), shown(row.scores[LEAD]), f"{shown(row.scores[best])} ({best})"]
        lines.append(f"| {row.name} | {row.articles} | {row.budget} | {' | '.join(cells)} |")
    return lines


def shown(scores: Scores) -> str:
    """ROUGE-1/2/Lsum as papers print them."""
    return "/".join(f"{value:.2f}" for value in scores)


def rows(limit: int | None) -> list[Row]:
    """Every set, and cnn_val within sixty words. Raises FileNotFoundError without the data."""
    return [*(measured(name, limit) for name in SETS), measured("cnn_val", limit, words=60)]


def main(limit: int | None = SAMPLE) -> list[Row]:
    """Print the table; without the data a sentence that says so, and no rows."""
    if not DATA.is_dir():
        sys.stdout.write(f"  {MISSING}\n")
        return []
    found = rows(limit)
    sys.stdout.write("".join(f"  {line}\n" for line in table(found)))
    return found
