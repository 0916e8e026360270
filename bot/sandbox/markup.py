"""The buttons under a message, and what Telegram refuses about them."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.errors import BadRequest
from bot.sandbox.params import Params

Json = dict[str, Any]

DATA_LIMIT = 64
"""Most bytes of callback data."""

MOST_BUTTONS = 100
ACTIONS = frozenset(
    [
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    ]
)
OTHER_KEYBOARDS = frozenset({"keyboard", "remove_keyboard", "force_reply"})
_URL = re.compile(r"(https?://[^\s/]+|tg://)\S*", re.IGNORECASE)


def inline_keyboard(params: Params) -> Json | None:
    """The inline keyboard of a call, checked; None if there is none. Raises BadRequest as Telegram does."""
    markup = params.mapping("reply_markup")
    if not markup or (OTHER_KEYBOARDS & markup.keys() and "inline_keyboard" not in markup):
        return None
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise BadRequest('object expected as reply markup: field "inline_keyboard" must be an Array of Arrays')
    checked = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, checked)) > MOST_BUTTONS:
        raise BadRequest("reply markup is too long")
    return {"inline_keyboard": checked} if checked else None


def _button(button: Any) -> Json:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise BadRequest('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not button["text"].strip():
        raise BadRequest("inline keyboard button text must be non-empty")
    actions = ACTIONS & {name for name, value in button.items() if value is not None}
    if len(actions) != 1:
        raise BadRequest("Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= DATA_LIMIT:
        raise BadRequest("BUTTON_DATA_INVALID")
    if "url" in actions and not _URL.fullmatch(str(button["url"])):
        raise BadRequest(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button
