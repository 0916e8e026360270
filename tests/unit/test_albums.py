"""Files that are sent together are loaded together, wherever their caption stands."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sources.opml import Subscription, write_opml
from tests.fixtures.house import ADMIN, House, house

Json = dict[str, Any]


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


def article(number: int) -> bytes:
    return f"Round {number}\n\nEnvoys of port {number} met. They agreed on {number} points about the border.".encode()


async def part(here: House, name: str, data: bytes, caption: str = "", album: str = "a") -> Json:
    """One file of an album; nothing is said to it yet. Gives its message."""
    here.api.files[name] = data
    file = {"file_id": name, "file_unique_id": name, "file_name": name, "file_size": len(data)}
    more: dict[str, Any] = {"caption": caption} if caption else {}
    message = here.message(ADMIN, document=file, media_group_id=album, **more)
    assert await here.arrive(message=message) == []
    return message


async def quiet(here: House) -> str:
    """No further part comes: what is said then, once the load is done."""
    here.api.answered.clear()
    here.silence.set()
    await asyncio.wait_for(here.api.answered.wait(), 5)
    said = str((await here.settle())[-1]["text"])
    here.silence.clear()
    return said


async def test_all_files_of_an_album_are_one_load(here: House) -> None:
    await part(here, "one.txt", article(1), "/load")
    await part(here, "two.txt", article(2))
    await part(here, "three.bin", b"\0\1\2" * 50)
    said = await quiet(here)
    assert "3 dealt with</b>: 2 loaded" in said
    assert "three.bin: I cannot read this file." in said
    assert len(here.answers()) == 1


async def test_the_caption_may_stand_on_the_last(here: House) -> None:
    await part(here, "one.txt", article(1))
    await part(here, "two.txt", article(2), "/load")
    assert "2 dealt with</b>: 2 loaded" in await quiet(here)


async def test_ten_files_are_whole_without_a_wait(here: House) -> None:
    for number in range(9):
        await part(here, f"{number}.txt", article(number), "" if number else "/load")
    here.api.files["9.txt"] = article(9)
    file = {"file_id": "9.txt", "file_unique_id": "9", "file_name": "9.txt", "file_size": 80}
    await here.arrive(message=here.message(ADMIN, document=file, media_group_id="a"))
    assert "10 dealt with" in (await here.settle())[-1]["text"]


async def test_an_album_without_a_caption_is_loaded_by_a_reply_to_one_of_it(here: House) -> None:
    await part(here, "one.txt", article(1))
    second = await part(here, "two.txt", article(2))
    assert "To load these 2 files" in await quiet(here)
    await here.say("/load", ADMIN, reply_to_message=second)
    assert "2 dealt with</b>: 2 loaded" in (await here.settle())[-1]["text"]


async def test_an_album_answers_the_question_of_load(here: House) -> None:
    await here.say("/load", ADMIN)
    await part(here, "one.txt", article(1))
    await part(here, "two.txt", article(2))
    assert "2 dealt with</b>: 2 loaded" in await quiet(here)


async def test_two_albums_are_not_mixed(here: House) -> None:
    await part(here, "one.txt", article(1), "/load", album="a")
    await part(here, "two.txt", article(2), "/load", album="b")
    await quiet(here)
    said = [one["text"] for one in await here.settle()]
    assert sum("Loaded as article" in text for text in said) == 2


async def test_lists_of_feeds_are_imported_together(here: House) -> None:
    for number in (1, 2):
        listed = write_opml([Subscription(f"Gazette {number}", f"https://gazette{number}.example/feed")])
        await part(here, f"{number}.opml", listed, "/feeds import" if number == 2 else "")
    assert "2 feeds added" in await quiet(here)


async def test_a_picture_with_the_caption_is_told_that_it_has_no_words(here: House) -> None:
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]
    said = await here.arrive(message=here.message(ADMIN, photo=photo, caption="/load"))
    assert "I cannot read pictures" in said[0]["text"]
    said = await here.arrive(message=here.message(ADMIN, photo=photo, caption="/load " + article(3).decode()))
    assert "Loaded as article" in said[0]["text"]
