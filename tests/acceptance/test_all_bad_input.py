"""Everything that can be said wrong, to one bot: a clear sentence in the sender's language, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.handlers.menu import ADMIN_COMMANDS, ADMINISTRATOR_COMMANDS, READER_COMMANDS
from bot.handlers.powers import READING, SHOWING
from bot.sandbox.chats import Person as SandboxPerson
from bot.sandbox.server import Sandbox
from bot.texts.catalogue import translator
from tests.acceptance.bad_input import (
    ADMIN_SAID_WRONG,
    LINK_SAID_WRONG,
    LONG,
    NONSENSE,
    NOTHING,
    ODD,
    SAID_WRONG,
    WORDS,
    rows,
)
from tests.acceptance.bot_process import ADMIN, BotProcess, running
from tests.acceptance.conftest import TOKEN
from tests.acceptance.conversation import Person, labels
from tests.acceptance.seeded import copied
from tests.fixtures.answers import is_said, oddities
from tests.fixtures.sandbox_client import Json, SandboxClient
from tests.fixtures.sandbox_groups import Crowd

pytestmark = pytest.mark.slow

AKIKO, PIERRE, ARAB, SWAHILI = 1001, 1002, 1004, 1005
PATIENCE = 60.0
FOLLOW = translator("en").plain("button.follow")


@dataclass
class Speaker:
    """Somebody who says much at once; ``language`` is that of the answers."""

    client: SandboxClient
    number: int
    language: str

    async def says(self, said: Sequence[tuple[str, str]]) -> list[Json]:
        """Say it all without waiting, and hold each answer against its key; gives the answers."""
        first = await self.client.send(self.number, said[0][0])
        for text, _ in said[1:]:
            await self.client.send(self.number, text)
        # What comes from one chat is answered in its order, this last; it forgets what was asked, too.
        await self.client.send(self.number, "/cancel")
        left = 1 + sum("cancel.nothing" in keys for _, keys in said)

        def is_last(message: Json) -> bool:
            nonlocal left
            left -= _by_bot(message, first["message_id"]) and self._is(message, "cancel.nothing")
            return left == 0

        await self.client.wait_for(self.number, is_last, PATIENCE)
        heard = [one for one in await self.client.messages(self.number) if _by_bot(one, first["message_id"])][:-1]
        expected = [(text, key) for text, keys in said for key in keys.split()]
        answered = zip(expected, heard, strict=False)
        assert [(said, _text(one)) for said, one in answered if not self._is(one, said[1])] == []
        assert len(heard) == len(expected)
        assert [(one, found) for one in heard if (found := oddities(_text(one).replace(NONSENSE, "")))] == []
        return heard

    async def presses(self, message: Json, label: str, key: str) -> None:
        """Press a button, and hold what is shown over it against the key."""
        answer = await self.client.press(self.number, message["message_id"], label)
        said = is_said(answer["text"], key, self.language) if key else not answer["text"]
        assert said, (label, answer["text"])

    def _is(self, message: Json, key: str) -> bool:
        return _is_said(message, key, self.language)


def _is_said(message: Json, key: str, language: str = "en") -> bool:
    return bool(_text(message)) if key == WORDS else is_said(_text(message), key, language)


def _text(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _by_bot(message: Json, after: int) -> bool:
    return bool(message["from"]["is_bot"]) and message["message_id"] > after


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """With a reader of Arabic, and one of a language that has no catalogue."""
    people = [
        SandboxPerson(ARAB, "Layla", "Haddad", "layla", "ar"),
        SandboxPerson(SWAHILI, "Juma", "Otieno", "juma", "sw"),
    ]
    server = Sandbox(token=TOKEN, clock=lambda: datetime.now(UTC), people=people)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def bot(sandbox: Sandbox, archive: Path, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """Without a quota of commands."""
    data = copied(archive, tmp_path / "data")
    async with running(
        data,
        telegram_token=TOKEN,
        telegram_api_url=sandbox.url,
        messages_per_second="0",
        in_flight="8",
        commands_per_minute="0",
    ) as process:
        yield process


def test_every_command_of_the_menus_has_its_rows() -> None:
    assert set(NOTHING) == {"start", *READER_COMMANDS, *ADMIN_COMMANDS}
    assert set(ODD) | set(LONG) <= set(NOTHING)


async def test_each_gets_a_clear_sentence_and_nothing_is_lost(bot: BotProcess, chat: SandboxClient) -> None:
    akiko, arab, swahili, owner = (
        Speaker(chat, number, language)
        for number, language in ((AKIKO, "en"), (ARAB, "ar"), (SWAHILI, "en"), (ADMIN, "en"))
    )
    for speaker in (akiko, arab, swahili, owner):
        await Person(chat, speaker.number).ask("/start")

    readers, owners = ("start", *READER_COMMANDS), ADMIN_COMMANDS
    refused = [(f"/{name}", "error.not_admin") for name in owners]
    wrong = (rows(readers), rows(readers, ODD, NONSENSE), list(SAID_WRONG))
    await asyncio.gather(
        akiko.says([*wrong[0], *wrong[1], *rows(readers, LONG, "q" * 4000), *wrong[2]]),
        arab.says([*wrong[0], *wrong[1], *wrong[2]]),
        swahili.says([*wrong[0], *refused]),
        owner.says([*rows(owners), *rows(owners, ODD, NONSENSE), *ADMIN_SAID_WRONG]),
    )
    link, key = LINK_SAID_WRONG
    assert _is_said(await Person(chat, ADMIN).ask(link), key)
    await what_was_deleted(akiko, owner)
    await in_a_group(chat)
    await banned(swahili, owner)

    listed, saved = await akiko.says([("/topics", "topics.head"), ("/saved", "saved.head")])
    assert "اليابان" in _text(listed)
    assert "№ 1001" in _text(saved)
    assert not any("Traceback" in line or "ERROR" in line for line in bot.log), bot.log


async def what_was_deleted(akiko: Speaker, owner: Speaker) -> None:
    """Buttons of an article and of a topic that are gone, and of what was pressed before, twice at once too."""
    followed, card, listed = await akiko.says(
        [("/follow oil", "topic.followed"), ("/summary 1016", WORDS), ("/topics", "topics.head")]
    )
    gone, _ = await owner.says([("/delete 1016", "desk.deleted"), ("/delete 1016", "error.article.deleted")])
    for label in labels(card):
        # Which topic is asked all the same, without the names of the article.
        await akiko.presses(card, label, "error.article.unknown" if label != FOLLOW else "")
    names = ("summary", "save", "note", "share")
    await akiko.says([(f"/{name} 1016", "error.article.unknown") for name in names])
    await akiko.says([("/unfollow oil", "topic.unfollowed")])
    for label in ("Pause 2", "Edit 2", "Remove 2", "Remove 2"):
        await akiko.presses(listed, label, "error.topic.unknown")
    await akiko.presses(followed, labels(followed)[0], "error.topic.unknown")
    undo = gone["message_id"], labels(gone)[0]
    twice = await asyncio.gather(*(owner.client.press(owner.number, *undo) for _ in range(2)))
    assert sorted(is_said(one["text"], "error.article.not_deleted", owner.language) for one in twice) == [False, True]


async def in_a_group(client: SandboxClient) -> None:
    """A member without rights sends every command; the group, which is written to in French, keeps what it follows."""
    group = await Crowd.found(client, {PIERRE: "creator", AKIKO: "member"})
    await group.seat_bot(PIERRE, "member")
    hello = await group.hears("Bonjour")
    await group.say(PIERRE, "/follow kuril")
    followed = await group.hears("kuril", hello["message_id"])
    free = [name for name in ADMINISTRATOR_COMMANDS if name in READING | SHOWING]
    barred = [name for name in ("start", *ADMINISTRATOR_COMMANDS) if name not in free]
    for name in barred:
        await group.say(AKIKO, f"/{name}")
        await group.say(AKIKO, f"/{name} {NONSENSE}" if name != "start" else "/start")
    for name in free:
        await group.say(AKIKO, f"/{name}")
    await group.say(PIERRE, "/nonsense")
    await group.say(PIERRE, "/unfollow whales")
    await client.wait_for(group.number, lambda one: _is_said(one, "error.topic.unknown", "fr"), PATIENCE)
    heard = [one for one in await client.messages(group.number) if _by_bot(one, followed["message_id"])]
    keys = {"export": "error.private", "forgetme": "error.private", "topics": "topics.head"}
    expected = ["error.not_administrator", *(keys.get(name, NOTHING[name]) for name in free), "error.topic.unknown"]
    assert [_text(one) for one, key in zip(heard, expected, strict=True) if not _is_said(one, key, "fr")] == []
    assert "kuril" in (await group.ask(PIERRE, "/topics"))["text"]


async def banned(reader: Speaker, owner: Speaker) -> None:
    """Told once and not answered after that, but for /forgetme; what they followed is there after the ban."""
    await reader.says([("/follow kuril", "topic.followed")])
    await owner.says([(f"/ban {reader.number}", "ban.done")])
    told = await Person(reader.client, reader.number).ask("/start")
    assert is_said(told["text"], "ban.told", reader.language)
    for name in READER_COMMANDS:
        await reader.client.send(reader.number, f"/{name} {NONSENSE}" if name != "forgetme" else "/help")
    asked = await Person(reader.client, reader.number).ask("/forgetme")
    assert is_said(asked["text"], "forget.ask", reader.language)
    heard = [one for one in await reader.client.messages(reader.number) if _by_bot(one, told["message_id"])]
    assert [one["message_id"] for one in heard] == [asked["message_id"]]
    await owner.says([(f"/unban {reader.number}", "ban.lifted")])
    listed, *_ = await reader.says([("/topics", "topics.head")])
    assert "kuril" in _text(listed)
