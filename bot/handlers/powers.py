"""What everybody in a group may do; whatever is not named here is for the chat's administrators."""

from __future__ import annotations

from telegram.ext import CommandHandler

from bot.handlers.feed_buttons import ACTIONS as FEED_ACTIONS
from bot.handlers.menu import ADMIN_COMMANDS
from bot.handlers.turns import AnyApp
from bot.telegram.desk_keyboards import FIELDS, STATS
from bot.telegram.schedule_keyboards import SETTINGS
from bot.telegram.setting_keyboards import LANGUAGE, LENGTH, LISTS

READING = frozenset(
    {
        "summary",
        "latest",
        "top",
        "search",
        "topics",
        "brief",
        "timeline",
        "said",
        "trend",
        "compare",
        "ties",
        "saved",
        "share",
        "help",
        "privacy",
        "export",
        "forgetme",
        "cancel",
    }
)
"""Commands that only show something, forget a question that was put to their sender, or say by themselves who may."""

SHOWING = frozenset({"digest", "settings", "language"})
"""Commands that only show something as long as nothing stands behind them."""

OPENING = "start"
"""The opposite: with what a link brought it shows an article or a topic, alone it turns posts on."""

READING_BUTTONS = frozenset(
    {"sum", "ctx", "open", "dif", "shr", "svp", "old", "top", "bri", "tim", "pic", "cit", "sai", "dg", "ds", "dpag"}
    | {SETTINGS, LENGTH, LANGUAGE, *LISTS.values()}
)
"""Buttons that only show something."""

DESK_BUTTONS = frozenset({*FEED_ACTIONS, *FIELDS, STATS, "fpag", "del", "und", "ane", "aol", "unb", "bpg"})
"""Buttons of the bot's own admins, which are checked where they are answered, as their commands are."""


def commands_of(app: AnyApp) -> frozenset[str]:
    """All commands that somebody handles, found out at the first use."""
    found: frozenset[str] = app.bot_data.setdefault("commands", frozenset[str]())
    if not found:
        handlers = [one for group in app.handlers.values() for one in group if isinstance(one, CommandHandler)]
        found = app.bot_data["commands"] = frozenset(name for one in handlers for name in one.commands)
    return found


def is_free(command: str, argument: str) -> bool:
    """Whether any member of a group may send the command. Those of the bot's own admins have their own check."""
    if command == OPENING:
        return bool(argument)
    if command in SHOWING:
        return not argument
    return command in READING or command in ADMIN_COMMANDS


def is_free_button(data: str) -> bool:
    """Whether any member of a group may press a button with this data."""
    action = data.partition(":")[0]
    return action in READING_BUTTONS or action in DESK_BUTTONS
