from __future__ import annotations

import math
import subprocess
import sys

import pytest

from summarizer.errors import UnknownMethod
from summarizer.ranking.ranks import rank
from summarizer.ranking.registry import METHODS, RANKED
from summarizer.text.sentences import split

TEXT = (
    "Japan and Russia resumed talks about a peace treaty on Monday in Geneva. The weather was mild and the lake calm. "
    "The peace treaty talks between Japan and Russia had stopped for two years. Lunch was served at noon by the lake. "
    "Officials of both countries said that a treaty needs an answer on the islands."
)


def scores(text: str, method: str, language: str = "en") -> tuple[float, ...]:
    return rank(text, split(text, language), language, method)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "text", [TEXT, "Word", "One. Two.", "Same here. " * 30, "A.\nB.\nC.", "1. 2. 3.", "外长会晤。条约签字。"]
)
def test_every_score_is_a_finite_number(method: str, text: str) -> None:
    given = scores(text, method)
    assert len(given) == len(split(text, "en"))
    assert all(math.isfinite(score) for score in given)


def test_lead_ranks_in_the_order_of_the_text() -> None:
    given = scores(TEXT, "lead")
    assert list(given) == sorted(given, reverse=True)


def test_the_default_prefers_what_the_text_is_about() -> None:
    given = scores(TEXT, "lead-centrality")
    assert given[0] == max(given)
    assert given[2] > given[1]
    assert given[4] > given[3]


def test_a_repeated_sentence_is_put_back() -> None:
    first = "Japan and Russia resumed talks about a peace treaty in Geneva on Monday."
    given = scores(
        f"{first} On Monday, {first} Officials of both countries said that the islands were still in dispute.",
        "lead-centrality",
    )
    assert given[2] > given[1]


def test_a_byline_is_no_summary() -> None:
    given = scores("By Our Reporter. " + TEXT, "lead-centrality")
    assert given[0] < given[1]


def test_what_is_not_looked_at_comes_last() -> None:
    text = " ".join(f"Envoy number {number} met the minister in Tokyo." for number in range(RANKED + 5))
    given = scores(text, "lead-centrality")
    assert max(given[RANKED:]) < min(given[:RANKED])


def test_an_unknown_method_lists_the_known() -> None:
    with pytest.raises(UnknownMethod, match="lead-centrality") as caught:
        scores(TEXT, "best")
    assert caught.value.known == tuple(METHODS)


@pytest.mark.slow
def test_scores_do_not_change_with_the_hash_seed() -> None:
    code = (
        "from summarizer.ranking.ranks import rank; from summarizer.text.sentences import split;"
        "from summarizer.ranking.registry import METHODS;"
        f"text = {TEXT!r}; spans = split(text, 'en');"
        "print([rank(text, spans, 'en', method, 'Talks about the islands') for method in METHODS])"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1
