"""Updates, invented: the handlers answer them or keep silent, and what they say is what Telegram takes."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select
from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot.handlers.menu import ADMIN_COMMANDS, READER_COMMANDS
from bot.sandbox.entities import parse_html
from bot.sandbox.utf16 import units
from storage.tables import articles, bans, broadcasts, feeds, follows, metadata, readers, roles, saved
from tests.fixtures.house import ADMIN, GROUP, House, house, person
from tests.fuzz.effort import trying

Json = dict[str, Any]

READER, OTHER = 2, 4
HOSTILE = (
    "<b>",
    "</a>",
    "<script>alert(1)</script>",
    "&amp;",
    "&",
    '"',
    "'",
    "\u202e",
    "\x00",
    "\ud83d",
    "@everyone",
    "[x](http://y)",
)
WORDS = (
    "kuril",
    "japan",
    "1",
    "2",
    "all",
    "9" * 30,
    "-1",
    "#1",
    "envoys",
    "http://127.0.0.1/",
    "monday",
    "7:30",
    "off",
)
ARTICLE = {
    "title": '<b>Envoys</b> & "ministers" of Japan \u202e</a>',
    "text": "Envoys of Japan met <i>here</i> & spoke about the Kuril islands. “A <b>deal</b> is near,” said Anna <Lee>."
    " They will meet again on 3 May 2026. Ministers & envoys </code> of Russia and Japan signed <nothing>.",
    "outlet": "<u>Daily</u> & Sons",
    "authors": ["<s>A. & B.</s>"],
}

_argument = st.lists(st.sampled_from(HOSTILE + WORDS) | st.text(max_size=8), max_size=6).map(" ".join)
_command = st.builds("/{} {}".format, st.sampled_from((*READER_COMMANDS, *ADMIN_COMMANDS, "start", "stop")), _argument)
_said = _command | _argument | st.text(max_size=40) | st.sampled_from(("/", "/ ", "//", "/\x00", "@", "/start x"))
_who = st.sampled_from((READER, ADMIN))
_where = st.sampled_from((None, None, GROUP))


class Stage:
    """A house with a hostile archive, on a loop of its own, where many updates arrive one after the other."""

    def __init__(self, url: str) -> None:
        self._runner = asyncio.Runner()
        self._house = house(url)
        self.here: House = self._run(self._house.__aenter__)
        self._run(self._furnish)

    def arrive(self, do: Callable[[House], Awaitable[object]]) -> list[tuple[str, Json]]:
        """What the bot called for it."""
        before = len(self.here.api.calls)
        self._run(lambda: do(self.here))
        self._run(lambda: self.here.settle(before))
        return self.here.api.calls[before:]

    def rows(self, *queries: Any) -> list[list[tuple[object, ...]]]:
        """What the database answers."""

        async def ask() -> list[list[tuple[object, ...]]]:
            async with self.here.database._backend.reading.connect() as connection:
                return [[tuple(row) for row in await connection.execute(query)] for query in queries]

        found: list[list[tuple[object, ...]]] = self._run(ask)
        return found

    def close(self) -> None:
        """Everything ends."""
        self._run(lambda: self._house.__aexit__(None, None, None))
        self._runner.close()

    def _run(self, do: Callable[[], Any]) -> Any:
        async def doing() -> Any:
            return await do()

        return self._runner.run(doing())

    async def _furnish(self) -> None:
        await self.here.upload("a.jsonl", json.dumps(ARTICLE).encode(), ADMIN, caption="/load")
        await self.here.settle()
        for user in (READER, OTHER):
            await self.here.say("/start", user)
            await self.here.say('/follow "envoys" & japan', user)
            await self.here.press("sav:1001:3:0", user)


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[Stage]:
    opened = Stage(sqlite_url)
    yield opened
    opened.close()


def check(calls: list[tuple[str, Json]], caplog: pytest.LogCaptureFixture) -> None:
    """Nothing unforeseen was met, and everything that was said is what Telegram takes."""
    errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    caplog.clear()
    assert errors == []
    for name, given_ in calls:
        text = str(given_.get("text", given_.get("caption", "")))
        if name == "answerCallbackQuery":
            assert units(text) <= 200
        if given_.get("parse_mode") == "HTML":
            plain, _ = parse_html(text)
            assert units(plain) <= (1024 if "caption" in given_ else 4096)
            assert plain.strip() or "caption" in given_
        markup = given_.get("reply_markup") or {}
        for button in [one for row in markup.get("inline_keyboard", []) for one in row]:
            assert len(button.get("callback_data", "").encode()) <= 64
            assert button["text"].strip()


def test_whatever_is_said_is_answered_in_what_telegram_takes(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    @trying(80)
    @given(_said, _who, _where)
    @example("/broadcast \ud83d", ADMIN, None)
    def say(text: str, user: int, chat: int | None) -> None:
        check(stage.arrive(lambda here: here.say(text, user, chat)), caplog)

    say()


def _patterns(here: House) -> list[str]:
    handlers = [one for group in here.app.handlers.values() for one in group]
    found = [one.pattern for one in handlers if isinstance(one, CallbackQueryHandler)]
    return [one.pattern for one in found if isinstance(one, re.Pattern)]


def test_buttons_of_ones_own_making_reach_nothing_of_others(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Anybody can send any data: the patterns of all buttons, with any numbers."""
    theirs = select(readers.c.id).where(readers.c.chat_id == OTHER)
    guarded = [
        select(table).where(table.c.reader_id.in_(theirs)) for table in metadata.sorted_tables if "reader_id" in table.c
    ]
    guarded += [select(table) for table in (articles, bans, broadcasts, feeds, roles)]
    before = stage.rows(*guarded)
    assert [len(rows) for rows in stage.rows(select(follows), select(saved), select(articles))] == [2, 2, 1]
    small = st.sampled_from((*range(4), *range(1000, 1003))).map(str) | st.sampled_from(
        ("9" * 18, "9223372036854775807")
    )
    known = st.sampled_from(_patterns(stage.here)).flatmap(lambda one: st.from_regex(one, fullmatch=True))
    built = st.tuples(known, st.lists(small, min_size=3, max_size=3)).map(
        lambda made: ":".join([made[0].split(":")[0], *made[1][: made[0].count(":")]])
    )

    @trying(80)
    @given(built | built | known | st.text(max_size=64), _where)
    def press(data: str, chat: int | None) -> None:
        message = stage.here.message(1, chat or READER, text="A card")
        check(stage.arrive(lambda here: here.press(data, READER, message=message)), caplog)

    press()
    assert stage.rows(*guarded) == before


