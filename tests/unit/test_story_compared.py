from __future__ import annotations

import pytest

from summarizer.stories.compared import Compared
from summarizer.stories.fingerprint import FULL, Fingerprint
from summarizer.stories.hashing import encoded, hashed, hashed_all, unpacked
from summarizer.stories.likeness import FEATURES
from tests.unit.test_story_index import FLOOD, STRIKE, STRIKE_AGAIN, made

SATURDAY = "The mayor of Zvornik said on Saturday that 61 families had left."
HELD = [
    made(STRIKE, "Rotterdam: 4,300 dockers strike"),
    made(STRIKE_AGAIN, "Strike of 4,500 halts port of Rotterdam"),
    made(FLOOD),
    made(SATURDAY),
    made(""),
]


def named(one: Fingerprint, other: Fingerprint) -> dict[str, float]:
    return dict(zip(FEATURES, Compared(one).features([other])[0].tolist(), strict=True))


@pytest.mark.parametrize("one", HELD)
def test_many_are_compared_as_one_by_one(one: Fingerprint) -> None:
    together = Compared(one).features(HELD)
    assert together.tolist() == [list(named(one, other).values()) for other in HELD]


def test_words_are_the_cosine_of_all_words() -> None:
    one, other = HELD[0], HELD[1]
    theirs = dict(zip(unpacked(other.terms), other.weights, strict=True))
    pairs = zip(unpacked(one.terms), one.weights, strict=True)
    expected = sum(weight * theirs.get(term, 0) for term, weight in pairs) / FULL**2
    assert named(one, other)["words"] == pytest.approx(expected)
    assert 0.1 < expected < 0.9


def test_an_article_is_all_like_itself_and_an_empty_one_like_none() -> None:
    found = named(HELD[0], HELD[0])
    assert found["words"] == pytest.approx(1, abs=0.05)
    assert (found["headline"], found["names"], found["figures of titles clash"]) == (1, 1, 0)
    assert list(named(HELD[4], HELD[0]).values()) == [1, 0, 0, 0, 0, 0, 0, 0]
    assert Compared(HELD[0]).features([]).shape == (0, len(FEATURES))


def test_figures_of_titles_clash_and_days_are_apart() -> None:
    assert named(HELD[0], HELD[1])["figures of titles clash"] == 1
    assert named(HELD[0], HELD[3])["days apart"] == 1
    assert named(HELD[0], HELD[0])["same day"] == 1


def test_many_words_are_hashed_as_one_by_one() -> None:
    words = ["", "port", "порт", "\ud800", "x" * 300]
    assert hashed_all(map(encoded, words)).tolist() == [hashed(word) for word in words]


def test_a_place_and_a_day_are_no_story() -> None:
    one, other = made("Envoys of Japan met on Monday.", "Japan talks"), made("Bakers in Japan struck on Monday.")
    found = named(one, other)
    assert found["words"] > 0
    assert (found["headline"], found["names"]) == (0, 0)
