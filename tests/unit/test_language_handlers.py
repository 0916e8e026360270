"""`/language`: chosen by word or button, kept against what Telegram says, and used for menus too."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.handlers.menu import ADMIN_COMMANDS, READER_COMMANDS
from bot.handlers.profile import publish_profile
from bot.sandbox.standing import standing
from bot.sources.draft import Draft
from bot.telegram.language_keyboards import pressed
from bot.texts.catalogue import languages, translator
from bot.texts.languages import own_name
from storage.records import ReaderRecord
from tests.fixtures.house import ADMIN, BOT, GROUP, House, house, person

READER = 2


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def says(here: House, text: str, language: str = "pt-br", user: int = READER, chat: int | None = None) -> str:
    """The answer to what is said by somebody whose Telegram speaks that language."""
    entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    message = here.message(user, chat, text=text, entities=entities) | {"from": person(user, language)}
    return str((await here.arrive(message=message))[0]["text"])


async def reader(here: House, chat: int = READER) -> ReaderRecord:
    async with here.database.read() as unit:
        found = await unit.readers.by_chat(chat)
    assert found is not None
    return found


def menu(here: House, chat: int, code: str | None = None) -> list[str] | None:
    found: Any = here.api.profile.get(f"Commands chat {chat} {code}")
    return [one["command"] for one in found] if found else None


async def test_language_follows_telegram_until_it_is_chosen(here: House) -> None:
    await says(here, "/latest", "pt-br")
    assert (await reader(here)).language == "pt-br"
    await says(here, "/latest", "fr")
    assert (await reader(here)).language == "fr"


@pytest.mark.parametrize("tag", languages())
async def test_chosen_language_stays_whatever_telegram_says(here: House, tag: str) -> None:
    said = await says(here, f"/language {own_name(tag)}", "pt-br")
    assert said.startswith(translator(tag)("language.head", language=own_name(tag)))
    assert translator(tag)("language.own") in said
    again = await says(here, "/help", "fr")
    assert again.startswith(translator(tag)("help.reader"))
    kept = await reader(here)
    assert (kept.language, kept.language_chosen) == (tag, True)


@pytest.mark.parametrize(
    "word", ["en", "EN-gb", "English", "anglais", "Английский", "по-английски", "英语", "الإنجليزية"]
)
async def test_language_is_understood_by_any_of_its_names(here: House, word: str) -> None:
    await says(here, f"/language {word}", "fr")
    assert ((await reader(here)).language, (await reader(here)).language_chosen) == ("en", True)


@pytest.mark.parametrize("word", ["as in Telegram", "telegram", "как в Telegram", "auto"])
async def test_telegrams_language_is_had_again(here: House, word: str) -> None:
    await says(here, "/language en", "pt-br")
    said = await says(here, f"/language {word}", "pt-br")
    assert translator("en")("language.usual") in said
    kept = await reader(here)
    assert (kept.language, kept.language_chosen) == ("pt-br", False)
    await says(here, "/latest", "fr")
    assert (await reader(here)).language == "fr"


@pytest.mark.parametrize("word", ["klingon", "pt-br", "x" * 3000, "<b>", "日本語", "/language"])
async def test_language_without_a_catalogue_is_refused_with_those_that_there_are(here: House, word: str) -> None:
    said = await says(here, f"/language {word}")
    assert said.startswith("I do not write in the language")
    assert "English" in said
    assert not (await reader(here)).language_chosen


async def test_buttons_offer_every_language_by_its_own_name_and_mark_what_holds(here: House) -> None:
    [asked] = await here.say("/language")
    buttons = [one for row in asked["reply_markup"]["inline_keyboard"] for one in row]
    assert [one["text"] for one in buttons[:-1]] == [own_name(tag) for tag in languages()]
    assert buttons[-1]["text"] == "✓ As in Telegram"
    assert {pressed(one["callback_data"]) for one in buttons} == {*languages(), "-"}
    edited = (await here.press("lng:en"))[0]
    texts = [one["text"] for row in edited["reply_markup"]["inline_keyboard"] for one in row]
    assert "✓ English" in texts
    assert texts[-1] == "As in Telegram"
    assert (await reader(here)).language_chosen
    await here.press("lng:-")
    assert not (await reader(here)).language_chosen


async def test_button_of_a_language_that_is_gone_says_so(here: House) -> None:
    said = await here.press("lng:tlh")
    assert "I do not write in the language “tlh”" in said[0]["text"]
    assert not (await reader(here)).language_chosen


async def test_only_administrators_change_the_language_of_a_group(here: House) -> None:
    here.api.standings[READER] = "member"
    assert (await says(here, "/language", chat=GROUP)).startswith("Language:")
    assert (await says(here, "/language en", chat=GROUP)).startswith("Only administrators")
    assert not (await reader(here, GROUP)).language_chosen
    await says(here, "/language en", user=5, chat=GROUP)
    assert (await reader(here, GROUP)).language_chosen


async def test_question_from_another_chat_is_answered_in_the_chosen_language(here: House) -> None:
    await says(here, "/language en", "fr")
    before = len(here.api.calls)
    await here.arrive(inline_query={"id": "9", "from": person(READER, "fr"), "query": "nowhere", "offset": ""})
    [given] = [given for name, given in here.api.calls[before:] if name == "answerInlineQuery"]
    assert given["button"]["text"] == "Nothing found. How to ask"


async def test_menu_of_a_private_chat_is_in_the_chosen_language(here: House) -> None:
    await says(here, "/language en", "fr")
    assert menu(here, READER) == list(READER_COMMANDS)
    await says(here, "/language as in telegram", "fr")
    assert menu(here, READER) is None


async def test_admin_keeps_their_longer_menu(here: House) -> None:
    await says(here, "/language en", user=ADMIN)
    assert menu(here, ADMIN) == [*ADMIN_COMMANDS, *READER_COMMANDS]
    await says(here, "/language telegram", user=ADMIN)
    assert menu(here, ADMIN) == [*ADMIN_COMMANDS, *READER_COMMANDS]


async def test_profile_is_set_once_and_again_only_where_it_differs(here: House) -> None:
    def settings() -> list[str]:
        return [name for name, _ in here.api.calls if name.startswith("set")]

    await publish_profile(here.app)
    first = len(settings())
    assert first == len(languages()) * 6
    assert "setMyName" not in settings()
    await publish_profile(here.app)
    assert len(settings()) == first
    changed = next(key for key in here.api.profile if key.startswith("ShortDescription"))
    here.api.profile[changed] = "Another"
    await publish_profile(here.app)
    assert settings()[first:] == ["setMyShortDescription"]


@pytest.mark.parametrize("method", ["getMyCommands", "setMyCommands", "setMyDescription", "getMyShortDescription"])
async def test_refusal_of_the_profile_stops_nothing(here: House, method: str) -> None:
    here.api.refusals[method] = "Bad Request: no"
    await publish_profile(here.app)
    assert any("Description" in key or "Commands" in key for key in here.api.profile)
    assert (await says(here, "/language en")).startswith("Language:")


async def test_group_begins_with_the_language_of_whoever_brings_the_bot(here: House) -> None:
    await says(here, "/language en", "fr")
    change = {"chat": {"id": GROUP, "type": "group", "title": "G"}, "from": person(READER, "fr"), "date": 0}
    states = {"old_chat_member": standing(BOT, "left"), "new_chat_member": standing(BOT, "member")}
    await here.arrive(my_chat_member=change | states)
    assert (await reader(here, GROUP)).language == "en"


FRENCH = "Le ministre du Chili a ouvert une ambassade à Nairobi. Il y a parlé de cuivre. La fête a duré deux heures."
ENGLISH = "Envoys of Japan and Russia met in Geneva on Monday. They will meet again in May. Nobody spoke of the border."


async def test_newest_article_is_one_in_the_reader_s_language(here: House) -> None:
    articles = here.app.bot_data["services"].articles
    await articles.load(Draft(text=FRENCH, language="fr"))
    assert (await says(here, "/summary", "fr")).startswith("Le ministre")
    await articles.load(Draft(text=ENGLISH, language="en"))
    told = await says(here, "/summary 1", "fr")
    assert told.startswith("<i>L’article le plus récent en français.")
    assert "Le ministre du Chili" in told
    assert (await says(here, "/summary", "en", 5)).startswith("Envoys")
    assert (await says(here, "/summary", "es", 6)).startswith("Envoys")
    here.clock.now += timedelta(days=8)
    assert (await says(here, "/summary", "fr")).startswith("Envoys")
