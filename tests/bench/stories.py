"""Stories: what placing an article costs, and how it compares with the plain ways.

The plain ways: the cosine with every held article, and datasketch's MinHashLSH over all shingles, which finds copies
only. Articles are made of the words of real ones, mixed at random, so that there are enough of them.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable, Sequence
from functools import partial
from statistics import mean, median
from time import process_time

import psutil

from bot.sources.seeds import read_seeds
from summarizer.model import Article
from summarizer.stories.compared import Compared
from summarizer.stories.fingerprint import Fingerprint, fingerprint
from summarizer.stories.index import StoryIndex
from summarizer.stories.likeness import FEATURES
from summarizer.text.terms import terms
from summarizer.topics.facts import Facts
from tests.quality.labelled import records

SIZES = (1_000, 100_000)
ASKED = 300
LOOPED = 10
WORDS = (120, 500)
PERMUTATIONS = 128


def mixed(count: int) -> list[Facts]:
    """Articles of runs of a few words from real ones, by a few of these each."""
    try:
        texts = [str(record["text"]) for record in records("cnn_val", 500)]
    except FileNotFoundError:
        texts = [draft.text for draft in read_seeds() if draft.language in (None, "en")]
    words = [terms(text, "en") for text in texts]
    chance = random.Random(5)
    found = []
    for _ in range(count):
        sources = chance.sample(words, min(4, len(words)))
        length = chance.randint(*WORDS)
        body: list[str] = []
        while len(body) < length:
            source = chance.choice(sources)
            start = chance.randrange(max(1, len(source) - 6))
            body += source[start : start + chance.randint(2, 6)]
        found.append(Facts("en", tuple(body), titled=8))
    return found


def made(facts: Facts) -> Fingerprint:
    """A fingerprint of words alone; the figures of a text that is none would be none."""
    return fingerprint(Article(""), facts)


def _mean_ms(work: Callable[[int], object], count: int) -> tuple[float, float]:
    spent = []
    for place in range(count):
        began = process_time()
        work(place)
        spent.append(1000 * (process_time() - began))
    return mean(spent), median(spent)


def _lsh(held: Sequence[Facts], asked: Sequence[Facts]) -> float:
    from datasketch import MinHash, MinHashLSH

    def sketch(facts: Facts) -> MinHash:
        words = facts.terms
        whole = MinHash(PERMUTATIONS)
        whole.update_batch([" ".join(words[place : place + 3]).encode() for place in range(len(words) - 2)])
        return whole

    table = MinHashLSH(threshold=0.5, num_perm=PERMUTATIONS)
    for place, facts in enumerate(held):
        table.insert(place, sketch(facts))
    return _mean_ms(lambda place: table.query(sketch(asked[place])), len(asked))[0]


def main() -> None:
    """Print a line for each size, and how they compare."""
    process = psutil.Process()
    facts = mixed(SIZES[0] + ASKED)
    once = _mean_ms(lambda place: made(facts[place]), ASKED)[0]
    lsh = _lsh(facts[: SIZES[0]], facts[SIZES[0] :])
    reached = []
    for size in SIZES:
        gc.collect()
        before = process.memory_info().rss
        index = StoryIndex(most=max(SIZES) + ASKED)
        held = [made(one) for one in mixed(size + ASKED)]
        asked = held[size:]
        for place, one in enumerate(held[:size]):
            index.restore(place, one, None, place)
        grown = (process.memory_info().rss - before) / 1e6
        ours, middle = _mean_ms(partial(_place, index, asked, size), ASKED)
        naive = _mean_ms(partial(_every, asked, held[:size]), LOOPED)[0]
        reached.append(once + ours)
        sys.stdout.write(
            f"  {size:,} held: placed in {ours:.2f} ms (median {middle:.2f}) beside {once:.2f} ms for the fingerprint; "
            f"cosine with every one {naive:.1f} ms; {grown:.0f} MB\n"
        )
        sys.stdout.flush()
    sys.stdout.write(
        f"  ratio {reached[1] / reached[0]:.2f}; datasketch's MinHashLSH at {SIZES[0]:,}, copies only: {lsh:.2f} ms\n"
    )


def _place(index: StoryIndex, asked: Sequence[Fingerprint], size: int, place: int) -> None:
    index.place(size + place, asked[place])


def _every(asked: Sequence[Fingerprint], held: Sequence[Fingerprint], place: int) -> float:
    return float(Compared(asked[place]).features(held)[:, FEATURES.index("words")].max())


if __name__ == "__main__":
    main()
