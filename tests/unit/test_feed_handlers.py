"""Feeds in the chat, without a process: who may, what is answered, and what the audit keeps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.errors import BadStatus, Unreachable
from bot.handlers.feed_views import PAGE
from bot.services.troubles import Trouble
from bot.sources.opml import Subscription, read_opml, write_opml
from tests.fixtures.house import ADMIN, GROUP, House, house
from tests.fixtures.web import FEED, page, rss, story

READER = 2


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        opened.web.pages["https://gazette.example/"] = page("/feed", "/sport")
        opened.web.pages[FEED] = rss(story(2), story(1))
        yield opened


def buttons(message: dict[str, object]) -> dict[str, str]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])  # type: ignore[attr-defined]
    return {button["text"]: button["callback_data"] for row in rows for button in row}


async def audited(here: House, count: int) -> list[tuple[str, str, bool]]:
    async with here.database.read() as unit:
        return [(one.action, one.detail, one.allowed) for one in reversed(await unit.audit.latest(count))]


async def add(here: House, count: int) -> None:
    for number in range(count):
        url = f"https://gazette{number}.example/feed"
        here.web.pages[url] = rss(story(number), title=f"Gazette {number}")
        await here.say(f"/feed add {url}", ADMIN)


async def poll(here: House, feed_id: int) -> None:
    held = await here.polling.leases.claim_one(feed_id)
    assert held is not None
    await here.polling.poll(held)


async def test_a_feed_is_added_by_the_address_of_a_page(here: House) -> None:
    answer = (await here.say("/feed add gazette.example", ADMIN))[0]["text"]
    assert "Added as feed 1: <b>Oslo Gazette</b>" in answer
    assert FEED in answer
    assert "2 entries, goes into the archive without digests" in answer
    assert "https://gazette.example/sport" in answer
    assert await audited(here, 2) == [("feed.add", "", True), ("feed.added", "1", True)]
    assert "That is feed 1 already" in (await here.say(f"/feed add {FEED}", ADMIN))[0]["text"]


async def test_the_address_may_come_after_the_question(here: House) -> None:
    assert "Which feed?" in (await here.say("/feed add", ADMIN))[0]["text"]
    assert "Added as feed 1" in (await here.say(FEED, ADMIN))[0]["text"]


@pytest.mark.parametrize(
    ("command", "answer", "key"),
    [
        ("/feed add https://nothing.example/", "404", "error.fetch.status"),
        ("/feed add https://empty.example/", "I found no feed at https://empty.example/", "error.feed.none"),
        ("/feed add ftp://gazette.example", "address", "error.fetch.address"),
        ("/feed pause 7", "There is no feed “7”", "error.feed.unknown"),
        ("/feed remove 99999999999999999999", "There is no feed", "error.feed.unknown"),
        ("/feed check https://empty.example/", "I found no feed", "error.feed.none"),
        ("/feed check <b>", "There is no feed “&lt;b&gt;”", "error.feed.unknown"),
    ],
)
async def test_what_cannot_be_done_is_said_and_written_down(here: House, command: str, answer: str, key: str) -> None:
    here.web.pages["https://empty.example/"] = page()
    assert answer in (await here.say(command, ADMIN))[0]["text"]
    assert (await audited(here, 1)) == [("feed.refused", key, True)]


@pytest.mark.parametrize(
    "command", ["/feed add gazette.example", "/feed list", "/feed", "/feeds export", "/feeds import"]
)
async def test_readers_are_refused_and_it_is_written_down(here: House, command: str) -> None:
    answer = (await here.say(command, READER))[0]["text"]
    assert f"Only admins of this bot may use {command.split()[0]}; your id is 2" in answer
    ((_, _, allowed),) = await audited(here, 1)
    assert not allowed
    assert here.web.asked == []


async def test_an_admin_in_a_chats_name_is_refused(here: House) -> None:
    speaker = {"sender_chat": {"id": GROUP, "type": "group", "title": "G"}}
    answer = (await here.say("/feed list", ADMIN, GROUP, **speaker))[0]["text"]
    assert "You write in the name of a chat" in answer
    assert await audited(here, 1) == [("feed.list", "anonymous", False)]


async def test_buttons_ask_again_who_presses_them(here: House) -> None:
    await add(here, 1)
    listing = (await here.say("/feed list", ADMIN))[0]
    for label, data in buttons(listing).items():
        (answer,) = await here.press(data, READER)
        assert "Only admins of this bot may use /feed" in answer["text"], label
    async with here.database.read() as unit:
        assert await unit.feeds.counts() == {"active": 1}


async def test_the_list_says_how_each_feed_fares(here: House) -> None:
    assert "There are no feeds yet" in (await here.say("/feed list", ADMIN))[0]["text"]
    await add(here, 3)
    await poll(here, 1)
    here.web.pages["https://gazette1.example/feed"] = BadStatus(status=503, host="gazette1.example")
    await poll(here, 2)
    await here.say("/feed pause 3", ADMIN)
    here.clock.forward(minutes=10)
    text = (await here.say("/feed", ADMIN))[0]["text"]
    assert "<b>3 feeds</b>: 1 active, 1 failing, and 1 paused" in text
    first, second, third = text.split("\n\n")[1:]
    assert "last success: 10 minutes ago · next poll: in " in first
    assert "failing, 1 failure" in second
    assert "503" in second
    assert "last success: never" in second
    assert "no poll until resumed" in third


async def test_long_lists_come_in_pages(here: House) -> None:
    await add(here, PAGE + 1)
    first = (await here.say("/feed list", ADMIN))[0]
    assert "Page 1 of 2" in first["text"]
    second, _ = await here.press(buttons(first)["Later ›"], ADMIN)
    assert f"{PAGE + 1}. <b>Gazette {PAGE}</b>" in second["text"]
    assert "Gazette 0" not in second["text"]
    back, _ = await here.press(buttons(second)["‹ Earlier"], ADMIN)
    assert "Gazette 0" in back["text"]
    assert "Page 2 of 2" in (await here.say("/feed list 99", ADMIN))[0]["text"]


async def test_a_feed_is_paused_resumed_and_removed_by_buttons(here: House) -> None:
    await add(here, 1)
    listing = (await here.say("/feed list", ADMIN))[0]
    paused, note = await here.press(buttons(listing)["Pause 1"], ADMIN)
    assert "no poll until resumed" in paused["text"]
    assert "is paused" in note["text"]
    resumed, _ = await here.press(buttons(paused)["Resume 1"], ADMIN)
    assert "next poll: now" in resumed["text"]
    question, _ = await here.press(buttons(resumed)["Remove 1"], ADMIN)
    assert "Remove feed 1" in question["text"]
    kept, _ = await here.press(buttons(question)["Keep 1"], ADMIN)
    assert "Gazette 0" in kept["text"]
    gone, _ = await here.press(buttons(question)["Remove 1"], ADMIN)
    assert "There are no feeds yet" in gone["text"]
    assert ("feed.removed", "1", True) in await audited(here, 1)
    (again,) = await here.press(buttons(question)["Remove 1"], ADMIN)
    assert "There is no feed" in again["text"]


async def test_check_polls_and_says_what_came_of_it(here: House) -> None:
    await here.say(f"/feed add {FEED}", ADMIN)
    assert "2 new articles" in (await here.say("/feed check 1", ADMIN))[0]["text"]
    assert "no new article" in (await here.say(f"/feed check {FEED}", ADMIN))[0]["text"]
    here.web.pages[FEED] = Unreachable(reason="dns", host="gazette.example")
    listing = (await here.say("/feed list", ADMIN))[0]
    answers = await here.press(buttons(listing)["Check 1"], ADMIN)
    assert "could not be polled" in answers[-1]["text"]
    assert any("failing, 1 failure" in str(one.get("text")) for one in answers)
    held = await here.polling.leases.claim_one(1)
    assert held is not None
    assert "is being polled at this moment" in (await here.say("/feed check 1", ADMIN))[0]["text"]


async def test_check_looks_at_what_is_not_subscribed_to(here: House) -> None:
    answer = (await here.say("/feed check gazette.example", ADMIN))[0]["text"]
    assert "There is a feed: <b>Oslo Gazette</b>, 2 entries" in answer
    assert "Its newest entry: Envoys meet for round 2" in answer
    assert "There are no feeds yet" in (await here.say("/feed list", ADMIN))[0]["text"]


async def test_whole_articles_are_a_setting(here: House) -> None:
    await add(here, 1)
    assert "fetch no pages" in (await here.say("/feed whole 1 off", ADMIN))[0]["text"]
    async with here.database.read() as unit:
        assert [feed.whole_article for feed in await unit.feeds.page()] == [False]
    assert "Say which feed" in (await here.say("/feed whole 1", ADMIN))[0]["text"]
    assert "I do not know that" in (await here.say("/feed paint 1", ADMIN))[0]["text"]


async def test_a_feed_that_is_not_named_is_asked_for(here: House) -> None:
    await add(here, 1)
    assert "Which feed?" in (await here.say("/feed check", ADMIN))[0]["text"]
    assert "1 new article" in (await here.say("1", ADMIN))[-1]["text"]
    assert "on or off" in (await here.say("/feed whole", ADMIN))[0]["text"]
    assert "fetch no pages" in (await here.say("1 off", ADMIN))[0]["text"]
    assert "Which feed?" in (await here.say("/feed remove", ADMIN))[0]["text"]
    assert "/feed no longer waits" in (await here.say("/cancel", ADMIN))[0]["text"]
    assert "Which feed" not in (await here.say("/feed list", ADMIN))[0]["text"]


async def test_lists_come_in_as_opml(here: House) -> None:
    await add(here, 1)
    found = [Subscription(f"Gazette {number}", f"https://gazette{number}.example/feed") for number in range(3)]
    data = write_opml(found)
    answer = (await here.upload("feeds.opml", data, ADMIN, caption="/feeds import"))[0]["text"]
    assert "2 feeds added" in answer
    assert "1 was there already" in answer
    assert "Send me the list" in (await here.say("/feeds import", ADMIN))[0]["text"]
    answer = (await here.upload("feeds.opml", data, ADMIN))[0]["text"]
    assert "No feed was added" in answer
    assert "3 were there already" in answer
    assert (await audited(here, 1)) == [("feeds.imported", "0", True)]


async def test_what_is_no_list_is_refused(here: House) -> None:
    answer = (await here.upload("feeds.opml", b"Dear sirs", ADMIN, caption="/feeds import"))[0]["text"]
    assert "OPML" in answer
    assert await audited(here, 1) == [("feeds.refused", "error.opml", True)]
    (refused,) = await here.upload("feeds.opml", b"", READER, caption="/feeds import")
    assert "Only admins" in refused["text"]


async def test_lists_go_out_as_opml(here: House) -> None:
    assert "There are no feeds yet" in (await here.say("/feeds export", ADMIN))[0]["text"]
    await add(here, 2)
    await here.say("/feeds export", ADMIN)
    name, given = here.api.calls[-1]
    assert (name, given["chat_id"]) == ("sendDocument", ADMIN)
    data, count = await here.app.bot_data["services"].feeds.write_list()
    assert [one.title for one in read_opml(data)] == ["Gazette 0", "Gazette 1"]
    assert count == 2


async def test_a_trouble_of_another_version_is_still_listed(here: House) -> None:
    await add(here, 1)
    held = await here.polling.leases.claim_one(1)
    assert held is not None
    async with here.database.write() as unit:
        later = here.clock() + timedelta(hours=1)
        await unit.leases.failed(held, error=Trouble("error.of.old").dump(), next_poll=later, pause=False)
    assert "Something went wrong on my side" in (await here.say("/feed list", ADMIN))[0]["text"]
