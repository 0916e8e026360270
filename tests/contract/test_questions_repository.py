"""What the questions repository promises, on each database."""

from __future__ import annotations

from storage.engine import Database
from storage.records import QuestionRecord
from tests.fixtures.ledger import NOW, SECOND

CHANNEL_AS_SENDER = -1_002_003_004_005
"""An asker may be a chat, whose id needs 64 bits."""


async def test_a_question_belongs_to_its_asker_until_it_ends(database: Database) -> None:
    async with database.write() as unit:
        group = await unit.readers.meet(-7, "group", "en", now=NOW)
        await unit.questions.ask(group.id, 1, "follow", 40, now=NOW)
        await unit.questions.ask(group.id, CHANNEL_AS_SENDER, "load", 41, now=NOW)
        assert await unit.questions.of(group.id, 1) == QuestionRecord(group.id, 1, "follow", 40, NOW)
        assert await unit.questions.of(group.id, 3) is None
        assert await unit.questions.end(group.id, 1)
        assert not await unit.questions.end(group.id, 1)
        assert await unit.questions.of(group.id, CHANNEL_AS_SENDER) is not None


async def test_a_new_question_takes_the_place_of_the_earlier_one(database: Database) -> None:
    async with database.write() as unit:
        reader = await unit.readers.meet(1, "private", "en", now=NOW)
        await unit.questions.ask(reader.id, 1, "follow", 40, now=NOW)
        await unit.questions.ask(reader.id, 1, "load", 42, now=NOW + SECOND)
        assert await unit.questions.of(reader.id, 1) == QuestionRecord(reader.id, 1, "load", 42, NOW + SECOND)
