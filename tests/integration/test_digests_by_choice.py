"""Alerts and digests as their readers chose them: whose article tells a story, whose none, and how long."""

from __future__ import annotations

import json

from bot.texts.html import bare
from tests.fixtures.house import ADMIN
from tests.integration.test_digests import DEAL, OTHERS, REPEAT, TALKS, Post, buttons, post, tomorrow

__all__ = ["post"]


async def load(post: Post, outlet: str, text: str) -> None:
    title, _, body = text.partition("\n\n")
    row = {"title": title, "text": body, "outlet": outlet, "language": "en"}
    await post.here.upload("a.jsonl", json.dumps(row).encode(), ADMIN, caption="/load")
    await post.here.settle()


async def choose(post: Post, outlet: str, *, preferred: bool) -> None:
    await post.here.press("apr:0:0" if preferred else "amu:0:0")
    await post.here.say(outlet)


async def test_no_alert_comes_of_a_muted_outlet(post: Post) -> None:
    await load(post, "AFP", OTHERS[0])
    await choose(post, "AFP", preferred=False)
    await post.here.say("/follow fisheries")
    await load(post, "AFP", TALKS)
    assert await post.deliver() == []
    await load(post, "Reuters", DEAL)
    [alert] = await post.deliver()
    assert "agree on mackerel" in alert["text"]


async def test_what_waits_for_a_digest_is_taken_back_when_its_outlet_is_muted(post: Post) -> None:
    await post.here.say("/follow fisheries")
    await post.here.say("/digest daily 08:00")
    await load(post, "AFP", TALKS)
    await load(post, "Reuters", OTHERS[0])
    await choose(post, "AFP", preferred=False)
    tomorrow(post)
    [digest] = await post.deliver()
    assert "Port number 11" in digest["text"]
    assert "open talks" not in digest["text"]


async def test_a_digest_tells_a_story_by_the_preferred_outlet(post: Post) -> None:
    for outlet, text in (("AFP", OTHERS[0]), ("Reuters", OTHERS[1])):
        await load(post, outlet, text)
    await choose(post, "AFP", preferred=True)
    await post.here.say("/follow fisheries")
    await post.here.say("/digest daily 08:00")
    await load(post, "AFP", TALKS)
    await load(post, "Reuters", REPEAT)
    tomorrow(post)
    [digest] = await post.deliver()
    text = bare(digest["text"])
    assert "Japan and Norway open talks on fisheries" in text
    assert "Norwegian boats took 212,000 tonnes" in text
    assert "under way" not in text


async def test_an_alert_shows_the_article_that_a_preferred_outlet_has_in_the_archive(post: Post) -> None:
    await load(post, "AFP", TALKS)
    await choose(post, "AFP", preferred=True)
    await post.here.say("/follow fisheries")
    await load(post, "Reuters", REPEAT)
    [alert] = await post.deliver()
    assert "article 1001" in bare(alert["text"])
    assert "212,000 tonnes" in bare(alert["text"])
    await load(post, "Reuters", DEAL)
    [sequel] = await post.deliver()
    assert "190,000 tonnes" in bare(sequel["text"])


async def test_alerts_are_as_long_as_was_set_and_a_digests_stories_no_longer(post: Post) -> None:
    await post.here.say("/follow fisheries")
    await post.here.press("sls:1:0")
    await load(post, "AFP", TALKS)
    [alert] = await post.deliver()
    assert "1 of 4 sentences" in bare(alert["text"])
    await post.here.press("sls:4:0")
    await load(post, "AFP", OTHERS[0])
    [alert] = await post.deliver()
    assert "3 of 3 sentences" in bare(alert["text"])
    await post.here.say("/digest daily 08:00")
    await post.here.press("sls:1:0")
    for text in OTHERS[1:3]:
        await load(post, "AFP", text)
    tomorrow(post)
    [digest] = await post.deliver()
    text = bare(digest["text"])
    assert text.count("Harbour pilots in Ghana") + text.count("Kofi Mensah") + text.count("A court in Ghana") == 1
    story = next(data for data in buttons(digest).values() if data.startswith("ds:"))
    opened = (await post.here.press(story))[0]
    assert "1 of 3 sentences" in bare(opened["text"])
