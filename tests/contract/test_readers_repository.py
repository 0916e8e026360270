"""What the readers repository promises, on each database."""

from __future__ import annotations

from storage.engine import Database
from storage.unit import Unit
from tests.fixtures.ledger import NOW, SECOND, add_article, follower, topic_id

SUPERGROUP = -1_002_003_004_005
"""A chat id that needs 64 bits, as Telegram's do."""


async def _active(unit: Unit, chat_id: int) -> bool:
    reader = await unit.readers.by_chat(chat_id)
    assert reader is not None
    return reader.active


async def test_reader_is_met_once(database: Database) -> None:
    async with database.write() as unit:
        first = await unit.readers.meet(SUPERGROUP, "supergroup", "fr", now=NOW)
    async with database.write() as unit:
        again = await unit.readers.meet(SUPERGROUP, "supergroup", "en", now=NOW + SECOND)
    assert again == first
    assert (first.chat_id, first.kind, first.language, first.created) == (SUPERGROUP, "supergroup", "fr", NOW)
    assert first.active


async def test_meeting_again_does_not_bring_a_reader_back_who_left(database: Database) -> None:
    async with database.write() as unit:
        reader = await unit.readers.meet(1, "private", "en", now=NOW)
        await unit.readers.deactivate(reader.id, now=NOW)
        assert not (await unit.readers.meet(1, "private", "en", now=NOW)).active
        await unit.readers.activate(reader.id)
        assert await _active(unit, 1)


async def test_stranger_is_nobody(database: Database) -> None:
    async with database.read() as unit:
        assert await unit.readers.by_chat(404) is None


async def test_a_reader_is_written_to_in_the_language_spoken_last(database: Database) -> None:
    async with database.write() as unit:
        reader = await unit.readers.meet(1, "private", "en", now=NOW)
        await unit.readers.speak(reader.id, "fr")
        assert (await unit.readers.meet(1, "private", "en", now=NOW)).language == "fr"


async def test_chosen_language_is_told_from_that_of_telegram(database: Database) -> None:
    async with database.write() as unit:
        reader = await unit.readers.meet(1, "private", "en", now=NOW)
        assert not reader.language_chosen
        await unit.readers.speak(reader.id, "ar", chosen=True)
        chosen = await unit.readers.by_chat(1)
        await unit.readers.speak(reader.id, "fr")
        left = await unit.readers.by_chat(1)
    assert chosen is not None
    assert left is not None
    assert (chosen.language, chosen.language_chosen) == ("ar", True)
    assert (left.language, left.language_chosen) == ("fr", False)


async def test_merged_reader_gets_the_chosen_language_unless_it_has_one(database: Database) -> None:
    async with database.write() as unit:
        group = await unit.readers.meet(-5, "group", "en", now=NOW)
        await unit.readers.speak(group.id, "zh", chosen=True)
        await unit.readers.meet(SUPERGROUP, "supergroup", "en", now=NOW)
        merged = await unit.readers.move(-5, SUPERGROUP)
        other = await unit.readers.meet(-6, "group", "en", now=NOW)
        await unit.readers.speak(other.id, "ru", chosen=True)
        kept = await unit.readers.move(-6, SUPERGROUP)
    assert merged is not None
    assert kept is not None
    assert (merged.language, merged.language_chosen) == ("zh", True)
    assert kept.language == "zh"


async def test_moved_chat_keeps_its_reader(database: Database) -> None:
    async with database.write() as unit:
        group = await follower(unit, -5, "kuril")
        moved = await unit.readers.move(-5, SUPERGROUP)
        assert await unit.readers.by_chat(-5) is None
    assert moved is not None
    assert (moved.id, moved.chat_id) == (group.id, SUPERGROUP)


async def test_move_of_an_unknown_chat_changes_nothing(database: Database) -> None:
    async with database.write() as unit:
        assert await unit.readers.move(-5, -6) is None
        known = await unit.readers.meet(-6, "supergroup", "en", now=NOW)
        assert await unit.readers.move(-5, -6) == known
        assert await unit.readers.move(-6, -6) == known


