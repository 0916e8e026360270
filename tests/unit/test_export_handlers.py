"""What /export gives to whom, without a process."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator

import pytest

from storage.repositories.portable import KINDS
from tests.fixtures.house import ADMIN, GROUP, House, house
from tests.unit.shelf import MEMBER, READER, known, loaded, said


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def test_an_export_holds_all_kinds(here: House) -> None:
    number = await loaded(here)
    await here.say("/follow =kuril islands")
    await here.say(f"/note {number} mine, «все»")
    async with here.database.write() as unit:
        reader = await unit.readers.by_chat(READER)
        assert reader is not None
        await unit.mutes.add(reader.id, number, now=here.clock())
    found = await here.app.bot_data["services"].shelf.exporting.files(READER)
    document = json.loads(found.everything)
    assert document["reader"][0]["chat"] == READER
    assert document["follows"][0]["understood"]
    assert document["saved"][0]["note"] == "mine, «все»"
    assert document["mutes"][0]["story"] == number
    assert len(document) == len(KINDS) + 1
    (row,) = csv.DictReader(io.StringIO(found.follows.decode("utf-8-sig")))
    assert row["topic"].endswith("kuril islands")
    before = len(here.api.calls)
    await here.say("/export")
    assert [name for name, _ in here.api.calls[before:]].count("sendDocument") == 2


async def test_an_owners_export_holds_what_they_sent_to_all(here: House) -> None:
    await here.say("/broadcast The archive moves on Friday.", ADMIN)
    exporting = here.app.bot_data["services"].shelf.exporting
    (sent,) = json.loads((await exporting.files(ADMIN)).everything)["broadcasts"]
    assert sent["text"] == "The archive moves on Friday."
    assert sent["state"] == "draft"
    assert json.loads((await exporting.files(READER)).everything)["broadcasts"] == []


async def test_what_is_kept_of_a_group_is_its_administrators_to_take_and_erase(here: House) -> None:
    here.api.standings[MEMBER] = "member"
    await here.say("/follow kuril islands", chat=GROUP)
    card = here.message(1, GROUP, text="A card")
    for command in ("/export", "/forgetme"):
        assert "private chat" in (await here.say(command, MEMBER, GROUP))[0]["text"]
    assert "Only administrators" in (await here.press("fgt:yes", MEMBER, message=card))[0]["text"]
    assert "belongs to all in it" in await said(here, "/privacy", chat=GROUP)
    before = len(here.api.calls)
    await here.say("/export", chat=GROUP)
    captions = [given["caption"] for name, given in here.api.calls[before:] if name == "sendDocument"]
    assert captions[0].startswith("All that I keep about this chat. Topics: 1,")
    assert "Shall I forget this chat?" in await said(here, "/forgetme", chat=GROUP)
    assert await known(here, GROUP)
    assert "forgotten this chat" in (await here.press("fgt:yes", message=card))[0]["text"]
    assert not await known(here, GROUP)
