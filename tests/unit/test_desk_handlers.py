"""`/article`, `/delete` and `/audit` in the chat: who may, what is answered, and what readers see of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.handlers.audit import PAGE
from storage.repositories.deliveries import ARTICLE_GONE
from tests.fixtures.house import ADMIN, GROUP, House, house

TEXT = "Envoys met in Geneva on Monday. They will meet again in May. Nobody spoke of the border."
READER = 2


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def loaded(here: House, text: str = TEXT) -> int:
    report = (await here.say(f"/load {text}", ADMIN))[0]["text"]
    return int(report.split("article ", 1)[1].split(":")[0])


async def deeds(here: House, limit: int = 9) -> list[tuple[int, str, str, bool]]:
    async with here.database.read() as unit:
        return [(one.actor, one.action, one.detail, one.allowed) for one in await unit.audit.latest(limit)]


async def states(here: House, number: int) -> dict[str, int]:
    async with here.database.read() as unit:
        return await unit.deliveries.counts_of_article(number)


def buttons(message: dict[str, object]) -> dict[str, str]:
    markup = message["reply_markup"]
    assert isinstance(markup, dict)
    return {one["text"]: one["callback_data"] for row in markup["inline_keyboard"] for one in row}


async def test_the_card_shows_what_is_stored(here: House) -> None:
    await here.say("/follow geneva")
    number = await loaded(here, f"Talks <resume>\n\n{TEXT}")
    card = (await here.say(f"/article #{number}", ADMIN))[0]
    for said in ("Talks &lt;resume&gt;", "Language: English", "Sentences: 3", "Digests: 1 waiting", "in the archive"):
        assert said in card["text"]
    assert set(buttons(card)) == {
        *("Edit title", "Edit outlet", "Edit date", "Edit language"),
        *("Read its summary", "Delete"),
    }


@pytest.mark.parametrize(("given", "said"), [("nonsense", "no article"), ("999999", "no article 999999")])
async def test_a_number_that_is_none_is_said_so(here: House, given: str, said: str) -> None:
    assert said in (await here.say(f"/article {given}", ADMIN))[0]["text"]
    assert said in (await here.say(f"/delete {given}", ADMIN))[0]["text"]


async def test_the_number_may_follow_the_command(here: House) -> None:
    number = await loaded(here)
    assert "Which article?" in (await here.say("/article", ADMIN))[0]["text"]
    assert f"Article {number}" in (await here.say(str(number), ADMIN))[0]["text"]
    assert "delete" in (await here.say("/delete", ADMIN))[0]["text"]
    assert "is deleted" in (await here.say(str(number), ADMIN))[0]["text"]


async def test_a_card_that_is_replied_to_names_its_article(here: House) -> None:
    number = await loaded(here)
    card = (await here.say(f"/summary {number}"))[0]
    shown = here.message(1, ADMIN, text="A card", reply_markup=card["reply_markup"])
    assert f"Article {number}" in (await here.say("/article", ADMIN, reply_to_message=shown))[0]["text"]


async def test_each_command_and_button_is_the_admins_only(here: House) -> None:
    number = await loaded(here)
    for command in (f"/article {number}", f"/delete {number}", "/audit", "/article", "/delete"):
        assert "Only admins of this bot may use" in (await here.say(command))[0]["text"]
    for data in ("eti", "eou", "eda", "ela", "del", "und", "ane", "aol"):
        answer = (await here.press(f"{data}:{number}"))[0]
        assert "Only admins of this bot may use" in answer["text"]
        assert answer["show_alert"]
    assert len([one for one in await deeds(here, 20) if one[0] == READER and not one[3]]) == 13
    assert f"article {number}" in (await here.say(f"/summary {number}"))[0]["text"]


async def test_a_question_of_an_admins_is_not_answered_by_others(here: House) -> None:
    number = await loaded(here)
    question = (await here.press(f"eti:{number}", ADMIN, message=here.message(1, GROUP, text="A card")))[-1]
    prompt = here.message(1, GROUP, text=question["text"]) | {"message_id": here.api.message_id}
    await here.say("Hacked", READER, GROUP, reply_to_message=prompt)
    assert "Hacked" not in (await here.say(f"/article {number}", ADMIN))[0]["text"]


async def test_fields_are_edited_one_by_one(here: House) -> None:
    number = await loaded(here)
    for action, said, shown in (
        ("eti", "Talks & more", "<b>Talks &amp; more</b>"),
        ("eou", "Oslo Gazette", "Outlet: Oslo Gazette"),
        ("eda", "2024-02-29 14:30", "Date: 2024-02-29 14:30"),
        ("ela", "French", "Language: French"),
    ):
        question = (await here.press(f"{action}:{number}", ADMIN))[-1]
        assert f"article {number}" in question["text"]
        answer = (await here.say(said, ADMIN))[0]
        assert shown in answer["text"]
    assert "Talks &amp; more" in (await here.say("/latest"))[0]["text"]
    assert (await deeds(here, 1))[0] == (ADMIN, "article.edited", f"{number}: language", True)


async def test_another_language_is_analysed_again(here: House) -> None:
    number = await loaded(here)
    await here.press(f"ela:{number}", ADMIN)
    await here.say("de", ADMIN)
    async with here.database.read() as unit:
        record = await unit.articles.analysis(number)
    assert record is not None
    assert record.body["language"] == "de"
    await here.press(f"ela:{number}", ADMIN)
    assert "Language: English" in (await here.say("-", ADMIN))[0]["text"]


async def test_search_goes_by_the_new_title(here: House) -> None:
    number = await loaded(here)
    assert "No article matches" in (await here.say("/search fisheries"))[0]["text"]
    await here.press(f"eti:{number}", ADMIN)
    await here.say("Fisheries agreed", ADMIN)
    assert str(number) in (await here.say("/search fisheries"))[0]["text"]


async def test_an_edit_of_a_made_title_keeps_the_first_sentence_in_the_summary(here: House) -> None:
    number = await loaded(here)
    before = (await here.say(f"/summary {number}"))[0]["text"].split("\n\n")[:-1]
    await here.press(f"eou:{number}", ADMIN)
    await here.say("Oslo Gazette", ADMIN)
    assert (await here.say(f"/summary {number}"))[0]["text"].split("\n\n")[:-1] == before
    assert before[0].startswith("Envoys met")


async def test_a_bad_value_is_explained_and_asked_again(here: House) -> None:
    number = await loaded(here)
    await here.press(f"eda:{number}", ADMIN)
    refusal = (await here.say("tomorrow", ADMIN))[0]["text"]
    assert "“tomorrow” is no date that I can read" in refusal
    assert "2024-02-29" in refusal
    assert "1600-01-01" in (await here.say("0224-02-29", ADMIN))[0]["text"]
    assert "Date: 2024-02-29" in (await here.say("2024-02-29", ADMIN))[0]["text"]
    await here.press(f"ela:{number}", ADMIN)
    assert "I do not know the language “Klingon”" in (await here.say("Klingon", ADMIN))[0]["text"]


async def test_a_deleted_article_vanishes_for_readers_and_comes_back(here: House) -> None:
    await here.say("/follow geneva")
    number = await loaded(here)
    card = (await here.say(f"/article {number}", ADMIN))[0]
    gone = (await here.press(buttons(card)["Delete"], ADMIN))[0]
    assert f"Article {number} is deleted" in gone["text"]
    assert "1 digest that was waiting is cancelled" in gone["text"]
    assert await states(here, number) == {"cancelled": 1}
    for asked in (f"/summary {number}", "/summary", "/summary geneva", "/latest", "/search geneva"):
        assert "Envoys met" not in (await here.say(asked))[0]["text"]
    assert "None of the last 30 days" in (await here.say("/follow envoys"))[0]["text"]
    for pressed in (f"open:{number}:3:0", f"ctx:{number}:3:0"):
        assert "no article" in (await here.press(pressed))[-1]["text"]
    back = (await here.press(buttons(gone)["Undo: bring it back"], ADMIN))[0]
    assert f"Article {number} is back, and 1 digest waits again" in back["text"]
    assert await states(here, number) == {"queued": 1}
    assert "Envoys met" in (await here.say(f"/summary {number}"))[0]["text"]
    assert "not deleted" in (await here.press(f"und:{number}", ADMIN))[-1]["text"]
    done = [one[1:3] for one in await deeds(here, 4)][1:]
    assert done == [
        ("article.restored", f"{number} digests=1"),
        ("article.restore", str(number)),
        ("article.deleted", f"{number} digests=1"),
    ]


async def test_a_digest_that_met_the_deletion_comes_back_too(here: House) -> None:
    await here.say("/follow geneva")
    number = await loaded(here)
    async with here.database.write() as unit:
        delivery = (await unit.deliveries.claim(1, now=here.clock()))[0]
    await here.say(f"/delete {number}", ADMIN)
    async with here.database.write() as unit:
        await unit.deliveries.failed(delivery.id, error=ARTICLE_GONE, now=here.clock())
    await here.press(f"und:{number}", ADMIN)
    assert await states(here, number) == {"queued": 1}


async def test_digests_of_yesterday_s_deletion_stay_cancelled(here: House) -> None:
    await here.say("/follow geneva")
    number = await loaded(here)
    await here.say(f"/delete {number}", ADMIN)
    here.clock.forward(days=1, seconds=1)
    assert f"Article {number} is back." in (await here.press(f"und:{number}", ADMIN))[0]["text"]
    assert await states(here, number) == {"cancelled": 1}


async def test_after_thirty_days_a_deleted_article_is_gone_for_good(here: House) -> None:
    number, other = await loaded(here), await loaded(here, "Observers came. They were pleased.")
    await here.say(f"/delete {number}", ADMIN)
    assert "deleted on" in (await here.say(f"/article {number}", ADMIN))[0]["text"]
    here.clock.forward(days=30, seconds=1)
    assert "no article" in (await here.press(f"und:{number}", ADMIN))[-1]["text"]
    await here.say(f"/delete {other}", ADMIN)
    assert "There is no article" in (await here.say(f"/article {number}", ADMIN))[0]["text"]


async def test_a_text_that_was_deleted_is_not_loaded_again_by_itself(here: House) -> None:
    number = await loaded(here)
    await here.say(f"/delete {number}", ADMIN)
    assert f"article {number}, which an admin deleted" in (await here.say(f"/load {TEXT}", ADMIN))[0]["text"]


async def test_the_audit_is_read_in_pages(here: House) -> None:
    number = await loaded(here)
    await here.say(f"/delete {number}")
    for _ in range(PAGE):
        await here.say("/article 999", ADMIN)
    first = (await here.say("/audit", ADMIN))[0]
    assert f"2026-05-04 12:00:00 · <code>{ADMIN}</code> read this list" in first["text"]
    assert set(buttons(first)) == {"Older ›"}
    second = (await here.press(buttons(first)["Older ›"], ADMIN))[0]
    assert f"<code>{READER}</code> was refused: asked to delete article {number}" in second["text"]
    assert f"<code>{ADMIN}</code> loaded article {number}" in second["text"]
    assert set(buttons(second)) == {"‹ Newer"}
    assert (await here.press(buttons(second)["‹ Newer"], ADMIN))[0]["text"] == first["text"]
