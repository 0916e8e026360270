"""Messages, buttons and edits in the sandbox, seen over real HTTP and through aiogram's types."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest
from aiogram.types import ChatFullInfo, ChatMemberBanned, ChatMemberMember, Message, Update, User

from tests.fixtures.sandbox import ADMIN, AKIKO, PIERRE, stage
from tests.fixtures.sandbox_client import Refused, check_shape, validate_calls

BUTTONS = {"inline_keyboard": [[{"text": "Shorter", "callback_data": "s"}, {"text": "Site", "url": "https://a.org"}]]}


async def test_the_bot_knows_itself_and_its_readers() -> None:
    async with stage() as on:
        me = check_shape(User, await on.good("getMe"))
        assert (me.id, me.is_bot, me.supports_inline_queries) == (1000, True, True)
        assert check_shape(ChatFullInfo, await on.good("getChat", chat_id=AKIKO)).first_name == "Akiko"
        member = check_shape(ChatMemberMember, await on.good("getChatMember", chat_id=AKIKO, user_id=AKIKO))
        assert member.user.id == AKIKO


@pytest.mark.parametrize("style", ["query", "form", "multipart", "json"])
async def test_parameters_travel_in_every_way_that_telegram_takes(style: str) -> None:
    flat = {"chat_id": str(AKIKO), "text": "Good morning", "reply_markup": json.dumps(BUTTONS)}
    multipart = aiohttp.MultipartWriter("form-data")
    for name, value in flat.items():
        multipart.append(value).set_content_disposition("form-data", name=name)
    ways: dict[str, dict[str, Any]] = {
        "query": {"method": "GET", "params": flat},
        "form": {"method": "POST", "data": flat},
        "multipart": {"method": "POST", "data": multipart},
        "json": {"method": "POST", "json": {**flat, "chat_id": AKIKO, "reply_markup": BUTTONS}},
    }
    async with stage() as on, on.http.request(url=on.address("SENDMESSAGE"), **ways[style]) as response:
        message = check_shape(Message, (await on.envelope(response))["result"])
        assert message.text == "Good morning"
        assert message.reply_markup.inline_keyboard[0][0].callback_data == "s"


async def test_wrong_token_and_unknown_method_are_errors() -> None:
    async with stage() as on:
        async with on.http.get(f"{on.sandbox.url}/bot1:wrong/getMe") as response:
            assert (await on.envelope(response))["description"] == "Unauthorized"
            assert response.status == 401
        assert await on.refused("sendEverything") == (404, "Not Found")


async def test_a_readers_message_says_who_wrote_what_where() -> None:
    async with stage() as on:
        first = await on.reader.send(PIERRE, "/start now")
        await on.reader.send(PIERRE, "again", reply_to=first["message_id"])
        await on.good("sendMessage", chat_id=PIERRE, text="x", reply_parameters={"message_id": 2})
        one, two = (check_shape(Update, update) for update in await on.updates())
        assert (one.message.chat.type, one.message.from_user.language_code) == ("private", "fr")
        assert one.message.entities[0].type == "bot_command"
        assert one.message.date.timestamp() == on.clock().timestamp()
        assert two.message.reply_to_message.message_id == first["message_id"]
        answer = (await on.reader.messages(PIERRE))[-1]
        assert "reply_to_message" not in answer["reply_to_message"]


async def test_replying_to_nothing_is_refused_unless_allowed() -> None:
    async with stage() as on:
        reply = {"message_id": 99}
        refusal = await on.refused("sendMessage", chat_id=AKIKO, text="x", reply_parameters=reply)
        assert refusal == (400, "Bad Request: message to be replied not found")
        sent = await on.good(
            "sendMessage", chat_id=AKIKO, text="x", reply_parameters=reply | {"allow_sending_without_reply": True}
        )
        assert "reply_to_message" not in sent


async def test_link_preview_options_come_back() -> None:
    async with stage() as on:
        options = {"is_disabled": True}
        sent = await on.good("sendMessage", chat_id=AKIKO, text="https://a.org", link_preview_options=options)
        assert check_shape(Message, sent).link_preview_options.is_disabled


async def test_unknown_chat_is_refused() -> None:
    async with stage() as on:
        assert await on.refused("sendMessage", chat_id=5, text="x") == (400, "Bad Request: chat not found")
        assert await on.refused("sendMessage", text="x") == (400, "Bad Request: chat_id is empty")


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "x", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "url": "nowhere"}, "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
    ],
)
async def test_a_wrong_button_is_refused(button: dict[str, str], reason: str) -> None:
    async with stage() as on:
        refusal = await on.refused("sendMessage", chat_id=AKIKO, text="x", reply_markup={"inline_keyboard": [[button]]})
        assert refusal == (400, f"Bad Request: {reason}")


async def test_an_edit_changes_text_and_buttons() -> None:
    async with stage() as on:
        sent = await on.good("sendMessage", chat_id=AKIKO, text="long", reply_markup=BUTTONS)
        place = {"chat_id": AKIKO, "message_id": sent["message_id"]}
        edited = check_shape(Message, await on.good("editMessageText", text="short", **place))
        assert (edited.text, edited.reply_markup) == ("short", None)
        assert edited.edit_date
        marked = check_shape(Message, await on.good("editMessageReplyMarkup", reply_markup=BUTTONS, **place))
        assert marked.reply_markup.inline_keyboard[0][1].url == "https://a.org"
        assert [message["text"] for message in await on.reader.messages(AKIKO)] == ["short"]


async def test_an_edit_that_changes_nothing_is_refused() -> None:
    async with stage() as on:
        sent = await on.good("sendMessage", chat_id=AKIKO, text="<b>x</b>", parse_mode="HTML")
        place = {"chat_id": AKIKO, "message_id": sent["message_id"]}
        code, description = await on.refused("editMessageText", text="<b>x</b>", parse_mode="HTML", **place)
        assert code == 400
        assert description.startswith("Bad Request: message is not modified: ")
        await on.good("editMessageText", text="x", **place)


async def test_only_the_bots_own_messages_can_be_edited() -> None:
    async with stage() as on:
        sent = await on.reader.send(AKIKO, "mine")
        edit = {"chat_id": AKIKO, "text": "yours"}
        gone = await on.refused("editMessageText", message_id=77, **edit)
        assert gone == (400, "Bad Request: message to edit not found")
        foreign = await on.refused("editMessageText", message_id=sent["message_id"], **edit)
        assert foreign == (400, "Bad Request: message can't be edited")


async def test_messages_can_be_deleted_within_two_days() -> None:
    async with stage() as on:
        young = await on.good("sendMessage", chat_id=AKIKO, text="x")
        assert await on.good("deleteMessage", chat_id=AKIKO, message_id=young["message_id"]) is True
        assert await on.reader.messages(AKIKO) == []
        again = await on.refused("deleteMessage", chat_id=AKIKO, message_id=young["message_id"])
        assert again == (400, "Bad Request: message to delete not found")
        old = await on.good("sendMessage", chat_id=AKIKO, text="x")
        on.clock.forward(hours=49)
        late = await on.refused("deleteMessage", chat_id=AKIKO, message_id=old["message_id"])
        assert late == (400, "Bad Request: message can't be deleted for everyone")


async def test_a_blocked_bot_is_told_and_cannot_write() -> None:
    async with stage() as on:
        await on.reader.block(AKIKO)
        refusal = await on.refused("sendMessage", chat_id=AKIKO, text="x")
        assert refusal == (403, "Forbidden: bot was blocked by the user")
        assert (await on.refused("sendChatAction", chat_id=AKIKO, action="typing"))[0] == 403
        with pytest.raises(Refused):
            await on.reader.send(AKIKO, "hello?")
        await on.reader.unblock(AKIKO)
        await on.reader.send(AKIKO, "/start")
        left, back, start = (check_shape(Update, update) for update in await on.updates())
        assert isinstance(left.my_chat_member.new_chat_member, ChatMemberBanned)
        assert isinstance(back.my_chat_member.new_chat_member, ChatMemberMember)
        assert start.message.text == "/start"
        await on.good("sendMessage", chat_id=AKIKO, text="x")


async def test_every_kind_of_call_passes_an_independent_model() -> None:
    async with stage() as on:
        sent = await on.good("sendMessage", chat_id=ADMIN, text="x", reply_markup=BUTTONS)
        await on.good("editMessageText", chat_id=ADMIN, message_id=sent["message_id"], text="y")
        await on.send_file("sendDocument", "document", "a.txt", b"abc")
        await on.good("getChat", chat_id=ADMIN)
        await on.good("getWebhookInfo")
        await on.refused("sendMessage", chat_id=ADMIN, text="")
        await on.updates()
        assert validate_calls(await on.reader.calls()) == 7


async def test_the_model_notices_a_parameter_that_does_not_exist() -> None:
    async with stage() as on:
        await on.good("sendMessage", chat_id=ADMIN, text="x", colour="red")
        with pytest.raises(AssertionError, match="colour"):
            validate_calls(await on.reader.calls())
