"""Groups, channels and forum topics: for whom a command is, who may give it, and when the bot is quiet."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Update
from telegram.ext import CommandHandler, TypeHandler

from bot.handlers.context import Context
from bot.handlers.powers import READING, SHOWING
from bot.sandbox.standing import standing
from bot.telegram.keyboards import Press
from storage.errors import StorageError
from tests.fixtures.house import ADMIN, BOT, GROUP, House, Json, house, person

MEMBER, BOSS = 5, 6
CHANNEL = -200
OUR_NAME = "communique_bot"


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        opened.api.standings[MEMBER] = "member"
        yield opened


async def topics(here: House, chat: int = GROUP) -> list[str]:
    async with here.database.read() as unit:
        reader = await unit.readers.by_chat(chat)
        return [one.label for one in await unit.follows.of_reader(reader.id)] if reader else []


async def thread(here: House, chat: int = GROUP) -> int | None:
    async with here.database.read() as unit:
        return await unit.readers.thread(chat)


async def is_active(here: House, chat: int = GROUP) -> bool:
    async with here.database.read() as unit:
        reader = await unit.readers.by_chat(chat)
    return reader is not None and reader.active


async def bot_is(here: House, before: str, after: str, kind: str = "group", **rights: Any) -> list[Json]:
    chat = {"id": CHANNEL if kind == "channel" else GROUP, "type": kind, "title": "G"}
    old, new = standing(BOT, before), standing(BOT, after, **rights)
    change = {"chat": chat, "from": person(BOSS), "date": 0, "old_chat_member": old, "new_chat_member": new}
    return await here.arrive(my_chat_member=change)


async def post(here: House, text: str, **more: Any) -> list[Json]:
    channel = {"id": CHANNEL, "type": "channel", "title": "C"}
    entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text[0] == "/" else []
    body = {"message_id": 900 + len(here.api.calls), "date": 0, "chat": channel, "sender_chat": channel}
    return await here.arrive(channel_post={**body, "text": text, "entities": entities, **more})


async def test_administrator_follows_for_the_group(here: House) -> None:
    assert "You follow" in (await here.say("/follow kuril", BOSS, GROUP))[0]["text"]
    assert await topics(here) == ["kuril"]


@pytest.mark.parametrize("command", ["/follow kuril", "/stop", "/start", "/digest at 9", "/unfollow kuril"])
async def test_member_is_told_once_that_this_is_for_administrators(here: House, command: str) -> None:
    told = await here.say(command, MEMBER, GROUP)
    assert [one["text"].split(" may")[0] for one in told] == ["Only administrators of this chat"]
    assert "\n" not in told[0]["text"]
    assert await here.say(command, MEMBER, GROUP) == []
    assert await topics(here) == []


@pytest.mark.parametrize("text", ["/stop.", "/stop!", "/stop, please", "/stop@communique_bot.", "/start.", "/start x"])
async def test_member_changes_nothing_by_a_sign_or_a_link(here: House, text: str) -> None:
    await here.say("/follow kuril", BOSS, GROUP)
    if text.startswith("/start"):
        await here.say("/stop", BOSS, GROUP)
    before = await is_active(here)
    length = len(text.split()[0].rstrip(".,!"))
    message = here.message(MEMBER, GROUP, text=text, entities=[{"type": "bot_command", "offset": 0, "length": length}])
    await here.arrive(message=message)
    assert await is_active(here) is before


@pytest.mark.parametrize("command", ["/topics", "/help", "/digest", "/settings", "/privacy", "/latest"])
async def test_member_may_read(here: House, command: str) -> None:
    answers = await here.say(command, MEMBER, GROUP)
    assert answers
    assert "Only administrators" not in answers[0]["text"]


async def test_telegram_is_asked_once_for_two_commands(here: House) -> None:
    await here.say("/follow kuril", BOSS, GROUP)
    await here.say("/follow sanctions", BOSS, GROUP)
    assert [name for name, _ in here.api.calls].count("getChatMember") == 1


async def test_who_is_an_administrator_no_more_is_refused_a_minute_later(here: House) -> None:
    await here.say("/follow kuril", BOSS, GROUP)
    here.api.standings[BOSS] = "member"
    here.clock.forward(seconds=61)
    assert "Only administrators" in (await here.say("/unfollow kuril", BOSS, GROUP))[0]["text"]
    assert await topics(here) == ["kuril"]


async def test_anonymous_administrator_may(here: House) -> None:
    as_group = {"id": GROUP, "type": "group", "title": "G"}
    await here.say("/follow kuril", 1087968824, GROUP, sender_chat=as_group)
    assert await topics(here) == ["kuril"]


async def test_another_bot_is_not_answered(here: House) -> None:
    bot = person(77) | {"is_bot": True}
    message = here.message(77, GROUP, text="/follow kuril") | {"from": bot}
    assert await here.arrive(message=message) == []
    assert await topics(here) == []


async def test_who_was_just_made_an_administrator_need_not_wait(here: House) -> None:
    assert await here.say("/follow kuril", MEMBER, GROUP)
    here.api.standings[MEMBER] = "administrator"
    here.clock.forward(seconds=5)
    assert "You follow" in (await here.say("/follow kuril", MEMBER, GROUP))[0]["text"]


async def test_start_in_a_group_tells_what_a_group_can_do(here: House) -> None:
    assert "what this chat follows" in (await here.say("/start", BOSS, GROUP))[0]["text"]


async def test_member_who_writes_as_a_channel_may_not(here: House) -> None:
    here.api.standings[CHANNEL] = "left"
    as_channel = {"id": CHANNEL, "type": "channel", "title": "Mine"}
    await here.say("/follow kuril", 136817688, GROUP, sender_chat=as_channel)
    assert await topics(here) == []


async def test_stranger_to_telegram_may_not(here: House) -> None:
    here.api.refusals["getChatMember"] = "Bad Request: user not found"
    assert "Only administrators" in (await here.say("/follow kuril", BOSS, GROUP))[0]["text"]


async def test_command_for_us_is_ours_and_one_for_another_bot_is_not(here: House) -> None:
    assert await here.say("/follow@other_bot kuril", BOSS, GROUP) == []
    assert await here.say("/summary@other_bot", BOSS, GROUP) == []
    assert await here.say(f"/follow@{OUR_NAME.upper()} kuril", BOSS, GROUP)
    assert await topics(here) == ["kuril"]


@pytest.mark.parametrize("text", ["hello", "/nonsense", f"/nonsense@{OUR_NAME}", "/", "x" * 4000, "a / b"])
async def test_bot_is_quiet_otherwise(here: House, text: str) -> None:
    assert await here.say(text, MEMBER, GROUP) == []
    assert await here.say(text, BOSS, GROUP) == []


async def test_bot_is_quiet_when_talk_cannot_be_looked_at(here: House) -> None:
    async def fail(update: Update, context: Context) -> None:
        raise StorageError

    here.app.add_handler(TypeHandler(Update, fail), group=-9)
    assert await here.say("hello", BOSS, GROUP) == []
    assert len(await here.say("/topics", BOSS, GROUP)) == 1


async def test_captioned_command_for_another_bot_is_left_alone(here: House) -> None:
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    caption = "/summary@other_bot Envoys met in Oslo on Monday. They agreed to meet again in May."
    assert await here.arrive(message=here.message(BOSS, GROUP, photo=photo, caption=caption)) == []


async def test_answer_to_a_question_needs_the_right_of_its_command(here: House) -> None:
    await here.say("/follow", BOSS, GROUP)
    question = here.message(1, GROUP, text="Which topic?") | {"message_id": here.api.message_id}
    here.api.standings[BOSS] = "member"
    here.clock.forward(seconds=61)
    assert "Only administrators" in (await here.say("kuril", BOSS, GROUP, reply_to_message=question))[0]["text"]
    assert await topics(here) == []


async def test_member_turns_pages_and_changes_nothing_by_buttons(here: House) -> None:
    await here.say("/follow kuril", BOSS, GROUP)
    card = here.message(1, GROUP, text="A card")
    refused = await here.press(Press("fol", 0, 3).data(), MEMBER, message=card)
    assert [(one["show_alert"], one["text"][:19]) for one in refused] == [(True, "Only administrators")]
    page = await here.press("top:0:0", MEMBER, message=card)
    assert all("Only administrators" not in one.get("text", "") for one in page)


async def test_administrator_presses(here: House) -> None:
    card = here.message(1, GROUP, text="A card")
    asked = await here.press(Press("fol", 0, 3).data(), BOSS, message=card)
    assert "topic" in asked[-1]["text"].lower()


async def test_channels_post_is_a_command_and_other_posts_are_not(here: House) -> None:
    assert await post(here, "The minister is in Oslo.") == []
    assert await post(here, "/nonsense") == []
    assert "You follow" in (await post(here, "/follow kuril"))[0]["text"]
    assert await topics(here, CHANNEL) == ["kuril"]


async def test_channels_question_has_no_answering_field_and_is_answered_by_a_reply(here: House) -> None:
    asked = (await post(here, "/follow"))[0]
    assert "reply_markup" not in asked
    channel = {"id": CHANNEL, "type": "channel", "title": "C"}
    question = {"message_id": here.api.message_id, "date": 0, "chat": channel, "sender_chat": channel, "text": "?"}
    await post(here, "kuril", reply_to_message=question)
    assert await topics(here, CHANNEL) == ["kuril"]


async def test_command_in_a_channel_is_not_taken_again_where_it_is_commented(here: House) -> None:
    channel = {"id": CHANNEL, "type": "channel", "title": "C"}
    more = {"sender_chat": channel, "is_automatic_forward": True}
    assert await here.say("/follow kuril", 777000, GROUP, **more) == []
    assert await topics(here) == []


async def test_comment_under_a_post_is_a_members_word_in_the_group(here: House) -> None:
    post_ = here.message(777000, GROUP, text="A post", is_automatic_forward=True)
    under = {"reply_to_message": post_, "message_thread_id": post_["message_id"]}
    assert "Only administrators" in (await here.say("/follow kuril", MEMBER, GROUP, **under))[0]["text"]
    await here.say("/follow kuril", BOSS, GROUP, **under)
    assert (await topics(here), await thread(here)) == (["kuril"], None)


async def test_posts_go_to_the_topic_of_the_first_follow_until_start_moves_them(here: House) -> None:
    def in_topic(number: int) -> Json:
        return {"message_thread_id": number, "is_topic_message": True}

    await here.say("/follow kuril", BOSS, GROUP, **in_topic(7))
    first = await thread(here)
    await here.say("/follow sanctions", BOSS, GROUP, **in_topic(8))
    second = await thread(here)
    await here.say("/start", MEMBER, GROUP, **in_topic(9))
    not_his = await thread(here)
    await here.say("/start", BOSS, GROUP, **in_topic(8))
    moved = await thread(here)
    await here.say("/start", BOSS, GROUP)
    assert (first, second, not_his, moved, await thread(here)) == (7, 7, 7, 8, None)


async def test_posts_go_to_the_topic_where_the_first_follow_was_pressed(here: House) -> None:
    await here.say("/load Japan and Russia met in Oslo. They spoke of the islands. Talks go on.", ADMIN)
    card = here.message(1, GROUP, text="A card", message_thread_id=7, is_topic_message=True)
    await here.press("sug:1001:0:0", BOSS, message=card)
    assert len(await topics(here)) == 1
    assert await thread(here) == 7
    elsewhere = here.message(1, GROUP, text="A card", message_thread_id=8, is_topic_message=True)
    await here.press("sug:1001:1:0", BOSS, message=elsewhere)
    assert len(await topics(here)) == 2
    assert await thread(here) == 7


async def test_posts_go_to_the_topic_where_the_question_of_the_first_follow_was_answered(here: House) -> None:
    asked = here.message(1, GROUP, text="A card", message_thread_id=7, is_topic_message=True)
    await here.press("fol:0:3:0", BOSS, message=asked)
    question = here.message(1, GROUP, text="?") | {"message_id": here.api.message_id}
    inside = {"message_thread_id": 7, "is_topic_message": True}
    await here.say("kuril", BOSS, GROUP, reply_to_message=question, **inside)
    assert (await topics(here), await thread(here)) == (["kuril"], 7)


async def test_group_is_greeted_once(here: House) -> None:
    hello = await bot_is(here, "left", "member")
    assert [one["text"][:5] for one in hello] == ["Hello"]
    assert await bot_is(here, "member", "administrator") == []


async def test_channel_is_not_greeted(here: House) -> None:
    assert await bot_is(here, "left", "administrator", "channel", can_post_messages=True) == []
    assert await is_active(here, CHANNEL)


async def test_removed_and_back_again(here: House) -> None:
    await here.say("/follow kuril", BOSS, GROUP)
    await bot_is(here, "member", "kicked")
    gone = await is_active(here)
    back = await bot_is(here, "kicked", "member")
    assert (gone, await is_active(here), await topics(here)) == (False, True, ["kuril"])
    assert "still follows 1 topic" in back[0]["text"]


async def test_muzzled_and_free_again_without_a_word(here: House) -> None:
    await here.say("/follow kuril", BOSS, GROUP)
    assert await bot_is(here, "member", "restricted", can_send_messages=False) == []
    muzzled = await is_active(here)
    assert await bot_is(here, "restricted", "member") == []
    assert (muzzled, await is_active(here)) == (False, True)


async def test_group_without_rights_is_not_greeted_until_it_gives_some(here: House) -> None:
    assert await bot_is(here, "left", "restricted") == []
    assert len(await bot_is(here, "restricted", "member")) == 1


async def test_refused_greeting_is_let_go(here: House) -> None:
    here.api.refusals["sendMessage"] = "Bad Request: not enough rights to send text messages to the chat"
    await bot_is(here, "left", "member")
    assert await is_active(here)


async def test_stopped_group_stays_stopped_when_the_bot_is_back(here: House) -> None:
    await here.say("/stop", BOSS, GROUP)
    await bot_is(here, "member", "left")
    back = await bot_is(here, "left", "member")
    assert not await is_active(here)
    assert "still follows" not in back[0]["text"]


async def test_channel_takes_the_right_to_post_and_gives_it_back(here: House) -> None:
    await post(here, "/follow kuril")
    await bot_is(here, "administrator", "administrator", "channel", can_post_messages=False)
    taken = await is_active(here, CHANNEL)
    await bot_is(here, "member", "administrator", "channel", can_post_messages=True)
    assert (taken, await is_active(here, CHANNEL)) == (False, True)


async def test_both_ends_of_a_migration_move_the_group_once(here: House) -> None:
    await here.say("/follow kuril", BOSS, GROUP)
    await here.arrive(message=here.message(BOSS, GROUP, migrate_to_chat_id=-100500))
    new = here.message(BOSS, -100500, migrate_from_chat_id=GROUP)
    await here.arrive(message=new)
    assert (await topics(here), await topics(here, -100500)) == ([], ["kuril"])


def test_what_members_may_do_exists(here: House) -> None:
    named = {
        name
        for group in here.app.handlers.values()
        for one in group
        if isinstance(one, CommandHandler)
        for name in one.commands
    }
    assert READING - {"said"} | SHOWING <= named
