"""What readers do in the sandbox: press, ask, send files, look at the page, and who may do it."""

from __future__ import annotations

import asyncio
import json
import struct

import aiohttp
import pytest
from aiogram.types import (
    BotCommand,
    BotDescription,
    BotName,
    BotShortDescription,
    CallbackQuery,
    File,
    InlineQuery,
    Message,
)

from bot.sandbox import Sandbox
from tests.fixtures.sandbox import ADMIN, AKIKO, NOON, PIERRE, Json, Stage, stage
from tests.fixtures.sandbox_client import Refused, check_shape

MEGABYTE = 1024 * 1024
BUTTONS = {
    "inline_keyboard": [[{"text": "Follow", "callback_data": "follow:1"}, {"text": "Site", "url": "https://a.org"}]]
}
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 40, 30) + b"\x08\x02\0\0\0"


async def test_a_pressed_button_gets_the_bots_answer() -> None:
    async with stage() as on:
        sent = await on.good("sendMessage", chat_id=AKIKO, text="x", reply_markup=BUTTONS)
        pressing = asyncio.create_task(on.reader.press(AKIKO, sent["message_id"], "Follow"))
        query = check_shape(CallbackQuery, (await on.next_update())["callback_query"])
        assert (query.data, query.from_user.id, query.message.message_id) == ("follow:1", AKIKO, sent["message_id"])
        await on.good("answerCallbackQuery", callback_query_id=query.id, text="Done", show_alert=True)
        assert await pressing == {"ok": True, "answered": True, "text": "Done", "show_alert": True, "url": ""}
        twice = await on.refused("answerCallbackQuery", callback_query_id=query.id)
        assert twice[0] == 400
        assert "query is too old" in twice[1]


async def test_an_unanswered_button_says_so_and_a_url_button_needs_no_bot() -> None:
    async with stage() as on:
        sent = await on.good("sendMessage", chat_id=AKIKO, text="x", reply_markup=BUTTONS)
        assert (await on.reader.press(AKIKO, sent["message_id"], "Follow", timeout=0))["answered"] is False
        assert (await on.reader.press(AKIKO, sent["message_id"], "Site"))["url"] == "https://a.org"
        with pytest.raises(Refused, match="no such button"):
            await on.reader.press(AKIKO, sent["message_id"], "Elsewhere")


async def test_a_query_grows_too_old() -> None:
    async with stage() as on:
        sent = await on.good("sendMessage", chat_id=AKIKO, text="x", reply_markup=BUTTONS)
        pressing = asyncio.create_task(on.reader.press(AKIKO, sent["message_id"], "Follow"))
        query = (await on.next_update())["callback_query"]
        on.clock.forward(minutes=16)
        assert "query is too old" in (await on.refused("answerCallbackQuery", callback_query_id=query["id"]))[1]
        pressing.cancel()


async def test_an_inline_question_gets_its_results() -> None:
    article = {"type": "article", "id": "1", "title": "T", "input_message_content": {"message_text": "x"}}
    async with stage() as on:
        asking = asyncio.create_task(on.reader.inline(AKIKO, "kuril"))
        query = check_shape(InlineQuery, (await on.next_update())["inline_query"])
        assert query.query == "kuril"
        broken = article | {"input_message_content": {"message_text": "<b>x", "parse_mode": "HTML"}}
        assert "parse" in (await on.refused("answerInlineQuery", inline_query_id=query.id, results=[broken]))[1]
        await on.good("answerInlineQuery", inline_query_id=query.id, results=[article])
        assert (await asking)["results"] == [article]


async def test_a_readers_file_reaches_the_bot() -> None:
    async with stage() as on:
        await on.reader.upload(AKIKO, "../../note.txt", b"Talks resume.", caption="for you")
        message = check_shape(Message, (await on.next_update())["message"])
        assert (message.document.file_name, message.document.file_size, message.caption) == ("note.txt", 13, "for you")
        file = check_shape(File, await on.good("getFile", file_id=message.document.file_id))
        async with on.http.get(f"{on.sandbox.url}/file/bot{on.sandbox.token}/{file.file_path}") as response:
            assert await response.read() == b"Talks resume."
        async with on.http.get(f"{on.sandbox.url}/file/bot1:wrong/{file.file_path}") as response:
            assert response.status == 404


