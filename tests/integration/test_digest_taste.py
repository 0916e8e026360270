"""What a reader called useful comes first in their next digest; what others said of it changes nothing there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.delivery.digests import DigestCourier
from bot.delivery.habits import Habits
from bot.delivery.sender import Sender
from bot.services.digests.composing import Composer
from storage.records import VoteRecord
from tests.fixtures.house import ADMIN, House, house

READER, OTHER = 2, 4
HARBOUR = "Pilots in Ghana stopped work over harbour rules. A court hears the case in spring. Boats wait outside."
SUMMIT = "Ministers of Chile met for a summit on copper mines. They will sign a text in June. Prices fell by a tenth."
VOTES = 40


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[House]:
    async with house(database_url) as opened:
        for reader in (READER, OTHER):
            for topic in ("Ghana", "Chile"):
                await opened.say(f"/follow {topic}", reader)
            await opened.say("/digest daily 08:00", reader)
        yield opened


async def voted(here: House, *, useful: bool, topic: str) -> None:
    """The reader has called many articles of a topic useful, or not."""
    async with here.database.write() as unit:
        reader = await unit.readers.by_chat(READER)
        assert reader is not None
        [follow] = [one for one in await unit.follows.of_reader(reader.id) if one.label == topic]
    for number in range(VOTES):
        text = f"Somebody in Iceland counted {number} sheep. Nobody asked why. They were counted twice."
        await here.say(f"/load {text}", ADMIN)
        async with here.database.write() as unit:
            newest = (await unit.articles.latest(1))[0].id
            vote = VoteRecord(reader.id, newest, useful, None, follow.topic_id, 3)
            await unit.votes.cast(vote, now=here.clock())


async def digests(here: House) -> dict[int, str]:
    """What comes to each reader next morning, once both stories are loaded."""
    for text in (HARBOUR, SUMMIT):
        await here.say(f"/load {text}", ADMIN)
    here.clock.now += timedelta(days=1, hours=1)
    services = here.app.bot_data["services"]
    composer = Composer(here.database, services.articles, services.matches, here.clock)
    courier = DigestCourier(here.app.bot, services.articles, composer, here.clock, services.groups)
    before = len(here.api.calls)
    await Sender(here.database, courier.deliver, here.clock, asyncio.Event(), Habits(rest=0.0)).drain()
    sent = [given for name, given in here.api.calls[before:] if name == "sendMessage"]
    return {int(one["chat_id"]): one["text"] for one in sent}


def first(text: str) -> str:
    """The topic whose story stands first: without votes that is Chile, where there was an act."""
    return min(("of Chile", "in Ghana"), key=text.index).split()[1]


@pytest.mark.parametrize(("topic", "useful"), [("Ghana", True), ("Chile", False)])
async def test_votes_put_the_stories_of_a_readers_own_digest_in_order(here: House, topic: str, *, useful: bool) -> None:
    await voted(here, useful=useful, topic=topic)
    found = await digests(here)
    assert {reader: first(text) for reader, text in found.items()} == {READER: "Ghana", OTHER: "Chile"}
