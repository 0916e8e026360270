"""The analysis with nothing around it, in one process or several: what a machine's cores give at best."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from time import perf_counter

from summarizer.analysis import analyse
from summarizer.model import Article


def bare_rate(texts: Sequence[str], processes: int) -> float:
    """Articles a second of all processes, each of which has the texts to itself and a core."""
    context = multiprocessing.get_context("spawn")
    ready, took = context.Barrier(processes), context.Queue()
    cores = sorted(os.sched_getaffinity(0))
    children = [
        context.Process(target=_read, args=(list(texts), cores[n % len(cores)], ready, took)) for n in range(processes)
    ]
    for child in children:
        child.start()
    seconds = [took.get() for _ in children]
    for child in children:
        child.join()
    return float(processes * len(texts) / max(seconds))


def _read(texts: list[str], core: int, ready: Barrier, took: Queue[float]) -> None:
    os.sched_setaffinity(0, {core})
    articles = [Article(text) for text in texts]
    analyse(articles[0])
    ready.wait()
    began = perf_counter()
    for article in articles:
        analyse(article)
    took.put(perf_counter() - began)
