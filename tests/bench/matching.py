"""Milliseconds to find an article's topics: our index, a plain loop, and PostgreSQL's scan of a ``tsquery`` column.

``python -m tests.bench.matching 1000000`` goes up to a million topics; by itself it ends at a hundred thousand.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from statistics import mean
from time import perf_counter

import psutil
import psycopg

from bot.services.bulk import lasting
from bot.sources.seeds import read_seeds
from summarizer.analysis import analyse
from summarizer.model import Article
from summarizer.topics.facts import Facts
from summarizer.topics.index import TopicIndex
from summarizer.topics.query import Query
from summarizer.topics.trees import dump, load
from tests.bench.topic_mix import PlainLoop, lexemes_of, topics, tsquery
from tests.fixtures.postgres_server import NoServer, running_server
from tests.quality.labelled import records

SIZES = (1_000, 10_000, 100_000, 1_000_000)
MOST = 100_000
ARTICLES = 200
LOOPED = 10_000_000
"""Topics times articles that the plain loop is given."""
CHANGED = 1_000

Match = Callable[[Facts], Sequence[int]]


def articles(count: int = ARTICLES) -> list[Facts]:
    """The first labelled articles in English, or the seeds where those are not at hand."""
    try:
        texts = [Article(record["text"], None, "en") for record in records("cnn_val", count)]
    except FileNotFoundError:
        texts = [Article(draft.text, draft.title, "en") for draft in read_seeds() if draft.language in (None, "en")]
    return [Facts.of(analyse(text)) for text in texts]


def indexed(texts: Sequence[str]) -> TopicIndex:
    """The index as the program makes it at its start, from topics as they are stored."""
    index = TopicIndex()
    with lasting():
        for number, text in enumerate(texts):
            index.add(number, load(text))
    return index


@contextmanager
def scanned(url: str, queries: Sequence[Query]) -> Iterator[Match]:
    """PostgreSQL with the topics in a column, asked by a scan in one process."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create temporary table topic (id int, q tsquery)")
        with connection.cursor().copy("copy topic from stdin") as copy:
            for place, query in enumerate(queries):
                copy.write_row((place, tsquery(query.root)))
        connection.execute("set max_parallel_workers_per_gather = 0")
        connection.execute("analyze topic")

        def match(facts: Facts) -> list[int]:
            held = list(lexemes_of(facts))
            found = connection.execute("select id from topic where array_to_tsvector(%s) @@ q order by id", (held,))
            return [row[0] for row in found]

        yield match


def _mean_ms(match: Match, read: Sequence[Facts]) -> float:
    match(read[0])
    began = perf_counter()
    for facts in read:
        match(facts)
    return 1000 * (perf_counter() - began) / len(read)


def _changes(index: TopicIndex, queries: Sequence[Query], size: int) -> tuple[float, float]:
    """Milliseconds to take a topic out and to put it in: the mean, and the longest of them."""
    spent = []
    for place in random.Random(3).sample(range(size), CHANGED):
        changes: tuple[Callable[[], None], ...] = (
            partial(index.remove, place),
            partial(index.add, place, queries[place]),
        )
        for change in changes:
            began = perf_counter()
            change()
            spent.append(1000 * (perf_counter() - began))
    return mean(spent), max(spent)


def _measure(size: int, queries: Sequence[Query], read: Sequence[Facts], url: str | None) -> None:
    texts = [dump(query) for query in queries]
    gc.collect()
    before = psutil.Process().memory_info().rss
    began = perf_counter()
    index = indexed(texts)
    start = perf_counter() - began
    grown = (psutil.Process().memory_info().rss - before) / 1e6
    ours = _mean_ms(index.match, read)
    matched = mean(len(index.match(facts)) for facts in read)
    few = read[: max(1, min(len(read), LOOPED // size))]
    loop = _mean_ms(PlainLoop(queries).match, few)
    peer = ""
    if url:
        with scanned(url, queries) as match:
            theirs = _mean_ms(match, read[:20])
        peer = f", PostgreSQL {theirs:.1f} ms ({theirs / ours:.1f} times)"
    once, longest = _changes(index, queries, size)
    sys.stdout.write(
        f"  {size:,} topics: {ours:.2f} ms an article for {matched:.0f} matches; plain loop {loop:.1f} ms "
        f"({loop / ours:.0f} times){peer}; start {start:.1f} s, {grown:.0f} MB more; a topic in or out {once:.3f} ms, "
        f"at most {longest:.2f} ms\n"
    )
    sys.stdout.flush()


def main(most: int = MOST) -> None:
    """Print a line for each number of topics up to ``most``."""
    read = articles()
    sizes = [size for size in SIZES if size <= most]
    every = topics(sizes[-1], read)
    try:
        with running_server() as url:
            for size in sizes:
                _measure(size, every[:size], read, url)
    except NoServer as error:
        sys.stdout.write(f"  {error}\n")
        for size in sizes:
            _measure(size, every[:size], read, None)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MOST)
