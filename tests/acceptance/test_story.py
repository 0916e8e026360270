"""The whole story over real HTTP: summary, follow, load, digest."""

from __future__ import annotations

import asyncio
import sys
from importlib import resources
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from tests.acceptance.bot_process import BotProcess, running
from tests.acceptance.conftest import TOKEN
from tests.acceptance.conversation import Person, labels, paragraphs
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = pytest.mark.slow

SEED = resources.files("seeds").joinpath("000_9c4eef196907eef9.txt").read_text(encoding="utf-8")
ARTICLE = """Envoys sign a fisheries accord near the Kuril Islands

Officials from both coasts signed an accord on fishing quotas on Tuesday. The accord covers waters near the Kuril \
Islands for three years. Boats from either side may land their catch in two ports. A joint commission will count the \
fish each spring. The question of the border was left aside. Observers called the accord modest but useful."""


@pytest.fixture
def akiko(chat: SandboxClient) -> Person:
    return Person(chat, 1001)


@pytest.fixture
def pierre(chat: SandboxClient) -> Person:
    return Person(chat, 1002)


@pytest.fixture
def admin(chat: SandboxClient) -> Person:
    return Person(chat, 1003)


async def test_the_whole_story(bot: BotProcess, akiko: Person, pierre: Person, admin: Person) -> None:
    assert "Communiqué" in (await akiko.ask("/start"))["text"]

    card = await akiko.ask("/summary")
    sentences = paragraphs(card)[1:-1]
    assert len(sentences) == 3
    assert all(sentence in SEED for sentence in sentences)
    assert "3 of" in card["text"]
    assert "Newspapers.Ru" in card["text"]
    assert {"Longer", "Shorter", "In context", "Follow"} <= set(labels(card))

    assert "You follow “kuril islands”" in (await akiko.ask("/follow kuril islands"))["text"]
    await pierre.ask("/follow nuclear tests")

    clock = asyncio.get_running_loop().time
    began = clock()
    report = await admin.ask(f"/load {ARTICLE}")
    assert "Envoys sign a fisheries accord near the Kuril Islands" in report["text"]
    assert "English · 6 sentences · a digest goes to 1 reader" in report["text"]

    digest = await akiko.hears("New on “kuril islands”")
    assert clock() - began < 10
    assert all(sentence in ARTICLE for sentence in paragraphs(digest)[2:-1])
    assert digest["link_preview_options"]["is_disabled"] is True
    assert not any("New on" in one.get("text", "") for one in await pierre.client.messages(pierre.chat_id))


FILED = """A lighthouse treaty

By Ann Lee, Staff Writer
OSLO, March 3 (Reuters) - Envoys of two coasts met in Oslo to talk about lighthouses and the ships that need them. \
They agreed to keep nine of them lit through every winter. Nobody spoke about the cost of the oil."""


async def test_a_card_names_author_outlet_place_and_date_of_the_text(bot: BotProcess, admin: Person) -> None:
    await admin.ask(f"/load {FILED}")
    card = await admin.ask("/summary lighthouses")
    assert "Ann Lee · Reuters · OSLO · March 3\n" in card["text"]
    assert "(Reuters)" not in card["text"]


async def test_buttons_change_the_message(bot: BotProcess, akiko: Person) -> None:
    card = await akiko.ask("/summary")
    answer, longer = await akiko.press(card, "Longer")
    assert answer["answered"]
    assert len(paragraphs(longer)[1:-1]) == 5
    _, context = await akiko.press(longer, "In context")
    assert any(entity["type"] == "bold" for entity in context["entities"])
    _, back = await akiko.press(context, "‹ Summary")
    assert back["text"] == longer["text"]
    _, shorter = await akiko.press(back, "Shorter")
    assert len(paragraphs(shorter)[1:-1]) == 3


async def test_follow_button_asks_and_takes_the_next_message(bot: BotProcess, akiko: Person) -> None:
    card = await akiko.ask("/summary")
    await akiko.press(card, "Follow")
    question = await akiko.hears("Which topic?")
    assert question["message_id"] > card["message_id"]
    assert "You follow “peace treaty”" in (await akiko.ask("peace treaty"))["text"]
    assert "peace treaty" in (await akiko.ask("/topics"))["text"]


async def test_topics_are_listed_and_ended(bot: BotProcess, akiko: Person) -> None:
    await akiko.ask("/follow kuril islands")
    assert "already" in (await akiko.ask("/follow Курильские острова"))["text"]
    await akiko.ask("/follow sanctions")
    listing = await akiko.ask("/topics")
    assert labels(listing) == ["Pause 1", "Edit 1", "Remove 1", "Pause 2", "Edit 2", "Remove 2"]
    answer, rest = await akiko.press(listing, "Remove 1")
    assert "no longer follow “kuril islands”" in answer["text"]
    assert labels(rest) == ["Pause 1", "Edit 1", "Remove 1"]
    assert "no longer" in (await akiko.ask("/unfollow Sanctions"))["text"]
    assert "You follow nothing yet" in (await akiko.ask("/topics"))["text"]


