"""Following, changing and searching in the chat, without a process."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.texts.catalogue import translator
from bot.texts.topics import counted
from tests.fixtures.house import ADMIN, House, house

PAIR = "Japan and Russia resumed talks on a peace treaty on Monday. Tokyo hopes for progress. Moscow agreed."
APART = "Japan raised its rates on Monday. Nobody was surprised. Exports fell a little. Later Russia sold oil."
OTHER = "Norway opened an embassy in Chile on Monday. The ambassador will arrive in May. Oslo is pleased."


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        for text in (PAIR, APART, OTHER):
            await opened.say(f"/load {text}", ADMIN)
        yield opened


DANISH = (
    "A bridge was opened to carriages in Denmark. Engineers praised its pillars.",
    "Fishermen protest against Danish quotas. Trawlers stayed ashore.",
    "Wolves are debated again by deputies of Denmark. Shepherds listened.",
    "Snow closed both Danish airports. Travellers slept on benches.",
    "The queen of Denmark received credentials. Her guests wore medals.",
    "Danish turbines broke every record. Gales helped.",
    "Pharmacists strike for better wages across Denmark. Patients wait.",
    "Archaeologists dug up a Danish longship. Its oars are missing.",
    "Rail tickets become cheaper throughout Denmark. Commuters cheered.",
    "Danish handball players won gold. Their coach wept.",
    "Butter exports from Denmark doubled. Dairies hire more hands.",
    "Thieves robbed a Danish museum. Paintings vanished overnight.",
)
"""Articles of a dozen stories, the first as the oldest."""


def buttons(message: dict[str, object]) -> dict[str, str]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])  # type: ignore[attr-defined]
    return {button["text"]: button["callback_data"] for row in rows for button in row}


async def test_follow_says_how_it_was_understood_and_what_it_would_have_caught(here: House) -> None:
    answer = (await here.say("/follow Япония Россия"))[0]
    assert "<b>Japan and Russia</b>" in answer["text"]
    assert "2 of the 3 articles" in answer["text"]
    assert "Japan raised its rates on Monday" in answer["text"]


async def test_a_topic_is_made_narrower_and_wider_again(here: House) -> None:
    answer = (await here.say("/follow japan russia"))[0]
    (narrow,) = [data for text, data in buttons(answer).items() if text.startswith("Narrower")]
    changed, _ = await here.press(narrow)
    assert "in the same sentence or the next" in changed["text"]
    assert "1 of the 3 articles" in changed["text"]
    (wide,) = [data for text, data in buttons(changed).items() if text.startswith("Wider")]
    again, _ = await here.press(wide)
    assert "<b>Japan and Russia</b>" in again["text"]
    assert "You follow one topic" in (await here.say("/topics"))[0]["text"]


async def test_a_name_that_is_nearly_right_is_offered(here: House) -> None:
    answer = (await here.say("/follow japn"))[0]
    changed, _ = await here.press(buttons(answer)["Use Japan"])
    assert "<b>Japan</b>" in changed["text"]


async def test_a_topic_gets_another_wording(here: House) -> None:
    await here.say("/follow norway")
    listing = (await here.say("/topics"))[0]
    assert "1 in 30 days" in listing["text"]
    await here.press(buttons(listing)["Edit 1"])
    assert "You now follow “chile”" in (await here.say("chile"))[0]["text"]
    assert "Norway" not in (await here.say("/topics"))[0]["text"]


async def test_search_finds_newest_first_and_opens(here: House) -> None:
    found = (await here.say("/search japan"))[0]
    assert found["text"].index("raised its rates") < found["text"].index("resumed talks")
    numbers = [text for text in buttons(found) if text.isdigit()]
    assert len(numbers) == 2
    card = await here.press(buttons(found)[numbers[0]])
    assert any("raised its rates" in str(one.get("text")) for one in card)
    assert "No article matches" in (await here.say("/search japan -russia -oil -talks"))[0]["text"]
    assert "Norway" in (await here.say("/search norway ~ chile"))[0]["text"]
    assert "No article matches" in (await here.say('/search japan ~ "oil"'))[0]["text"]
    assert "Norway" in (await here.say("/search act:embassy-opening"))[0]["text"]


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ("weekly monday 9", "Next digest: Mon"),
        ("pause 5 days", "Next digest:"),
        ("quiet 00:00-23:59", "Next digest:"),
        ("at once", "when such an article arrives"),
    ],
)
async def test_a_follow_says_when_its_digest_really_comes(here: House, hours: str, told: str) -> None:
    await here.say(f"/digest {hours}")
    text = (await here.say("/follow denmark"))[0]["text"]
    assert told in text
    assert ("when such an article arrives" in text) is (hours == "at once")


async def test_older_results_come_at_a_button(here: House) -> None:
    for text in DANISH:
        await here.say(f"/load {text}", ADMIN)
    asked = here.message(1, text="/search denmark")
    first = (await here.say("/search denmark"))[0]
    assert first["reply_parameters"]["message_id"]
    shown = here.message(1, text=first["text"], reply_to_message=asked)
    second, _ = await here.press(buttons(first)["Later ›"], message=shown)
    assert "Fishermen" in second["text"]
    assert "museum" not in second["text"]


async def test_suggestions_come_from_what_was_read(here: House) -> None:
    card = (await here.say("/summary japan russia -oil"))[0]
    follow = buttons(card)["Follow"]
    sent = await here.press(follow)
    offered = next(one for one in sent if "From what you just read" in str(one.get("text")))
    data = next(iter(buttons(offered).values()))
    followed = await here.press(data)
    assert any("You follow" in str(one.get("text")) for one in followed)


async def test_a_topic_that_is_not_understood_says_where(here: House) -> None:
    assert "is opened near" in (await here.say("/follow (japan"))[0]["text"]
    assert "Did you mean “Japan”" in (await here.say("/follow country:jpan"))[0]["text"]
    assert "There is no field “foo:”" in (await here.say("/follow foo:bar"))[0]["text"]
    assert "only says what to leave out" in (await here.say("/search -trade"))[0]["text"]


async def test_paused_topics_bring_nothing(here: House) -> None:
    await here.say("/follow iceland")
    listing = (await here.say("/topics"))[0]
    await here.press(buttons(listing)["Pause 1"])
    report = (await here.say("/load Iceland left the talks on Monday. It may return.", ADMIN))[0]["text"]
    assert "1 follower" not in report


def test_a_count_that_is_not_whole_is_the_least() -> None:
    t = translator("en")
    assert counted(t, 7, whole=True) == "7"
    assert counted(t, 7, whole=False) == "at least 7"
