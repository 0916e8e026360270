"""Our LexRank beside sumy's on the same sentences; `python -m tests.bench.lexrank 2000` waits for sumy's minute too."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import cycle, islice
from time import perf_counter

from sumy.models.dom import ObjectDocumentModel
from sumy.summarizers.lex_rank import LexRankSummarizer

from bot.sources.seeds import read_seeds
from summarizer.ranking.document import document, stemmer
from summarizer.ranking.lexrank import VectorLexRank
from summarizer.text.sentences import split

SIZES = (100, 300, 2_000)
THEIR_MOST = 300


def parsed(sentences: int) -> ObjectDocumentModel:
    """The seed articles in English, over and over with a number each time, cut into this many sentences."""
    drafts = [draft for draft in read_seeds() if draft.language in (None, "en")]
    lines = (draft.text[a:b] for draft in drafts for a, b in split(draft.text, "en"))
    numbered = (f"{line} {number // 40}" for number, line in enumerate(cycle(list(lines))))
    text = "\n".join(" ".join(line.split()) for line in islice(numbered, sentences))
    spans, reached = [], 0
    for line in text.split("\n"):
        spans.append((reached, reached + len(line)))
        reached += len(line) + 1
    whole = document(text, spans, "en")
    # Both start from words: how they are found is not what is compared.
    for sentence in whole.sentences:
        assert sentence.words is not None
    return whole


def milliseconds(call: Callable[[], object]) -> float:
    """The wall time of one call."""
    began = perf_counter()
    call()
    return 1000 * (perf_counter() - began)


def main(most: int = THEIR_MOST) -> None:
    """Print both times and their ratio for each size; sumy's is left out above ``most`` sentences and estimated."""
    stem, measured = stemmer("en"), (1, 0.0)
    for size in SIZES:
        text = parsed(size)
        ours = VectorLexRank(stem)
        ours(text, 3)
        spent = min(milliseconds(lambda text=text, ours=ours: ours(text, 3)) for _ in range(3))  # type: ignore[misc]
        if size <= most:
            measured = size, milliseconds(lambda text=text: LexRankSummarizer(stem)(text, 3))  # type: ignore[misc]
        theirs = measured[1] * (size / measured[0]) ** 2
        note = "" if size == measured[0] else f" (from {measured[0]} sentences, growing with the square)"
        sys.stdout.write(
            f"  {size} sentences: ours {spent:.0f} ms, sumy {theirs:.0f} ms{note}: {theirs / spent:.0f} times faster\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else THEIR_MOST)