async def test_twenty_megabytes_can_be_fetched_and_not_a_byte_more() -> None:
    async with stage() as on:
        fits = await on.reader.upload(AKIKO, "a.txt", b"x" * 20 * MEGABYTE)
        assert (await on.good("getFile", file_id=fits["document"]["file_id"]))["file_size"] == 20 * MEGABYTE
        large = await on.reader.upload(AKIKO, "b.txt", b"x" * (20 * MEGABYTE + 1))
        refusal = await on.refused("getFile", file_id=large["document"]["file_id"])
        assert refusal == (400, "Bad Request: file is too big")
        assert (await on.refused("getFile", file_id="nothing"))[1] == "Bad Request: invalid file_id"


async def test_files_of_an_album_name_it() -> None:
    async with stage() as on:
        for name, caption in (("a.txt", "for you"), ("b.txt", None)):
            await on.reader.upload(AKIKO, name, b"Talks resume.", caption, album="77")
        sent = [check_shape(Message, update["message"]) for update in await on.updates(0)]
        assert [one.media_group_id for one in sent] == ["77", "77"]
        assert [one.caption for one in sent] == ["for you", None]


async def test_the_bot_sends_documents_and_photos() -> None:
    async with stage() as on:
        answer = await on.send_file(
            "sendDocument", "document", "days.csv", b"a;b", caption="<b>x</b>", parse_mode="HTML"
        )
        document = check_shape(Message, answer["result"])
        assert (document.document.mime_type, document.caption_entities[0].type) == ("text/csv", "bold")
        again = await on.good("sendDocument", chat_id=PIERRE, document=document.document.file_id)
        assert again["document"]["file_id"] == document.document.file_id
        photo = check_shape(Message, (await on.send_file("sendPhoto", "photo", "a.png", PNG))["result"])
        assert (photo.photo[0].width, photo.photo[0].height) == (40, 30)
        refused = await on.send_file("sendPhoto", "photo", "a.png", b"no picture")
        assert refused["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
        long = await on.send_file("sendDocument", "document", "a", b"x", caption="x" * 1025)
        assert long["description"] == "Bad Request: message caption is too long"
        attached = await on.send_file("sendDocument", "part", "b.txt", b"x", document="attach://part")
        assert attached["result"]["document"]["file_name"] == "b.txt"


async def test_a_text_becomes_a_picture_and_that_another() -> None:
    async with stage() as on:
        note = await on.good("sendMessage", chat_id=AKIKO, text="Reading…", reply_markup=BUTTONS)
        media = {"type": "photo", "media": "attach://part", "caption": "<b>Talks</b>", "parse_mode": "HTML"}
        given = {"message_id": str(note["message_id"]), "media": json.dumps(media)}
        made = check_shape(Message, (await on.send_file("editMessageMedia", "part", "a.png", PNG, **given))["result"])
        assert (made.message_id, made.text, made.reply_markup) == (note["message_id"], None, None)
        assert (made.caption, made.caption_entities[0].type, made.photo[0].width) == ("Talks", "bold", 40)
        [shown] = [one for one in await on.reader.messages(AKIKO) if one["message_id"] == note["message_id"]]
        assert "text" not in shown
        other = {**given, "media": json.dumps({"type": "document", "media": made.photo[0].file_id})}
        changed = check_shape(Message, await on.good("editMessageMedia", chat_id=AKIKO, **other))
        assert (changed.photo, changed.caption, changed.document.file_id) == (None, None, made.photo[0].file_id)
        odd = {**given, "media": json.dumps({"type": "sticker", "media": "x"})}
        assert (await on.refused("editMessageMedia", chat_id=AKIKO, **odd))[0] == 400
        lost = {**other, "message_id": 9999}
        assert "to edit not found" in (await on.refused("editMessageMedia", chat_id=AKIKO, **lost))[1]


async def test_each_reader_sees_the_narrowest_commands() -> None:
    def commands(*names: str) -> list[dict[str, str]]:
        return [{"command": name, "description": "x"} for name in names]

    async with stage() as on:
        await on.good("setMyCommands", commands=commands("start"))
        await on.good("setMyCommands", commands=commands("load"), scope={"type": "chat", "chat_id": ADMIN})
        await on.good("setMyCommands", commands=commands("aide"), language_code="fr")
        shown = {chat["id"]: [c["command"] for c in chat["commands"]] for chat in await on.reader.chats()}
        assert shown == {AKIKO: ["start"], PIERRE: ["aide"], ADMIN: ["load"]}
        found = await on.good("getMyCommands", scope={"type": "chat", "chat_id": ADMIN})
        assert check_shape(list[BotCommand], found)[0].command == "load"
        await on.good("deleteMyCommands", scope={"type": "chat", "chat_id": ADMIN})
        assert await on.good("getMyCommands", scope={"type": "chat", "chat_id": ADMIN}) == []
        assert (await on.refused("setMyCommands", commands=commands("not good")))[
            1
        ] == "Bad Request: BOT_COMMAND_INVALID"


async def test_descriptions_actions_and_menu_button_are_taken() -> None:
    async with stage() as on:
        assert await on.good("setMyDescription", description="I summarise.") is True
        assert await on.good("setMyShortDescription", short_description="News") is True
        assert (await on.reader.chats())[0]["description"] == "I summarise."
        assert await on.good("setMyDescription", description="Je résume.", language_code="fr") is True
        said = [await on.good("getMyDescription", **which) for which in ({}, {"language_code": "fr"})]
        assert [check_shape(BotDescription, one).description for one in said] == ["I summarise.", "Je résume."]
        short = await on.good("getMyShortDescription", language_code="ru")
        assert check_shape(BotShortDescription, short).short_description == "News"
        assert check_shape(BotName, await on.good("getMyName")).name == "Communiqué"
        refusal = await on.refused("getMyDescription", language_code="french")
        assert refusal == (400, "Bad Request: invalid language code specified")
        assert await on.good("sendChatAction", chat_id=AKIKO, action="typing") is True
        refusal = await on.refused("sendChatAction", chat_id=AKIKO, action="sleeping")
        assert refusal == (400, "Bad Request: wrong parameter action in request")
        assert await on.good("setChatMenuButton", menu_button={"type": "commands"}) is True


async def test_events_are_streamed_from_where_a_client_was() -> None:
    async with stage() as on:
        await on.reader.send(AKIKO, "one")
        async with on.http.get(f"{on.sandbox.url}/sandbox/events", params={"since": 0}) as stream:
            first = await _event(stream)
            assert first["message"]["text"] == "one"
            await on.good("sendChatAction", chat_id=AKIKO, action="typing")
            assert (await _event(stream))["action"] == "typing"
        async with on.http.get(f"{on.sandbox.url}/sandbox/events", params={"since": 999}) as stream:
            assert (await _event(stream))["kind"] == "reset"


async def test_waiting_for_a_message_ends_when_it_comes() -> None:
    async with stage() as on:
        waiting = asyncio.create_task(on.reader.wait_for(AKIKO, lambda message: message.get("text") == "now"))
        await on.good("sendMessage", chat_id=AKIKO, text="not yet")
        await on.good("sendMessage", chat_id=AKIKO, text="now")
        assert (await waiting)["text"] == "now"


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_a_page_from_elsewhere_is_kept_out(headers: dict[str, str]) -> None:
    async with stage() as on:
        for url in (f"{on.sandbox.url}/sandbox/chats/{AKIKO}/block", on.address("getMe")):
            async with on.http.post(url, json={}, headers=headers) as response:
                assert response.status == 403
        assert not (await on.reader.chats())[0]["blocked"]


async def test_the_page_is_served_with_a_strict_policy() -> None:
    async with stage() as on:
        async with on.http.get(on.sandbox.url) as response:
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
            assert "<script>" not in await response.text()
        for name in ("chat.js", "style.css", "icon.svg"):
            async with on.http.get(f"{on.sandbox.url}/page/{name}") as response:
                assert response.status == 200
        own = {"Origin": on.sandbox.url, "Sec-Fetch-Site": "same-origin"}
        async with on.http.post(f"{on.sandbox.url}/sandbox/chats/{AKIKO}/block", json={}, headers=own) as response:
            assert response.status == 200


async def test_an_uploaded_page_is_never_shown_as_one() -> None:
    async with stage() as on:
        sent = await on.reader.upload(AKIKO, "x.html", b"<script>alert(1)</script>")
        async with on.http.get(f"{on.sandbox.url}/sandbox/files/{sent['document']['file_id']}") as response:
            assert response.content_type == "application/octet-stream"
            assert response.headers["Content-Disposition"].startswith("attachment")
            assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_taken_port_is_said_clearly() -> None:
    async with stage() as on:
        port = int(on.sandbox.url.rpartition(":")[2])
        with pytest.raises(OSError, match=f"Port {port} is taken"):
            await Sandbox(port=port, clock=lambda: NOON).start()
        assert await _alive(on)


async def _alive(on: Stage) -> bool:
    return bool((await on.good("getMe"))["is_bot"])


async def _event(stream: aiohttp.ClientResponse) -> Json:
    while True:
        line = await asyncio.wait_for(stream.content.readline(), 10)
        if line.startswith(b"data: "):
            event: Json = json.loads(line[6:])
            return event
