"""Count in how many articles of a language each word stands: ``python -m tests.quality.training.background DATA``."""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from summarizer.stories.background import BY_CHARACTER, FOLDER
from summarizer.text.stopwords import stopwords
from summarizer.text.terms import terms

SOURCES = (
    "summaries/cnn_val",
    "summaries/newsroom60",
    "summaries/newts",
    "summaries/ru_headline",
    "summaries/fr_orangesum",
    "summaries/ar_easc",
    "summaries/zh_lcsts",
    "training/en_single",
    "training/en_neus",
    "training/fr_orangesum",
    "topics/reuters",
    "topics/slavicner",
    "quotes/polnear",
)
MOST = 5_000
"""Articles of one file that are counted, so that no outlet speaks for a language."""
FEWEST = 2
"""In how many articles a word must stand to be listed."""
MEASURED_ON = "stories/allsides"
MOST_MEASURED = 1_500


def articles(data: Path, name: str) -> Iterator[tuple[str, str]]:
    """Language and text of the articles of a labelled file."""
    with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record: dict[str, Any] = json.loads(line)
            for one in record.get("docs") or [record]:
                body = one.get("text") or one.get("body") or ""
                yield record.get("lang") or "en", f"{one.get('title') or ''}\n{body}"


def counted(data: Path) -> dict[str, tuple[int, Counter[str]]]:
    """For each language, how many articles were read and how many of them hold a term."""
    found: dict[str, tuple[int, Counter[str]]] = {}
    # Articles that stories are measured on would make the words of their own story look common.
    left_out = {_opening(text) for _, text in islice(articles(data, MEASURED_ON), MOST_MEASURED)}
    for name in SOURCES:
        for number, (language, text) in enumerate(articles(data, name)):
            if number >= MOST:
                break
            if _opening(text) in left_out:
                continue
            held = terms(text, language)
            if language in BY_CHARACTER:
                held = tuple(a + b for a, b in zip(held, held[1:], strict=False))
            total, counts = found.get(language, (0, Counter()))
            counts.update(set(held))
            found[language] = total + 1, counts
    return found


def _opening(text: str) -> str:
    return text[:40].casefold()


def main(data: Path) -> None:
    """Write a file for each language."""
    for language, (total, counts) in counted(data).items():
        stops = {term for word in stopwords(language) for term in terms(word, language)}
        kept = sorted((term, count) for term, count in counts.items() if count >= FEWEST and term not in stops)
        head = f"articles: {total} labelled articles beside the checkout, words in at least {FEWEST}; counts only"
        lines = (f"{term} {count}\n" for term, count in kept)
        (FOLDER / f"{language}.txt").write_text(f"{head}\n" + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