async def test_move_to_a_known_chat_merges_the_two(database: Database) -> None:
    async with database.write() as unit:
        old, new = await follower(unit, -5, "kuril", "minsk"), await follower(unit, SUPERGROUP, "minsk")
        await unit.readers.deactivate(new.id, now=NOW)
        merged = await unit.readers.move(-5, SUPERGROUP)
        follows = await unit.follows.of_reader(new.id)
        assert await unit.readers.by_chat(-5) is None
        assert await unit.follows.count(old.id) == 0
    assert merged is not None
    assert (merged.id, merged.active) == (new.id, True)
    assert sorted(follow.canonical for follow in follows) == ["kuril", "minsk"]


async def test_merged_reader_gets_each_article_once(database: Database) -> None:
    async with database.write() as unit:
        old, new = await follower(unit, -5, "kuril"), await follower(unit, SUPERGROUP, "kuril")
        sent, owed = await add_article(unit, "d1"), await add_article(unit, "d2")
        for article in (sent, owed):
            await unit.deliveries.fan_out(article.id, [await topic_id(unit, "kuril")], now=NOW)
        got = next(d for d in await unit.deliveries.of_reader(old.id) if d.article_id == sent.id)
        await unit.deliveries.sent(got.id, 7, now=NOW)
        await unit.readers.move(-5, SUPERGROUP)
        deliveries = await unit.deliveries.of_reader(new.id)
    assert {(d.article_id, d.state) for d in deliveries} == {(sent.id, "sent"), (owed.id, "queued")}
    assert len(deliveries) == 2


async def test_supergroup_keeps_topic_hours_mutes_and_saved(database: Database) -> None:
    async with database.write() as unit:
        group = await unit.readers.meet(-5, "group", "en", now=NOW)
        await unit.readers.place(group.id, 77)
        await unit.readers.cap(group.id, 3)
        moved = await unit.readers.move(-5, SUPERGROUP)
        thread = await unit.readers.thread(SUPERGROUP)
    assert moved is not None
    assert (moved.id, moved.kind, moved.alerts_an_hour, thread) == (group.id, "supergroup", 3, 77)


async def test_merged_reader_gets_the_settings_that_it_lacks(database: Database) -> None:
    async with database.write() as unit:
        group = await unit.readers.meet(-5, "group", "en", now=NOW)
        new = await unit.readers.meet(SUPERGROUP, "supergroup", "en", now=NOW)
        await unit.readers.place(group.id, 77)
        await unit.readers.cap(group.id, 3)
        await unit.readers.cap(new.id, 9)
        await unit.readers.pause(group.id, NOW)
        merged = await unit.readers.move(-5, SUPERGROUP)
        thread = await unit.readers.thread(SUPERGROUP)
    assert merged is not None
    assert (merged.id, merged.alerts_an_hour, merged.paused_until, thread) == (new.id, 9, NOW, 77)


async def test_deleted_topic_is_mended_unless_another_was_chosen_since(database: Database) -> None:
    async with database.write() as unit:
        group = await unit.readers.meet(SUPERGROUP, "supergroup", "en", now=NOW)
        await unit.readers.place(group.id, 77)
        await unit.readers.mend(SUPERGROUP, 76)
        kept = await unit.readers.thread(SUPERGROUP)
        await unit.readers.mend(SUPERGROUP, 77)
        mended = await unit.readers.thread(SUPERGROUP)
    assert (kept, mended) == (77, None)


async def test_return_resumes_who_was_lost_and_not_who_asked_for_nothing_or_is_banned(database: Database) -> None:
    async with database.write() as unit:
        lost = await unit.readers.meet(-5, "group", "en", now=NOW)
        stopped = await unit.readers.meet(-6, "group", "en", now=NOW)
        banned = await unit.readers.meet(-8, "group", "en", now=NOW)
        await unit.readers.deactivate(banned.id, now=NOW)
        await unit.bans.add("digest", "", now=NOW, reader_id=banned.id)
        await unit.readers.deactivate(lost.id, now=NOW)
        await unit.readers.deactivate(stopped.id, now=NOW, asked=True)
        await unit.readers.deactivate(stopped.id, now=NOW)
        resumed = [await unit.readers.resume(chat) for chat in (-5, -6, -7, -8)]
        found = [await unit.readers.by_chat(chat) for chat in (-5, -6, -8)]
    assert resumed == [True, False, False, False]
    assert [one is not None and one.active for one in found] == [True, False, False]