async def test_summary_takes_length_words_and_number(bot: BotProcess, akiko: Person) -> None:
    five = await akiko.ask("/summary 5")
    assert len(paragraphs(five)[1:-1]) == 5
    found = await akiko.ask("/summary portsmouth 1905")
    assert "Portsmouth" in paragraphs(found)[0]
    number = found["text"].rsplit("article ", 1)[1].split()[0]
    assert paragraphs(await akiko.ask(f"/summary {number}"))[0] == paragraphs(found)[0]
    assert paragraphs(await akiko.ask(f"/summary #{number}"))[0] == paragraphs(found)[0]


async def test_any_text_is_summarised(bot: BotProcess, akiko: Person) -> None:
    sent = await akiko.client.send(akiko.chat_id, ARTICLE)
    card = await akiko.next_after(sent["message_id"])
    assert card["reply_to_message"]["message_id"] == sent["message_id"]
    assert all(sentence in ARTICLE for sentence in paragraphs(card)[1:-1])
    _, longer = await akiko.press(card, "Longer")
    assert len(paragraphs(longer)[1:-1]) == 5
    replied = await akiko.ask("/summary 2", reply_to=sent["message_id"])
    assert len(paragraphs(replied)[1:-1]) == 2


async def test_an_article_is_stored_once(bot: BotProcess, akiko: Person, admin: Person) -> None:
    await akiko.ask("/follow fisheries")
    await admin.ask(f"/load {ARTICLE}")
    again = await admin.ask("/load " + ARTICLE.replace(" the ", "  the "))
    assert "in the archive already" in again["text"]
    await akiko.hears("New on “fisheries”")
    await akiko.ask("/topics")
    digests = [one for one in await akiko.client.messages(1001) if "New on" in one.get("text", "")]
    assert len(digests) == 1


async def test_a_file_is_loaded(bot: BotProcess, akiko: Person, admin: Person) -> None:
    await akiko.ask("/follow fisheries")
    report = await admin.upload("accord.txt", ARTICLE.encode("utf-16"), caption="/load")
    assert "Loaded as article" in report["text"]
    await akiko.hears("New on “fisheries”")


async def test_load_as_a_reply_and_in_two_steps(bot: BotProcess, admin: Person) -> None:
    sent = await admin.client.send(admin.chat_id, ARTICLE)
    await admin.next_after(sent["message_id"])
    assert "Loaded as article" in (await admin.ask("/load", reply_to=sent["message_id"]))["text"]
    assert "Send me the article" in (await admin.ask("/load"))["text"]
    assert "Loaded as article" in (await admin.ask("Envoys met in Vienna.\nThey parted without a word."))["text"]
    assert "Send me the article" in (await admin.ask("/load"))["text"]
    assert "Cancelled" in (await admin.ask("/cancel"))["text"]
    assert "nothing to cancel" in (await admin.ask("/cancel"))["text"]


async def test_only_admins_load(bot: BotProcess, akiko: Person) -> None:
    refusal = await akiko.ask(f"/load {ARTICLE}")
    assert "Only admins of this bot may use /load; your id is 1001" in refusal["text"]
    assert "Communiqué archive" in (await akiko.ask("/latest"))["text"]
    assert "fisheries" not in (await akiko.ask("/latest"))["text"]


async def test_stop_and_start(bot: BotProcess, akiko: Person, admin: Person) -> None:
    await akiko.ask("/follow fisheries")
    assert "is kept" in (await akiko.ask("/stop"))["text"]
    report = await admin.ask(f"/load {ARTICLE}")
    assert "no reader gets a digest" in report["text"]
    await akiko.ask("/start")
    report = await admin.ask("/load Two ministers of fisheries spoke by telephone about salmon, nets and quotas.")
    assert "goes to 1 reader" in report["text"]


async def test_menus_and_help_differ_for_admins(bot: BotProcess, akiko: Person, admin: Person) -> None:
    chats = {one["id"]: [command["command"] for command in one["commands"]] for one in await akiko.client.chats()}
    assert "load" in chats[1003]
    assert "load" not in chats[1001]
    assert "/load" in (await admin.ask("/help"))["text"]
    assert "/load" not in (await akiko.ask("/help"))["text"]
    assert "What I keep about you" in (await akiko.ask("/privacy"))["text"]


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
async def test_the_story_on_postgresql(sandbox: Sandbox, chat: SandboxClient, runtime_url: str, tmp_path: Path) -> None:
    settings = {"telegram_token": TOKEN, "telegram_api_url": sandbox.url, "database_url": runtime_url}
    akiko, admin = Person(chat, 1001), Person(chat, 1003)
    async with running(tmp_path, **settings):
        assert "3 of" in (await akiko.ask("/summary kuril"))["text"]
        await akiko.ask("/follow fisheries")
        await admin.ask(f"/load {ARTICLE}")
        await akiko.hears("New on “fisheries”")


async def test_an_article_loaded_from_the_shell_is_pushed(bot: BotProcess, akiko: Person, tmp_path: Path) -> None:
    await akiko.ask("/follow fisheries")
    file = tmp_path / "accord.txt"
    file.write_text(ARTICLE)
    loading = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "load", str(file)), env=bot.environment, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await loading.communicate()
    assert printed.decode().strip() == "1 loaded, 0 known already, 0 refused"
    await akiko.hears("New on “fisheries”")
