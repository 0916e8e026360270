"""`/load` with files and links: one message that counts, a report, and turns."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.errors import ForbiddenAddress
from bot.handlers.load_report import SHOWN
from bot.handlers.turns import turns_of
from bot.services.batches import MOST
from bot.services.loading import links_in
from tests.fixtures.house import ADMIN, House, house

Json = dict[str, Any]
LOAD = [{"type": "bot_command", "offset": 0, "length": 5}]


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


def text(number: int) -> str:
    return f"Envoys met for round {number} of talks. They agreed on {number} points. Nobody spoke of the border."


def lines(*numbers: int) -> bytes:
    return "\n".join(json.dumps({"title": f"Round {n}", "text": text(n)}) for n in numbers).encode()


def packed(**files: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", ".", 1), data)
    return into.getvalue()


def page(number: int) -> bytes:
    paragraphs = "".join(f"<p>{text(number)} Paragraph {place} says more of round {number}.</p>" for place in range(5))
    return (
        f"<html><head><title>Round {number}</title></head><body><article>{paragraphs}</article></body></html>".encode()
    )


async def send(here: House, name: str, data: bytes, user: int = ADMIN) -> list[Json]:
    """A file with the caption /load; gives what was said at once."""
    here.api.files[name] = data
    file = {"file_id": name, "file_unique_id": "u", "file_name": name, "file_size": len(data)}
    return await here.arrive(message=here.message(user, document=file, caption="/load", caption_entities=LOAD))


async def titles(here: House) -> list[str]:
    async with here.database.read() as unit:
        return [one.title for one in await unit.articles.latest(99)]


async def test_a_file_of_one_article_keeps_the_short_report(here: House) -> None:
    await send(here, "talks.txt", text(1).encode())
    assert "Loaded as article" in (await here.settle())[-1]["text"]
    await send(here, "again.txt", text(1).encode())
    assert "in the archive already" in (await here.settle())[-1]["text"]


async def test_a_mixed_archive_is_reported_article_by_article(here: House) -> None:
    await send(here, "one.txt", text(1).encode())
    await here.settle()
    await send(
        here, "all.zip", packed(a_txt=text(1).encode(), b_jsonl=lines(2, 3), c_bin=b"\x00\x01" * 99, d_html=page(4))
    )
    report = (await here.settle())[-1]["text"]
    assert "<b>5 dealt with</b>: 3 loaded · 1 known already · 1 refused" in report
    assert "known already: all.zip/a.txt" in report
    assert "✗ all.zip/c.bin: I cannot read" in report
    assert {"Round 2", "Round 3"} <= set(await titles(here))
    async with here.database.read() as unit:
        entry = (await unit.audit.latest(1))[0]
    assert (entry.action, entry.detail.split(" ", 1)[1]) == ("articles.loaded", "loaded=3 known=1 refused=1")


async def test_a_long_report_is_a_file(here: House) -> None:
    await send(here, "many.jsonl", lines(*range(SHOWN + 1)))
    report = (await here.settle())[-1]["text"]
    assert "The file below names them all." in report
    name, given = here.api.calls[-1]
    assert name == "sendDocument"
    assert given["chat_id"] == ADMIN


async def test_progress_is_one_message_that_is_edited_after_each_look(here: House) -> None:
    batches = here.app.bot_data["services"].loading._articles.batches
    arrived, go_on = asyncio.Semaphore(0), asyncio.Semaphore(0)
    store = batches.store

    async def slowly(batch: Any) -> Any:
        arrived.release()
        await go_on.acquire()
        async for results in store(batch):
            yield results

    batches.store = slowly
    before = len(here.api.calls)
    await send(here, "many.jsonl", lines(*range(2 * MOST + 1)))
    for _ in range(2):
        await arrived.acquire()
        here.api.answered.clear()
        here.looks.release()
        await here.api.answered.wait()
        go_on.release()
    await arrived.acquire()
    go_on.release()
    done = asyncio.create_task(here.settle())
    while not done.done():
        here.looks.release()
        await asyncio.sleep(0)
    said = [(name, given["text"]) for name, given in here.api.calls[before:] if "text" in given]
    assert [name for name, _ in said] == ["sendMessage", *["editMessageText"] * (len(said) - 1)]
    assert f"0 of {2 * MOST + 1}" in said[0][1]
    assert f"{MOST} of {2 * MOST + 1}" in said[1][1]
    assert f"{2 * MOST + 1} dealt with" in said[-1][1]


async def test_links_alone_are_fetched_and_a_text_with_a_link_is_a_text(here: House) -> None:
    here.web.pages["https://example.org/a"] = page(1)
    here.web.pages["https://example.org/b"] = page(2)
    here.web.pages["http://10.0.0.1/"] = ForbiddenAddress(host="10.0.0.1")
    await here.say("/load https://example.org/a\nhttps://example.org/b http://10.0.0.1/", ADMIN)
    report = (await here.settle())[-1]["text"]
    assert "2 loaded · 0 known already · 1 refused" in report
    assert "✗ http://10.0.0.1/: " in report
    asked = len(here.web.asked)
    assert "Loaded as article" in (await here.say(f"/load {text(3)} https://example.org/a", ADMIN))[0]["text"]
    assert len(here.web.asked) == asked
    assert all(obey_robots for _, _, obey_robots in here.web.asked)


async def test_a_single_link_that_fails_is_explained(here: House) -> None:
    await here.say("/load https://example.org/gone", ADMIN)
    assert "404" in (await here.settle())[-1]["text"]


@pytest.mark.parametrize(
    ("said", "links"),
    [
        ("https://a.example/x, www.b.example", ["https://a.example/x", "www.b.example"]),
        ("<https://a.example/x> https://a.example/x", ["https://a.example/x"]),
        ("see https://a.example/x", []),
        ("", []),
    ],
)
def test_links_are_told_from_texts(said: str, links: list[str]) -> None:
    assert links_in(said) == links


async def test_a_second_load_of_the_same_admin_waits_its_turn(here: House) -> None:
    loading = here.app.bot_data["services"].loading
    begun, go_on = asyncio.Event(), asyncio.Event()
    store = loading._articles.batches.store

    async def slowly(batch: Any) -> Any:
        begun.set()
        await go_on.wait()
        async for results in store(batch):
            yield results

    loading._articles.batches.store = slowly
    await send(here, "first.jsonl", lines(1, 2))
    await begun.wait()
    assert "this comes next" in (await here.say(f"/load {text(3)}", ADMIN))[0]["text"]
    # The conversation goes on meanwhile, of the admin too.
    assert "still empty" in (await here.say("/latest", ADMIN))[0]["text"]
    go_on.set()
    await here.settle()
    assert (await titles(here))[1:] == ["Round 2", "Round 1"]


async def test_the_program_s_end_says_how_far_the_load_got(here: House) -> None:
    loading = here.app.bot_data["services"].loading
    begun = asyncio.Event()
    store = loading._articles.batches.store

    async def second_hangs(batch: Any) -> Any:
        if batch[0].draft.title != "Round 0":
            begun.set()
            await asyncio.Event().wait()
        async for results in store(batch):
            yield results

    loading._articles.batches.store = second_hangs
    await send(here, "first.jsonl", lines(*range(MOST + 2)))
    await begun.wait()
    before = len(here.api.calls)
    await turns_of(here.app).close()
    assert f"cut short after {MOST} of {MOST + 2}: {MOST} loaded" in here.answers(before)[0]["text"]
    assert (await titles(here))[-1] == "Round 0"
    await send(here, "late.jsonl", lines(40, 50))
    assert "being restarted" in here.answers(before)[-1]["text"]
    async with here.database.read() as unit:
        assert "articles.interrupted" in [one.action for one in await unit.audit.latest(3)]


async def test_who_is_no_admin_loads_neither_files_nor_links(here: House) -> None:
    answer = await send(here, "talks.txt", text(1).encode(), user=2)
    assert "Only admins of this bot may use" in answer[0]["text"]
    assert "Only admins of this bot may use" in (await here.say("/load https://example.org/a"))[0]["text"]
    assert here.web.asked == []
