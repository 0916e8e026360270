"""Learn the weights anew from the labelled data, and say what cross-validation gives for them."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from dataclasses import replace
from pathlib import Path
from statistics import mean

from summarizer.ranking.weights import PARTS, Net, Weights, pack
from summarizer.text.sentences import split
from tests.quality.labelled import rouge, scorer
from tests.quality.training.headlines import Headlines, read_headlines
from tests.quality.training.learn import Example, example, learn, ranked

Scores = tuple[float, ...]

ENGLISH = (
    "training/en_single",
    *(f"summaries/{name}" for name in ("cnn_val", "summeval", "realsumm", "dm_train100", "newsroom60")),
)
FRENCH = ("training/fr_orangesum",)
FOLDS = 3
KEPT = 3
OPENS = 25
"""The column of `set_features` that says whether a set holds the first sentence."""

OPENING = 0.04
"""What that is worth in a language without its own weights: 0.02 to 0.08 cost French nothing, and Russian, which
nothing was learned from, gains 2.6 points of ROUGE-1."""

WEIGHTS = Path(__file__).parents[3] / "summarizer" / "ranking" / "weights"
GENERIC_ENGLISH = 600
"""English articles beside the French ones from which the weights without a vocabulary are learned."""


def read(data: Path, name: str, limit: int) -> list[Example]:
    """The articles of a labelled file that have more than one sentence."""
    found = []
    with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = record["text"]
            texts = [text[start:end] for start, end in split(text, record["lang"])]
            if len(texts) > 1 and record["summary"].strip():
                found.append(example(texts, record["lang"], record["summary"], name, record.get("title")))
            if limit and len(found) >= limit:
                break
    return found


def cross_validate(examples: list[Example], folds: int, headlines: Headlines | None) -> None:
    """Print ROUGE-1/2/Lsum of three sentences of articles not learned from, beside the first three."""
    found: dict[str, list[tuple[Scores, Scores]]] = {}
    for fold in range(folds):
        weights = learn([one for at, one in enumerate(examples) if at % folds != fold], headlines)
        for one in examples[fold::folds]:
            size = min(KEPT, len(one.page))
            pair = (_reached(one, ranked(one, weights).best(size)), _reached(one, tuple(range(size))))
            found.setdefault(one.source, []).append(pair)
    for source, pairs in found.items():
        ours, lead = (
            "/".join(f"{mean(column):.2f}" for column in zip(*side, strict=True)) for side in zip(*pairs, strict=True)
        )
        sys.stdout.write(f"  {source:24} n={len(pairs):5} held out {ours}, first sentences {lead}\n")
        sys.stdout.flush()


def _reached(one: Example, places: tuple[int, ...]) -> Scores:
    return rouge(scorer(one.page.language), one.wanted, [one.page.texts[place] for place in places])


def write(weights: Weights, name: str, origin: str) -> None:
    """Store the weights with where they came from."""
    words = sorted(weights.lexicon.words.items())
    lexicon = [[word, *(round(number, 2) for number in numbers)] for word, numbers in words]
    body = {"origin": origin, "rarest": round(weights.lexicon.rarest, 3), "lexicon": lexicon}
    body |= {part: pack(getattr(weights, part)) for part in PARTS}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    (WEIGHTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def opening_first(weights: Weights) -> Weights:
    """The weights with a liking for sets that hold the article's first sentence, for languages nothing is known of."""
    changed = {}
    for name in ("sets", "budgets"):
        model: Net = getattr(weights, name)
        line = model.line.copy()
        line[OPENS] += OPENING * model.scale[OPENS]
        changed[name] = replace(model, line=line)
    return replace(weights, **changed)  # type: ignore[arg-type]


def main() -> None:
    """Learn what is asked for: the weights for English, and those for every other language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with summaries/ and training/")
    parser.add_argument("--french", type=int, default=700, help="French articles to learn from")
    parser.add_argument("--only", choices=("en", "any"))
    parser.add_argument("--folds", type=int, default=FOLDS, help="into how many parts to cross-validate; 0 for none")
    options = parser.parse_args()
    english = [one for name in ENGLISH for one in read(options.data, name, 0)]
    french = [one for name in FRENCH for one in read(options.data, name, options.french)]
    plans = {"en": (english, read_headlines(options.data)), "any": (french + english[:GENERIC_ENGLISH], None)}
    for name, (examples, headlines) in plans.items():
        if options.only in (None, name):
            sys.stdout.write(f"{name}: {len(examples)} articles\n")
            cross_validate(examples, options.folds, headlines)
            weights = learn(examples, headlines)
            origin = f"{len(examples)} articles, ROUGE-1 + ROUGE-2 within each article"
            write(weights if headlines else opening_first(weights), name, origin)


if __name__ == "__main__":
    main()
