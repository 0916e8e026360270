"""Articles that are loaded in batches come out as if they had been loaded one by one."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

from bot.errors import CommuniqueError, TextTooShort
from bot.services.batches import MOST
from bot.services.loading import Loading, Tally
from bot.services.storing import Incoming, Loaded
from storage.errors import DatabaseBusy
from tests.fixtures.house import Here
from tests.fixtures.newsroom import Newsroom, newsroom
from tests.integration.test_stories_service import CORRECTED, FERRY, LINK, OTHER, owed, send_all

COPY = f"{FERRY} The agency added nothing to this."


@pytest.fixture
async def room(sqlite_url: str) -> AsyncIterator[Newsroom]:
    async with newsroom(sqlite_url) as opened:
        await opened.follow("norway")
        yield opened


def report(number: int) -> str:
    return f"Envoys of Norway met for round {number} of talks. They agreed on {number} points of {number + 7}."


async def load(room: Newsroom, *given: dict[str, str], tally: Tally | None = None) -> Tally:
    async def fetch() -> bytes:
        return "\n".join(json.dumps({"title": "T", **one}) for one in given).encode()

    loading = Loading(room.articles, Here(), room.web)
    tally = tally or Tally(1)
    await loading.run([loading.file("all.jsonl", fetch)], tally)
    return tally


def results(tally: Tally) -> list[Loaded]:
    return [one.loaded for one in tally.outcomes if one.loaded is not None]


def refuse(room: Newsroom, fails: Sequence[str], error: Exception) -> None:
    """The database refuses what holds an article with one of these titles."""
    storing: Any = room.articles.batches._storing
    store = storing.store

    async def picky(arrived: Sequence[Incoming], *, quiet: bool) -> list[Loaded]:
        if any(one.article.title in fails for one in arrived):
            raise error
        stored: list[Loaded] = await store(arrived, quiet=quiet)
        return stored

    storing.store = picky


async def test_articles_are_numbered_and_told_of_in_the_order_of_arrival(room: Newsroom) -> None:
    count = 2 * MOST + 3
    tally = await load(room, *({"title": f"Round {n}", "text": report(n)} for n in range(count)))
    loaded = results(tally)
    assert [one.article.title for one in loaded] == [f"Round {n}" for n in range(count)]
    assert [one.article.id for one in loaded] == sorted({one.article.id for one in loaded})
    assert tally.total == tally.done == count


async def test_a_batch_finds_its_own_repetitions_and_copies(room: Newsroom) -> None:
    tally = await load(room, {"text": FERRY}, {"text": OTHER}, {"text": COPY}, {"text": FERRY.replace(" ", "\n")})
    ferry, other, copy, again = results(tally)
    assert (ferry.is_new, other.is_new, copy.is_new, again.is_new) == (True, True, True, False)
    assert copy.republishes == ferry.article
    assert again.article == ferry.article
    assert again.sentences == ferry.sentences
    assert [one.article_id for one in await owed(room)] == [ferry.article.id]


async def test_what_is_stored_already_is_known(room: Newsroom) -> None:
    first = results(await load(room, {"text": FERRY}, {"text": OTHER}))
    tally = await load(room, {"text": OTHER}, {"text": report(1)}, {"text": FERRY})
    assert [one.is_new for one in results(tally)] == [False, True, False]
    assert results(tally)[2].article == first[0].article


async def test_a_new_version_in_the_same_batch_is_a_correction(room: Newsroom) -> None:
    await load(room, {"text": FERRY, "link": LINK})
    await send_all(room)
    tally = await load(room, {"text": OTHER}, {"text": CORRECTED, "link": LINK}, {"text": report(1)})
    assert [one.revises is not None for one in results(tally)] == [False, True, False]
    both = await load(
        room, {"text": report(2), "link": f"{LINK}/2"}, {"text": f"{report(2)} They left.", "link": f"{LINK}/2"}
    )
    first, second = results(both)
    assert second.revises == first.article.id


async def test_bad_rows_are_reported_where_they_stand(room: Newsroom) -> None:
    tally = await load(room, {"text": FERRY}, {"text": " "}, {"text": "..."}, {"text": OTHER})
    assert [one.name for one in tally.outcomes] == [f"all.jsonl:{n}" for n in range(1, 5)]
    assert [one.error is None for one in tally.outcomes] == [True, False, False, True]
    assert isinstance(tally.outcomes[2].error, TextTooShort)


async def test_an_article_that_cannot_be_stored_harms_no_other(room: Newsroom) -> None:
    refuse(room, ["Round 2"], ValueError("a poison"))
    tally = await load(room, *({"title": f"Round {n}", "text": report(n)} for n in range(4)))
    assert [type(one.error) for one in tally.outcomes if one.error] == [CommuniqueError]
    assert [one.article.title for one in results(tally)] == ["Round 0", "Round 1", "Round 3"]
    assert len(await owed(room)) == 3


async def test_what_a_failed_transaction_held_is_compared_with_nothing(room: Newsroom) -> None:
    storing: Any = room.articles.batches._storing
    place, calls = storing._placed, list[int]()

    async def fails_once(*given: Any) -> Any:
        found = await place(*given)
        if not calls:
            calls.append(1)
            raise ValueError
        return found

    storing._placed = fails_once
    ferry, copy = results(await load(room, {"text": FERRY}, {"text": COPY}))
    assert ferry.republishes is None
    assert copy.republishes == ferry.article


async def test_a_locked_database_ends_the_load_and_keeps_what_was_reported(room: Newsroom) -> None:
    count = MOST + 2
    refuse(room, [f"Round {MOST}"], DatabaseBusy("locked"))
    tally = Tally(1)
    with pytest.raises(DatabaseBusy):
        await load(room, *({"title": f"Round {n}", "text": report(n)} for n in range(count)), tally=tally)
    assert tally.done == MOST
    assert len(await room.titles()) == MOST
