"""Digests as their readers get them: through the real courier, ledger and handlers, without a process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.digests import DigestCourier
from bot.delivery.habits import Habits
from bot.delivery.outcomes import Nothing
from bot.delivery.sender import Sender
from bot.services.digests.composing import Composer
from bot.texts.html import bare
from storage.repositories.deliveries import UNFOLLOWED
from tests.fixtures.house import ADMIN, House, house

READER = 2

TALKS = (
    "Japan and Norway open talks on fisheries\n\n"
    "Japan and Norway opened talks on fisheries in Oslo on Monday. The two governments want to settle the catch of "
    "mackerel before the season begins. Norwegian boats took 212,000 tonnes last year. Talks go on until Thursday."
)
REPEAT = (
    "Fisheries talks between Japan and Norway under way\n\n"
    "Talks on fisheries between Japan and Norway opened in Oslo on Monday. The catch of mackerel is to be settled by "
    "the two governments before the season begins, and talks go on until Thursday."
)
DEAL = (
    "Japan and Norway agree on mackerel fisheries\n\n"
    "Japan and Norway agreed in Oslo on Thursday to share the mackerel catch of the season in their fisheries talks. "
    "Norwegian boats may take 190,000 tonnes, and Japanese ports will open nine new landing places for them. "
    "Ministers of Japan and Norway will sign the text on fisheries in Tokyo in June."
)
OTHERS = [
    (
        f"Port number {n} closed in {place}\n\n"
        f"Harbour pilots in {place} stopped work for {n} hours over fisheries rules. {who} said the rules of the "
        f"{what} were written without anyone who works at sea. A court in {place} hears the case in week {n}."
    )
    for n, (place, who, what) in enumerate(
        [
            ("Chile", "Carmen Rojas of the pilots' union", "navy ministry"),
            ("Ghana", "Kofi Mensah, a pilot for thirty years,", "customs board"),
            ("Latvia", "Harbour master Janis Ozols", "insurance council"),
            ("Kenya", "Amina Odhiambo from the dockers' league", "coast authority"),
            ("Peru", "Skipper Luis Quispe", "anchovy commission"),
            ("Oman", "Salim al-Harthy, owner of nine boats,", "desalination office"),
            ("Fiji", "Teacher and diver Mere Tuivaga", "reef trust"),
        ],
        11,
    )
]


@dataclass
class Post:
    """A house and the sender of its digests."""

    here: House
    sender: Sender

    async def load(self, text: str) -> None:
        title, _, body = text.partition("\n\n")
        [answer] = [one for one in await self.here.say(f"/load {title}\n\n{body}", ADMIN) if "text" in one][-1:]
        assert "article" in str(answer["text"]), answer

    async def deliver(self) -> list[dict[str, Any]]:
        before = len(self.here.api.calls)
        await self.sender.drain()
        sent = [given for name, given in self.here.api.calls[before:] if name == "sendMessage"]
        return [one for one in sent if str(one["chat_id"]) == str(READER)]

    async def states(self) -> dict[str, int]:
        async with self.here.database.read() as unit:
            return await unit.deliveries.counts()


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[Post]:
    async with house(database_url) as here:
        services = here.app.bot_data["services"]
        composer = Composer(here.database, services.articles, services.matches, here.clock)
        courier = DigestCourier(here.app.bot, services.articles, composer, here.clock, services.groups)

        yield Post(here, Sender(here.database, courier.deliver, here.clock, asyncio.Event(), Habits(rest=0.0)))


def buttons(message: dict[str, Any]) -> dict[str, str]:
    rows = message["reply_markup"]["inline_keyboard"]
    return {one["text"]: one.get("callback_data", one.get("url")) for row in rows for one in row}


def tomorrow(post: Post) -> None:
    post.here.clock.now += timedelta(days=1, hours=1)


async def test_an_alert_names_all_topics_that_it_came_for(post: Post) -> None:
    for topic in ("Norway", "fisheries", "Chile"):
        await post.here.say(f"/follow {topic}")
    await post.load(TALKS)
    [alert] = await post.deliver()
    assert "Norway”, “fisheries" in alert["text"]
    assert "Chile" not in alert["text"]
    assert {"Mute", "Fewer"} <= set(buttons(alert))
    assert len(alert["reply_markup"]["inline_keyboard"]) <= 4


async def test_an_alert_that_repeats_what_was_told_does_not_come(post: Post) -> None:
    await post.here.say("/follow fisheries")
    await post.load(TALKS)
    await post.deliver()
    await post.load(REPEAT)
    assert await post.deliver() == []
    assert (await post.states()).get("queued", 0) == 0


async def test_a_new_fact_comes_first_and_says_since_when(post: Post) -> None:
    await post.here.say("/follow fisheries")
    await post.load(TALKS)
    await post.deliver()
    await post.load(DEAL)
    [alert] = await post.deliver()
    text = bare(alert["text"])
    assert "190,000 tonnes" in text
    assert "212,000" not in text


async def test_a_digest_tells_stories_in_pages(post: Post) -> None:
    await post.here.say("/follow fisheries")
    await post.here.say("/digest daily 08:00")
    for text in (TALKS, *OTHERS):
        await post.load(text)
    assert await post.deliver() == []
    tomorrow(post)
    [digest] = await post.deliver()
    assert "Your digest" in digest["text"]
    assert "8 stories" in digest["text"]
    assert await post.states() == {"sent": 8}
    first = buttons(digest)
    more = next(data for label, data in first.items() if label.startswith("More"))
    page, _ = await post.here.press(more, READER)
    assert "Your digest" in page["text"]
    assert page["text"] != digest["text"]
    shown = bare(digest["text"]) + bare(page["text"])
    for text in (TALKS, *OTHERS):
        assert text.partition("\n\n")[0] in shown
    back = next(data for label, data in buttons(page).items() if "Back" in label)
    again, _ = await post.here.press(back, READER)
    assert again["text"] == digest["text"]


async def test_a_story_opens_in_place_and_can_be_muted(post: Post) -> None:
    await post.here.say("/follow fisheries")
    await post.here.say("/digest daily 08:00")
    await post.load(TALKS)
    await post.load(OTHERS[0])
    tomorrow(post)
    [digest] = await post.deliver()
    story, _ = await post.here.press(buttons(digest)["1"], READER)
    press = buttons(story)
    [answer] = await post.here.press(press["Mute"], READER)
    assert "no more of this story" in answer["text"]
    number = press["Mute"].split(":")[1]
    [answer] = await post.here.press(f"du:{number}:0:0", READER)
    assert "again" in answer["text"]
    back, _ = await post.here.press(press["‹ Digest"], READER)
    assert back["text"] == digest["text"]


async def test_a_muted_story_comes_no_more(post: Post) -> None:
    await post.here.say("/follow fisheries")
    await post.load(TALKS)
    [alert] = await post.deliver()
    await post.here.press(buttons(alert)["Mute"], READER)
    await post.load(DEAL)
    assert await post.deliver() == []


async def test_fewer_of_these_comes_once_a_day_then_once_a_week(post: Post) -> None:
    await post.here.say("/follow fisheries")
    await post.load(TALKS)
    [alert] = await post.deliver()
    fewer = buttons(alert)["Fewer"]
    [first] = await post.here.press(fewer, READER)
    assert "once a day" in first["text"]
    [second] = await post.here.press(fewer, READER)
    assert "once a week" in second["text"]
    [third] = await post.here.press(fewer, READER)
    assert "already" in third["text"]
    await post.load(OTHERS[1])
    assert await post.deliver() == []


async def hours_of_the_topic(post: Post) -> str:
    said = str((await post.here.say('/digest "fisheries"'))[0]["text"])
    return said.splitlines()[0]


@pytest.mark.parametrize("hours", ["weekdays 18:00", "hourly", "at once", "as usual"])
async def test_as_before_brings_back_the_hours_that_fewer_took(post: Post, hours: str) -> None:
    await post.here.say("/follow fisheries")
    await post.load(TALKS)
    [alert] = await post.deliver()
    await post.here.say(f'/digest "fisheries" {hours}')
    before = await hours_of_the_topic(post)
    number, shown = len(post.here.api.calls), alert
    for name in ("Fewer", "Mute", "As before"):
        message = post.here.message(1, READER, text="An alert", reply_markup=shown["reply_markup"])
        await post.here.press(buttons(shown)[name], READER, message=message)
        changed = [given for name, given in post.here.api.calls[number:] if name == "editMessageReplyMarkup"]
        shown = changed[-1]
        if name == "Fewer":
            assert await hours_of_the_topic(post) != before
    assert "Fewer" in buttons(shown)
    assert await hours_of_the_topic(post) == before


async def test_a_topic_whose_hours_the_reader_chose_is_not_said_to_have_others_before(post: Post) -> None:
    await post.here.say("/follow fisheries")
    await post.here.say('/digest "fisheries" daily 18:00')
    for text in (TALKS, OTHERS[0]):
        await post.load(text)
    tomorrow(post)
    [digest] = await post.deliver()
    story = next(data for data in buttons(digest).values() if data.startswith("ds:"))
    opened, _ = await post.here.press(story, READER)
    assert "As before" not in buttons(opened)


async def test_another_readers_digest_cannot_be_opened(post: Post) -> None:
    await post.here.say("/follow fisheries")
    await post.load(TALKS)
    [alert] = await post.deliver()
    [answer] = await post.here.press(buttons(alert)["Mute"], 77)
    assert "cannot be opened" in answer["text"]


async def test_a_follow_that_ends_while_its_digest_waits_brings_nothing(post: Post) -> None:
    await post.here.say("/follow fisheries")
    await post.here.say("/digest daily 08:00")
    await post.load(TALKS)
    await post.here.say("/unfollow fisheries")
    tomorrow(post)
    assert await post.deliver() == []
    assert await post.states() == {"cancelled": 1}


async def test_a_follow_that_ends_between_claim_and_sending_brings_nothing(post: Post) -> None:
    await post.here.say("/follow fisheries")
    await post.load(TALKS)
    async with post.here.database.write() as unit:
        [delivery] = await unit.deliveries.claim(1, now=post.here.clock())
        await unit.follows.remove(delivery.reader_id, delivery.topic_id)
        found = await unit.deliveries.get(delivery.id)
    assert found is not None
    assert await post.sender._deliver(found) == Nothing(UNFOLLOWED)


async def test_a_deleted_article_is_left_out_of_an_old_digest(post: Post) -> None:
    await post.here.say("/follow fisheries")
    await post.here.say("/digest daily 08:00")
    await post.load(TALKS)
    await post.load(OTHERS[0])
    tomorrow(post)
    [digest] = await post.deliver()
    async with post.here.database.write() as unit:
        [newest] = await unit.articles.latest(1)
        await unit.articles.delete(newest.id, now=post.here.clock())
    head = buttons(digest)["1"].split(":")[2]
    page, _ = await post.here.press(f"dg:{head}:{head}:0", READER)
    assert "left out" in page["text"]


async def test_entities_that_telegram_cannot_read_cost_no_digest(post: Post) -> None:
    await post.here.say("/follow fisheries")
    await post.load(TALKS)
    refused = list[str]()
    ask = post.here.api.do_request

    async def once(url: str, method: str, request_data: Any = None, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if url.endswith("sendMessage") and not refused:
            refused.append(url)
            return 400, b'{"ok":false,"error_code":400,"description":"Bad Request: can\'t parse entities: odd"}'
        return await ask(url, method, request_data, *args, **kwargs)

    post.here.api.do_request = once  # type: ignore[method-assign]
    [alert] = await post.deliver()
    assert "parse_mode" not in alert
    assert "<b>" not in alert["text"]
    assert await post.states() == {"sent": 1}
