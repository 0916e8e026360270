"""Saving, notes, /top, /share and links, inline questions, /export, /privacy and /forgetme, without a process."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.services.links import Kind
from bot.sources.draft import Draft
from storage.repositories.portable import KINDS
from storage.tables import metadata
from tests.fixtures.house import ADMIN, BOT, GROUP, House, Json, house, person

TEXT = "Envoys of Japan and Russia met in Geneva on Monday. They will meet again in May. Nobody spoke of the border."
OTHER = "Chile opened an embassy in Nairobi on Friday. The ambassador speaks Swahili. A reception was held at noon."
READER = 2
MEMBER = 5


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def loaded(here: House, text: str = TEXT) -> int:
    report = (await here.say(f"/load {text}", ADMIN))[0]["text"]
    return int(report.split("article ", 1)[1].split(":")[0])


async def said(here: House, text: str, **more: Any) -> str:
    return str((await here.say(text, **more))[0]["text"])


def buttons(message: Json) -> dict[str, str]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return {button["text"]: button.get("callback_data", "") for row in rows for button in row}


async def asked(here: House, query: str, offset: str = "") -> Json:
    """What an inline question is answered."""
    before = len(here.api.calls)
    await here.arrive(inline_query={"id": "9", "from": person(77), "query": query, "offset": offset})
    [given] = [given for name, given in here.api.calls[before:] if name == "answerInlineQuery"]
    return given


async def known(here: House, chat: int = READER) -> bool:
    async with here.database.read() as unit:
        return await unit.readers.by_chat(chat) is not None


async def delete(here: House, number: int) -> None:
    async with here.database.write() as unit:
        assert await unit.articles.delete(number, now=here.clock())


async def test_an_article_is_saved_by_number_and_seen_in_the_list(here: House) -> None:
    number = await loaded(here)
    assert f"(№ {number}). /saved shows all" in await said(here, f"/save {number}")
    assert "already" in await said(here, f"/save #{number}")
    shown = (await here.say("/saved"))[0]
    assert "Your saved article" in shown["text"]
    opened = (await here.press(buttons(shown)[f"Read {number}"]))[1]
    assert "Envoys of Japan" in opened["text"]
    gone, note = await here.press(buttons(shown)[f"Remove {number}"])
    assert "saved nothing yet" in gone["text"]
    assert "no longer saved" in note["text"]
    _, again = await here.press(buttons(shown)[f"Remove {number}"])
    assert "not saved any more" in again["text"]


async def test_a_card_is_saved_by_its_button_and_by_an_answer_to_it(here: House) -> None:
    first, second = await loaded(here), await loaded(here, OTHER)
    card = (await here.say(f"/summary {first}"))[0]
    assert (await here.press(buttons(card)["Save"]))[0]["text"] == "Saved. /saved shows all."
    assert "already" in (await here.press(buttons(card)["Save"]))[0]["text"]
    card = (await here.say(f"/summary {second}"))[0]
    shown = here.message(1, READER, text=card["text"], reply_markup=card["reply_markup"])
    assert "Noted to" in await said(here, "/save for Tuesday", reply_to_message=shown)
    assert "Your 2 saved articles" in await said(here, "/saved")


async def test_notes_are_written_shown_changed_and_taken(here: House) -> None:
    number = await loaded(here)
    assert "<blockquote>call &lt;Anna&gt;</blockquote>" in await said(here, f"/note {number} call <Anna>")
    assert "call &lt;Anna&gt;" in await said(here, f"/note {number}")
    assert "<blockquote>call Bert" in await said(here, "call Bert")
    assert "✎ <i>call Bert</i>" in await said(here, "/saved")
    assert "no note" in await said(here, f"/note {number} -")
    assert "What shall I note" in await said(here, f"/note {number}")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/save nonsense", "no article’s number"),
        ("/save 999999", "There is no article 999999"),
        ("/save 99999999999999999999", "no article’s number"),
        ("/note words first", "no article’s number"),
        ("/note 999999 x", "There is no article"),
        ("/top nonsense", "is no number of days from 1 to 7"),
        ("/top 0", "is no number of days"),
        ("/top 8", "is no number of days"),
        ("/top ٨", "is no number of days"),
        ("/share 999999", "There is no article"),
        ("/share moon", "You do not follow"),
        ("/share (", "A topic needs at least one word"),
        ("/start a1001", "This link is damaged"),
        ("/start a1001-AAAAAAAAAAAA", "This link is damaged"),
        ("/start two words", "This link is damaged"),
        ("/save " + "9 " * 1400, "A note may have 1,000 characters"),
        ("/top " + "x" * 3000, "is no number of days"),
        ("/start " + "x" * 3000, "This link is damaged"),
    ],
)
async def test_bad_input_gets_a_sentence_that_helps(here: House, text: str, answer: str) -> None:
    assert answer in await said(here, text)


@pytest.mark.parametrize(("command", "question"), [("save", "Which article"), ("note", "To which article")])
async def test_a_number_that_is_missing_is_asked_for(here: House, command: str, question: str) -> None:
    number = await loaded(here)
    assert question in await said(here, f"/{command}")
    assert f"№ {number}" in await said(here, str(number))
    assert "no article’s number" in [await said(here, f"/{command}"), await said(here, "what?")][1]


async def test_a_note_has_an_end(here: House) -> None:
    number = await loaded(here)
    assert "may have 1,000 characters; this one has 1,001" in await said(here, f"/note {number} {'x' * 1001}")
    assert "Noted" in await said(here, f"/note {number} {'x' * 1000}")


async def test_the_list_has_pages_that_fit(here: House) -> None:
    for place in range(8):
        number = await loaded(here, f"Report {place} says that talks went on. " + "<&> They met again. " * 3)
        await here.say(f"/note {number} {'&' * 1000}")
    first = (await here.say("/saved"))[0]
    assert "Page 1 of 2" in first["text"]
    second, _ = await here.press(buttons(first)["Later ›"])
    assert "Page 2 of 2" in second["text"]
    assert len(buttons(second)) == 2 * 2 + 1


async def test_of_a_deleted_article_only_the_number_is_shown(here: House) -> None:
    number = await loaded(here)
    await here.say(f"/note {number} mine")
    await delete(here, number)
    shown = (await here.say("/saved"))[0]
    assert f"№ {number} was deleted" in shown["text"]
    assert "Envoys" not in shown["text"]
    assert "mine" in shown["text"]
    assert list(buttons(shown)) == [f"Remove {number}"]
    assert "There is no article" in await said(here, f"/save {number}")
    assert "There is no article" in await said(here, f"/share {number}")


async def test_the_largest_stories_name_their_outlets(here: House) -> None:
    assert "has more than one article" in await said(here, "/top")
    first, second = await loaded(here), await loaded(here, OTHER)
    async with here.database.write() as unit:
        story = await unit.stories.of(first)
        assert story is not None
    connection = here.database._backend.writing
    async with connection.begin() as transaction:
        placements = metadata.tables["placements"]
        await transaction.execute(placements.update().values(story=first))
        articles = metadata.tables["articles"]
        await transaction.execute(articles.update().where(articles.c.id == first).values(outlet="The Post"))
        await transaction.execute(articles.update().where(articles.c.id == second).values(outlet="Le Jour"))
    shown = (await here.say("/top"))[0]
    assert "1. Chile opened" in shown["text"]
    assert "2 outlets · 2 articles" in shown["text"]
    assert "Le Jour" in shown["text"]
    assert "The Post" in shown["text"]
    assert "Chile opened" in (await here.press(buttons(shown)["1"]))[1]["text"]
    await delete(here, second)
    assert "has more than one article" in await said(here, "/top week")
    here.clock.forward(days=9)
    assert "has more than one article" in await said(here, "/top 7")


def payload(text: str) -> str:
    return text.rsplit("?start=", 1)[1].split()[0]


async def test_a_link_opens_its_article_and_no_other(here: House) -> None:
    number = await loaded(here)
    card = (await here.say(f"/summary {number}"))[0]
    shared, _ = await here.press(buttons(card)["Share"])
    link = payload(shared["text"])
    assert link.startswith(f"a{number}-")
    assert "Envoys of Japan" in await said(here, f"/start {link}", user=5)
    signature = link.partition("-")[2]
    for tampered in (f"a{number + 1}-{signature}", link[:-1], link + "x", link.upper(), "t" + link[1:]):
        assert "This link is damaged" in await said(here, f"/start {tampered}", user=5)
    await delete(here, number)
    assert "There is no article" in await said(here, f"/start {link}", user=5)


async def test_neither_a_link_nor_a_refused_topic_undoes_stop(here: House) -> None:
    link = payload(await said(here, f"/share {await loaded(here)}"))
    await here.say("/stop")
    for text in (f"/start {link}", "/start inline", "/follow (japan"):
        await here.say(text)
    async with here.database.read() as unit:
        reader = await unit.readers.by_chat(READER)
    assert reader is not None
    assert not reader.active


async def test_numbers_in_arabic_digits_share_and_find(here: House) -> None:
    number = str(await loaded(here)).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert "A link to" in await said(here, f"/share {number}")
    assert len((await asked(here, number))["results"]) == 1


async def test_a_link_shares_a_topic_and_not_its_follower(here: House) -> None:
    await here.say("/follow kuril islands")
    link = payload(await said(here, "/share kuril islands"))
    offered = (await here.say(f"/start {link}", user=5))[0]
    assert "shares a topic with you: <b>Kuril Islands</b>" in offered["text"]
    assert any("Kuril" in one.get("text", "") for one in await here.press(buttons(offered)["Follow it"], user=5))
    assert "Kuril" in await said(here, "/topics", user=5)
    assert "no longer valid" in (await here.press("lnk:" + "x" * 61, user=5))[0]["text"]
    assert "damaged" in (await here.press(f"lnk:{link[:-1]}A", user=5))[0]["text"]


async def test_inline_gives_cards_with_a_way_to_the_bot(here: House) -> None:
    number = await loaded(here)
    await loaded(here, OTHER)
    given = await asked(here, "  japan   russia ")
    (card,) = given["results"]
    assert card["id"] == str(number)
    assert "Envoys of Japan" in card["input_message_content"]["message_text"]
    address = card["reply_markup"]["inline_keyboard"][0][0]["url"]
    assert "Envoys of Japan" in await said(here, f"/start {payload(address)}", user=5)
    assert given["is_personal"] is True
    assert given["cache_time"] == 60
    assert len((await asked(here, ""))["results"]) == 2
    assert [one["id"] for one in (await asked(here, str(number)))["results"]] == [str(number)]
    assert not await known(here, 77)


@pytest.mark.parametrize("query", ["(", '"', "x" * 256, "moon", "999999", "a" * 300, "\u202e)("])
async def test_an_inline_question_without_an_answer_says_why(here: House, query: str) -> None:
    await loaded(here)
    given = await asked(here, query)
    assert given["results"] == []
    assert 1 <= len(given["button"]["text"]) <= 64
    assert "In any chat, write @communique_bot" in await said(here, f"/start {given['button']['start_parameter']}")


async def test_inline_shows_nothing_of_muted_outlets_but_by_number(here: House) -> None:
    articles = here.app.bot_data["services"].articles
    loaded = [
        await articles.load(Draft(text=text, outlet=outlet)) for text, outlet in ((TEXT, "Wire"), (OTHER, "Post"))
    ]
    wire, post = (one.article.id for one in loaded)
    await here.press(f"tmu:{wire}:0", user=77)
    for query, found in (("", [post]), ("embassy", [post]), ("envoys", []), (str(wire), [wire])):
        results = (await asked(here, query))["results"]
        assert [int(one["id"]) for one in results] == found, query
    shared = f"{TEXT} It snowed in Geneva."
    told = await articles.load(Draft(text=shared, outlet="Herald", title="Envoys meet in Geneva"))
    again = await articles.load(Draft(text=f"{shared} It rained.", outlet="Wire", title="Envoys meet in Geneva"))
    assert again.article.id > told.article.id
    results = (await asked(here, "snowed"))["results"]
    assert [int(one["id"]) for one in results] == [told.article.id]


async def test_inline_turns_pages_and_takes_no_forged_offset(here: House) -> None:
    for place in range(25):
        await loaded(here, f"Fishermen of port {place}{place} sailed on Monday. They came back. Nobody was hurt.")
    placements = metadata.tables["placements"]
    async with here.database._backend.writing.begin() as transaction:
        # So much alike they would be one story.
        await transaction.execute(placements.update().values(story=placements.c.article_id, republishes=None))
    first = await asked(here, "fishermen")
    rest = await asked(here, "fishermen", first["next_offset"])
    found = [one["id"] for one in (*first["results"], *rest["results"])]
    assert (len(found), len(set(found))) == (25, 25)
    assert len(first["results"]) <= 50
    assert rest.get("next_offset", "") == ""
    for forged in ("-1", "x", "9" * 30):
        assert (await asked(here, "fishermen", forged))["results"] == []


def files(here: House, since: int) -> list[bytes]:
    return [
        value[1] if isinstance(value, tuple) else value
        for name, given in here.api.calls[since:]
        if name == "sendDocument"
        for value in given.values()
        if isinstance(value, bytes | tuple)
    ]


async def test_an_export_holds_all_kinds(here: House) -> None:
    number = await loaded(here)
    await here.say("/follow =kuril islands")
    await here.say(f"/note {number} mine, «все»")
    async with here.database.write() as unit:
        reader = await unit.readers.by_chat(READER)
        assert reader is not None
        await unit.mutes.add(reader.id, number, now=here.clock())
    found = await here.app.bot_data["services"].shelf.exporting.files(READER)
    document = json.loads(found.everything)
    assert document["reader"][0]["chat"] == READER
    assert document["follows"][0]["understood"]
    assert document["saved"][0]["note"] == "mine, «все»"
    assert document["mutes"][0]["story"] == number
    assert len(document) == len(KINDS) + 1
    (row,) = csv.DictReader(io.StringIO(found.follows.decode("utf-8-sig")))
    assert row["topic"].endswith("kuril islands")
    before = len(here.api.calls)
    await here.say("/export")
    assert [name for name, _ in here.api.calls[before:]].count("sendDocument") == 2


async def test_an_owners_export_holds_what_they_sent_to_all(here: House) -> None:
    await here.say("/broadcast The archive moves on Friday.", ADMIN)
    exporting = here.app.bot_data["services"].shelf.exporting
    (sent,) = json.loads((await exporting.files(ADMIN)).everything)["broadcasts"]
    assert sent["text"] == "The archive moves on Friday."
    assert sent["state"] == "draft"
    assert json.loads((await exporting.files(READER)).everything)["broadcasts"] == []


async def test_what_is_kept_of_a_group_is_its_administrators_to_take_and_erase(here: House) -> None:
    here.api.standings[MEMBER] = "member"
    await here.say("/follow kuril islands", chat=GROUP)
    card = here.message(1, GROUP, text="A card")
    for command in ("/export", "/forgetme"):
        assert "private chat" in (await here.say(command, MEMBER, GROUP))[0]["text"]
    assert "Only administrators" in (await here.press("fgt:yes", MEMBER, message=card))[0]["text"]
    assert "belongs to all in it" in await said(here, "/privacy", chat=GROUP)
    before = len(here.api.calls)
    await here.say("/export", chat=GROUP)
    captions = [given["caption"] for name, given in here.api.calls[before:] if name == "sendDocument"]
    assert captions[0].startswith("All that I keep about this chat. Topics: 1,")
    assert "Shall I forget this chat?" in await said(here, "/forgetme", chat=GROUP)
    assert await known(here, GROUP)
    assert "forgotten this chat" in (await here.press("fgt:yes", message=card))[0]["text"]
    assert not await known(here, GROUP)


async def test_a_card_that_was_sent_inline_is_a_card_of_ours(here: House) -> None:
    number = await loaded(here)
    payload = here.app.bot_data["services"].shelf.links.payload(Kind.ARTICLE, number)
    address = f"https://t.me/communique_bot?start={payload}"
    markup = {"inline_keyboard": [[{"text": "Open", "url": address}]]}
    for chat in (None, GROUP):
        card = here.message(MEMBER, chat, text="A title\n\nA sentence.", via_bot=BOT, reply_markup=markup)
        assert f"№ {number}" in await said(here, "/save", chat=chat, reply_to_message=card)
        assert f"article {number}" in await said(here, "/summary 1", chat=chat, reply_to_message=card)
    forged = {"inline_keyboard": [[{"text": "Open", "url": address[:-1] + "?"}]]}
    card = here.message(MEMBER, text="A title", via_bot=BOT, reply_markup=forged)
    assert "Which article" in await said(here, "/save", reply_to_message=card)


async def test_a_card_that_was_sent_inline_answers_no_question(here: House) -> None:
    await here.say("/follow")
    assert await here.arrive(message=here.message(2, text="A title\n\nA sentence.", via_bot=BOT)) == []
    assert "You follow “kuril”" in await said(here, "kuril")


async def test_who_asks_what_is_kept_is_not_written_down(here: House) -> None:
    assert "What I keep about you" in await said(here, "/privacy")
    assert "Shall I forget you?" in await said(here, "/forgetme")
    assert not await known(here)


async def test_forgotten_at_once_and_twice_at_once(here: House) -> None:
    number = await loaded(here)
    await here.say("/follow kuril islands")
    await here.say(f"/note {number} mine")
    shown = (await here.say("/forgetme"))[0]
    kept, _ = await here.press(buttons(shown)["Keep it"])
    assert "Nothing was erased" in kept["text"]
    assert await known(here)
    done, note = await here.press(buttons(shown)["Erase everything"])
    assert "I have forgotten you" in done["text"]
    assert note["text"] == "Everything is erased."
    _, note = await here.press(buttons(shown)["Erase everything"])
    assert note["text"] == "There is nothing that I keep about you."
    assert not await known(here)
    async with here.database.read() as unit:
        assert (await unit.traces.counts())["reader"] == 1
    assert "saved nothing yet" in await said(here, "/saved")


async def test_a_topic_that_nobody_follows_any_more_is_not_matched(here: House) -> None:
    await here.say("/follow japan")
    await here.press("fgt:yes")
    await loaded(here)
    async with here.database.read() as unit:
        assert await unit.deliveries.counts() == {}
    await here.say("/follow japan")
    assert "japan" in await said(here, "/topics")


async def test_what_is_too_old_is_removed_by_itself(here: House) -> None:
    forgetting = here.app.bot_data["services"].shelf.forgetting
    await here.say("/follow japan")
    await loaded(here)
    await here.say("/stop")
    assert await forgetting.expire() == 0
    async with here.database.write() as unit:
        await unit.updates.answered(7, [1], now=here.clock())
    here.clock.now += timedelta(days=366)
    removed = await forgetting.expire()
    async with here.database.read() as unit:
        assert await unit.deliveries.counts() == {}
        assert await unit.updates.known(7, [1]) == set()
        counts = await unit.traces.counts()
    assert counts["delivery.cancelled"] == 1
    assert removed >= 2
    here.clock.now += timedelta(days=366)
    assert await forgetting.expire() == 1
    assert not await known(here)
