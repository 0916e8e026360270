"""Votes move stories: little at first, never the wrong way, those of others weakly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.digests.importance import STRENGTH, WEAK_STRENGTH, Standing, favour, importance
from bot.services.digests.taste import NEUTRAL, Taste
from bot.services.largest import Largest
from storage.engine import Database
from storage.records import PlacementRecord, Tally, VoteRecord
from storage.unit import Unit
from tests.fixtures.ledger import follower, new_article

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NAMES = ("Herald", "Kurier", "Le Fil")

counts = st.integers(0, 500)
tallies = st.builds(
    lambda useful, others, outlet, topic: Tally(useful, useful + others, outlet, topic),
    counts,
    counts,
    st.sampled_from((*NAMES, "HERALD", None)),
    st.sampled_from((1, 2, 3, None)),
)


def test_without_votes_a_story_weighs_what_it_did() -> None:
    plain = Standing(1, 2, 3, has_acts=True, newest=NOW)
    assert favour(0, 0) == 1.0
    assert NEUTRAL.favour(NAMES, [1, 2]) == 1.0
    assert NEUTRAL.favour([], []) == 1.0
    assert importance(plain, NOW) > 0


def test_three_votes_change_little_and_many_much() -> None:
    assert 1.0 < favour(3, 3) < 1.08
    assert 0.92 < favour(0, 3) < 1.0
    assert favour(20, 20) == pytest.approx(1.25)
    assert 1.4 < favour(200, 200) < 1 + STRENGTH
    assert 1 - STRENGTH < favour(0, 200) < 0.6


def test_an_outlet_is_the_same_however_it_is_written() -> None:
    taste = Taste.of([Tally(2, 2, "Herald"), Tally(3, 3, "HERALD")])
    assert taste.favour(["herald"], []) == favour(5, 5)


def test_a_disliked_outlet_weighs_little_among_others() -> None:
    taste = Taste.of([Tally(0, 40, "Herald")])
    assert taste.favour(["Herald"], []) < 0.7
    assert taste.favour(["Herald", *(f"Paper {number}" for number in range(9))], []) > 0.95


def test_a_liked_topic_moves_a_story_as_a_liked_outlet_does() -> None:
    taste = Taste.of([Tally(20, 20, None, 7)])
    liked = Standing(1, 1, 1, has_acts=False, newest=NOW, favour=taste.favour(["Herald"], [7]))
    larger = Standing(1, 1, 2, has_acts=False, newest=NOW, favour=taste.favour(["Herald"], [8]))
    assert importance(liked, NOW) > importance(larger, NOW)


@given(st.lists(tallies, max_size=6), st.sets(st.sampled_from(NAMES)), st.sets(st.integers(1, 3)), tallies)
def test_a_further_useful_vote_never_lowers_a_story(
    votes: list[Tally], outlets: set[str], topics: set[int], where: Tally
) -> None:
    before = Taste.of(votes).favour(outlets, topics)
    more = Tally(1, 1, where.outlet, where.topic_id)
    worse = Tally(0, 1, where.outlet, where.topic_id)
    assert Taste.of([*votes, more]).favour(outlets, topics) >= before
    assert Taste.of([*votes, worse]).favour(outlets, topics) <= before
    changed = Taste.of([*votes, worse]).favour(outlets, topics)
    assert Taste.of([*votes, more]).favour(outlets, topics) >= changed


@given(counts, counts)
def test_votes_stay_within_their_strength(useful: int, others: int) -> None:
    assert abs(favour(useful, useful + others) - 1) < STRENGTH
    assert abs(favour(useful, useful + others, WEAK_STRENGTH) - 1) < WEAK_STRENGTH


async def told(unit: Unit, story: str, outlets: int) -> list[int]:
    """A story in so many outlets; gives its articles."""
    numbers: list[int] = []
    for place in range(outlets):
        new = new_article(f"{story}{place}", story)
        article, _ = await unit.articles.add(type(new)(new.digest, story, new.text, "en", f"Paper {place}"), now=NOW)
        numbers.append(article.id)
        await unit.stories.put(PlacementRecord(article.id, numbers[0]), b"", added=NOW)
    return numbers


async def vote(unit: Unit, article: int, readers: int, *, useful: bool) -> None:
    for chat in range(1, readers + 1):
        reader = await follower(unit, chat)
        await unit.votes.cast(VoteRecord(reader.id, article, useful, None, None, 3), now=NOW)


async def order(database: Database) -> list[str]:
    found = await Largest(database, lambda: NOW + timedelta(hours=1)).of(3, 10)
    return [one.newest.title for one in found]


@pytest.mark.parametrize(("fewer", "more", "turns"), [(9, 10, True), (2, 3, False)])
async def test_votes_of_all_readers_turn_only_a_close_order(
    sqlite_url: str, fewer: int, more: int, *, turns: bool
) -> None:
    database = await Database.open(sqlite_url)
    async with database.write() as unit:
        small, large = await told(unit, "small", fewer), await told(unit, "large", more)
    assert await order(database) == ["large", "small"]
    async with database.write() as unit:
        await vote(unit, small[0], 3, useful=True)
    assert await order(database) == ["large", "small"]
    async with database.write() as unit:
        for articles, useful in ((small, True), (large, False)):
            for article in articles:
                await vote(unit, article, 40, useful=useful)
    assert await order(database) == (["small", "large"] if turns else ["large", "small"])
    await database.close()
