"""Links to articles and topics, signed: /share and what /start makes of them, without a process."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.fixtures.house import House, Json, house, person
from tests.unit.shelf import READER, buttons, delete, loaded, payload, said


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def asked(here: House, query: str, offset: str = "") -> Json:
    """What an inline question is answered."""
    before = len(here.api.calls)
    await here.arrive(inline_query={"id": "9", "from": person(77), "query": query, "offset": offset})
    [given] = [given for name, given in here.api.calls[before:] if name == "answerInlineQuery"]
    return given


async def test_a_link_opens_its_article_and_no_other(here: House) -> None:
    number = await loaded(here)
    card = (await here.say(f"/summary {number}"))[0]
    shared, _ = await here.press(buttons(card)["Share"])
    link = payload(shared["text"])
    assert link.startswith(f"a{number}-")
    assert "Envoys of Japan" in await said(here, f"/start {link}", user=5)
    signature = link.partition("-")[2]
    for tampered in (f"a{number + 1}-{signature}", link[:-1], link + "x", link.upper(), "t" + link[1:]):
        assert "This link is damaged" in await said(here, f"/start {tampered}", user=5)
    await delete(here, number)
    assert "There is no article" in await said(here, f"/start {link}", user=5)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/share 999999", "There is no article"),
        ("/share moon", "You do not follow"),
        ("/share (", "A topic needs at least one word"),
        ("/start a1001", "This link is damaged"),
        ("/start a1001-AAAAAAAAAAAA", "This link is damaged"),
        ("/start two words", "This link is damaged"),
        ("/start " + "x" * 3000, "This link is damaged"),
    ],
)
async def test_bad_input_gets_a_sentence_that_helps(here: House, text: str, answer: str) -> None:
    assert answer in await said(here, text)


async def test_neither_a_link_nor_a_refused_topic_undoes_stop(here: House) -> None:
    link = payload(await said(here, f"/share {await loaded(here)}"))
    await here.say("/stop")
    for text in (f"/start {link}", "/start inline", "/follow (japan"):
        await here.say(text)
    async with here.database.read() as unit:
        reader = await unit.readers.by_chat(READER)
    assert reader is not None
    assert not reader.active


async def test_numbers_in_arabic_digits_share_and_find(here: House) -> None:
    number = str(await loaded(here)).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert "A link to" in await said(here, f"/share {number}")
    assert len((await asked(here, number))["results"]) == 1


async def test_a_link_shares_a_topic_and_not_its_follower(here: House) -> None:
    await here.say("/follow kuril islands")
    link = payload(await said(here, "/share kuril islands"))
    offered = (await here.say(f"/start {link}", user=5))[0]
    assert "shares a topic with you: <b>Kuril Islands</b>" in offered["text"]
    assert any("Kuril" in one.get("text", "") for one in await here.press(buttons(offered)["Follow it"], user=5))
    assert "Kuril" in await said(here, "/topics", user=5)
    assert "no longer valid" in (await here.press("lnk:" + "x" * 61, user=5))[0]["text"]
    assert "damaged" in (await here.press(f"lnk:{link[:-1]}A", user=5))[0]["text"]
