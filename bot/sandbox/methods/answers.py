"""What the bot answers to a pressed button or an inline question, and that it is at work."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import BadRequest
from bot.sandbox.messages import writable
from bot.sandbox.params import Params
from bot.sandbox.text import formatted
from bot.sandbox.world import World

ANSWER_LIMIT = 200
MOST_RESULTS = 50
ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


async def answer_callback_query(world: World, params: Params) -> bool:
    """Ends the spinner on a pressed button, with a text if there is one. Raises BadRequest for a stale query."""
    text = params.text("text")
    if len(text) > ANSWER_LIMIT:
        raise BadRequest("MESSAGE_TOO_LONG")
    body = {"text": text, "show_alert": params.flag("show_alert"), "url": params.text("url")}
    world.queries.answer(params.text("callback_query_id"), body)
    return True


async def answer_inline_query(world: World, params: Params) -> bool:
    """Shows the results of an inline question. Raises BadRequest for a stale query or wrong results."""
    results = params.array("results")
    if results is None:
        raise BadRequest("can't parse inline query results: expected an Array")
    if len(results) > MOST_RESULTS:
        raise BadRequest("RESULTS_TOO_MUCH")
    for result in results:
        _check_result(result)
    if len({result["id"] for result in results}) < len(results):
        raise BadRequest("RESULT_ID_DUPLICATE")
    body = {"results": results, "next_offset": params.text("next_offset"), "button": params.mapping("button")}
    world.queries.answer(params.text("inline_query_id"), body)
    return True


async def send_chat_action(world: World, params: Params) -> bool:
    """Shows for five seconds what the bot is doing."""
    action = params.text("action")
    if action not in ACTIONS:
        raise BadRequest("wrong parameter action in request")
    chat = writable(world, params)
    world.events.publish("action", chat.person.id, action=action)
    return True


def _check_result(result: Any) -> None:
    if not isinstance(result, dict) or not result.get("type"):
        raise BadRequest("can't parse inline query result: expected an Object")
    if not 1 <= len(str(result.get("id", "")).encode()) <= 64:
        raise BadRequest("RESULT_ID_INVALID")
    content = result.get("input_message_content")
    if result["type"] == "article":
        if not result.get("title"):
            raise BadRequest("ARTICLE_TITLE_EMPTY")
        if not isinstance(content, dict):
            raise BadRequest("can't parse inline query result: input_message_content is required")
    if isinstance(content, dict) and "message_text" in content:
        text, _ = formatted(Params({"text": content["message_text"], "parse_mode": content.get("parse_mode")}), "text")
        if not text:
            raise BadRequest("MESSAGE_EMPTY")