LEAVES: dict[type, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(-(2**52), 2**52),
    float: st.floats(-400, 400),
    str: st.text(max_size=6) | st.sampled_from(("private", "group", "supergroup", "channel", "bot_command", "1:2:3")),
    dict: st.just({}),
    list: st.just([]),
}
"""Telegram's server is believed that a number is a number, and no more than that."""

_kinds = st.sampled_from(
    [
        {"text": "/latest", "entities": [{"type": "bot_command", "offset": 0, "length": 7}]},
        {"text": "kuril", "reply_to_message": {"message_id": 3, "date": 0, "chat": {"id": 2, "type": "private"}}},
        {"location": {"latitude": 35.6, "longitude": 139.7}},
        {"document": {"file_id": "f", "file_unique_id": "f", "file_name": "a.pdf", "file_size": 10}},
        {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}], "caption": "/load"},
        {"contact": {"phone_number": "1", "first_name": "A"}},
        {"new_chat_members": [{"id": 1, "is_bot": True, "first_name": "C"}]},
        {"migrate_to_chat_id": -1001},
        {"sender_chat": {"id": -5, "type": "channel", "title": "<b>"}, "text": "/load x"},
        {"poll": {"id": "1"}},
    ]
)


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in a piece of JSON."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (*at, key)
        yield from _places(one, (*at, key))


def _changed(update: Json, place: tuple[Any, ...], draw: Callable[[st.SearchStrategy[Any]], Any]) -> Json:
    """The update with one thing in it left out, or another of its kind."""
    copy = json.loads(json.dumps(update))
    inside = copy
    for key in place[:-1]:
        inside = inside[key]
    if draw(st.booleans()):
        del inside[place[-1]]
    else:
        inside[place[-1]] = draw(LEAVES[type(inside[place[-1]])])
    return dict(copy)


def test_updates_of_any_shape_are_handled_or_are_none(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    def update(kind: Json, wrap: str) -> Json:
        message = stage.here.message(READER, None) | kind
        if wrap == "callback_query":
            query = {"id": "1", "from": person(READER), "chat_instance": "1", "data": "top:0:0", "message": message}
            return {"callback_query": query}
        if wrap == "inline_query":
            return {"inline_query": {"id": "1", "from": person(READER), "query": "kuril", "offset": ""}}
        return {wrap: message}

    wraps = st.sampled_from(
        ("message", "message", "edited_message", "channel_post", "callback_query", "inline_query", "unknown")
    )

    @trying(100)
    @given(_kinds, wraps, st.data())
    def arrive(kind: Json, wrap: str, data: st.DataObject) -> None:
        whole = update(kind, wrap)
        place = data.draw(st.sampled_from(list(_places(whole))))
        given_ = {"update_id": 1, **_changed(whole, place, data.draw)}
        try:
            found = Update.de_json(given_, stage.here.app.bot)
        except Exception:  # the library takes what Telegram sends for true: such an update is none
            return
        app = stage.here.app

        async def handle(_: House) -> None:
            await app.update_processor.process_update(found, app.process_update(found))

        check(stage.arrive(handle), caplog)

    arrive()
