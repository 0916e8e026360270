"""`/digest` and `/settings` in the chat, without a process: words, buttons, a shared location, and what is refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from tests.fixtures.house import ADMIN, GROUP, House, Json, house


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        opened.clock.now = datetime(2026, 3, 1, 12, tzinfo=UTC)
        yield opened


async def said(here: House, text: str, **more: int) -> str:
    return str((await here.say(text, **more))[0]["text"])


def buttons(message: Json) -> dict[str, str]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row}


async def test_who_has_said_nothing_sees_at_once_and_utc(here: House) -> None:
    answer = (await here.say("/digest"))[0]
    assert "Digests: <b>at once, as it arrives</b>" in answer["text"]
    assert "I do not know your time zone" in answer["text"]
    assert "✓ At once" in buttons(answer)


async def test_what_was_understood_is_said_with_the_next_digest_on_the_readers_clock(here: House) -> None:
    assert "Tokyo (Asia/Tokyo, UTC+09:00)" in await said(here, "/digest zone Tokyo")
    text = await said(here, "/digest weekdays half past seven")
    assert "I write to you <b>Monday to Friday at 07:30</b>" in text
    assert "Next digest: Mon, Mar 2, 07:30" in text
    assert "it is 21:00 there" in text


async def test_24_00_is_read_as_0_00_and_said_so(here: House) -> None:
    text = await said(here, "/digest daily 24:00")
    assert "every day at 00:00" in text
    assert "I read 24:00 as 00:00" in text


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("daily 8am 18:00", "every day at 08:00 and 18:00"),
        ("weekly monday thursday 9", "every week on Monday and Thursday at 09:00"),
        ("hourly", "every hour"),
        ("quiet 22:00-07:00", "Quiet from <b>22:00 to 07:00</b>"),
        ("quiet off", "no quiet hours any more"),
        ("most 1", "At most <b>1 alert an hour</b>"),
        ("most 10", "At most <b>10 alerts an hour</b>"),
        ("most off", "as many alerts as there are"),
        ("pause until 3 March", "Paused until <b>Tue, Mar 3, 07:30</b>"),
        ("pause off", "The pause is over"),
        ("off", "No more digests"),
        ("on", "at once, as it arrives"),
        ("as usual", "at once, as it arrives"),
        ("zone", "Where are you?"),
        ("pause", "Until when shall I pause?"),
        ("zone UTC+3", "UTC+03:00</b>. There it is Sun, Mar 1, 15:00"),
    ],
)
async def test_each_thing_is_set_in_words(here: House, words: str, answer: str) -> None:
    assert answer in await said(here, f"/digest {words}")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("weekdays at dawn", "I do not understand “dawn” as a schedule"),
        ("daily 25:00", "No clock shows “25:00”"),
        ("friday 24:00", "24:00 is the end of one day"),
        ("quiet 7-7", "would last all day"),
        ("quiet", "From when to when"),
        ("most 0", "from 1 to 1,000"),
        ("pause until 31 February", "There is no day “31 February”"),
        ("pause until 1 May 2020", "is over already"),
        ("zone Tokoy", "Did you mean “Tokyo”?"),
        ("zone USA", "several time zones"),
        ("zone UTC+15", "No place has the time UTC+15:00"),
        ("daily 1 2 3 4 5 6 7 8 9", "at most 8 hours a day"),
        ('"moon" daily', "You do not follow"),
    ],
)
async def test_what_is_refused_says_what_to_do(here: House, words: str, answer: str) -> None:
    assert answer in await said(here, f"/digest {words}")
    assert "at once, as it arrives" in await said(here, "/digest")


@pytest.mark.parametrize("topic", ['"Kuril Islands"', "“kuril islands”", "«kuril islands»", "Kuril Islands"])
async def test_a_topic_has_hours_of_its_own_and_gives_them_up(here: House, topic: str) -> None:
    await here.say("/follow kuril islands")
    text = await said(here, f"/digest {topic} daily 07:30")
    assert "“kuril islands” comes <b>every day at 07:30</b>" in text
    assert "“kuril islands”: every day at 07:30" in await said(here, "/digest")
    shown = (await here.say(f"/digest {topic}"))[0]
    assert "“kuril islands”: <b>every day at 07:30</b>" in shown["text"]
    changed, _ = await here.press(buttons(shown)["Like the rest"])
    assert "like the rest: <b>at once" in changed["text"]
    assert "quiet hours" not in (await said(here, f"/digest {topic} hourly")).lower()
    assert "comes like the rest again" in await said(here, f"/digest {topic} as usual")


async def test_a_topic_is_let_rest_and_has_no_zone(here: House) -> None:
    await here.say("/follow kuril islands")
    assert "rests" in await said(here, '/digest "kuril islands" off')
    assert "awake again" in await said(here, '/digest "kuril islands" on')
    assert "hold for all topics" in await said(here, '/digest "kuril islands" zone Tokyo')


async def test_a_topic_named_like_a_word_of_the_command_is_no_obstacle(here: House) -> None:
    await here.say("/follow hourly")
    assert "I write to you <b>every hour</b>" in await said(here, "/digest hourly")
    assert "“hourly” comes <b>every day at 09:00</b>" in await said(here, '/digest "hourly" daily 9')


async def test_buttons_change_the_message_in_place(here: House) -> None:
    shown = (await here.say("/settings"))[0]
    page, _ = await here.press(buttons(shown)["Digests"])
    morning, _ = await here.press(buttons(page)["Morning 07:30"])
    assert "every day at 07:30" in morning["text"]
    assert "✓ Morning 07:30" in buttons(morning)
    days, _ = await here.press(buttons(morning)["Weekly …"])
    weekly, _ = await here.press(buttons(days)["Thursday"])
    assert "every week on Thursday at 09:00" in weekly["text"]
    home, _ = await here.press(buttons(weekly)["« Back"])
    quiet, _ = await here.press(buttons(home)["Quiet hours"])
    night, _ = await here.press(buttons(quiet)["22:00-07:00"])
    assert "Quiet hours: 22:00 to 07:00" in night["text"]
    alerts, _ = await here.press(buttons(home)["Alerts an hour"])
    five, _ = await here.press(buttons(alerts)["5"])
    assert "at most 5 an hour" in five["text"]
    pause, _ = await here.press(buttons(home)["Pause"])
    week, _ = await here.press(buttons(pause)["7 days"])
    assert "<b>Paused</b> until Thu, Mar 12, 09:00" in week["text"]
    on, _ = await here.press(buttons(week)["End the pause"])
    assert "Paused" not in on["text"]


async def test_what_no_button_says_is_asked_for(here: House) -> None:
    shown = (await here.say("/settings"))[0]
    await here.press(buttons(shown)["Time zone"])
    assert "Your time zone: <b>Nairobi" in await said(here, "Nairobi")
    page, _ = await here.press(buttons(shown)["Digests"])
    await here.press(buttons(page)["Other hours …"])
    assert "every day at 06:15 and 20:00" in await said(here, "6:15 and 8 pm")
    quiet, _ = await here.press(buttons(shown)["Quiet hours"])
    await here.press(buttons(quiet)["Others …"])
    assert "Quiet from <b>23:30 to 06:00" in await said(here, "23:30 to 6")


async def test_hours_of_a_topic_are_asked_for(here: House) -> None:
    await here.say("/follow kuril islands")
    shown = (await here.say('/digest "kuril islands"'))[0]
    await here.press(buttons(shown)["Other hours …"])
    assert "“kuril islands” comes <b>every day at 06:15" in await said(here, "6.15")


async def test_a_shared_location_tells_the_time_zone(here: House) -> None:
    tokyo = {"latitude": 35.7, "longitude": 139.7}
    answer = (await here.arrive(message=here.message(2, location=tokyo)))[0]
    assert "Your time zone: <b>Tokyo" in answer["text"]
    assert await here.arrive(message=here.message(2, GROUP, location=tokyo)) == []
    await here.say("/digest zone", chat=GROUP)
    asked = here.message(1, GROUP, text="Where are you?") | {"message_id": here.api.message_id}
    answer = (await here.arrive(message=here.message(2, GROUP, location=tokyo, reply_to_message=asked)))[0]
    assert "Your time zone: <b>Tokyo" in answer["text"]


async def test_a_group_is_not_asked_to_share_a_location(here: House) -> None:
    assert "share your location" in await said(here, "/digest")
    assert "share your location" in await said(here, "/digest zone Atlantide")
    for asked, told in (("/digest", "this chat’s time zone"), ("/digest zone Atlantide", "no place called")):
        text = await said(here, asked, chat=GROUP)
        assert told in text
        assert "location" not in text


async def test_a_button_of_a_topic_that_is_followed_no_more(here: House) -> None:
    await here.say("/follow kuril islands")
    shown = (await here.say('/digest "kuril islands"'))[0]
    await here.say("/unfollow kuril islands")
    answers = await here.press(buttons(shown)["Hourly"])
    assert answers[0]["show_alert"] is True
    assert len(answers) == 1


@pytest.mark.parametrize(
    "data", ["dkin:999:0", "dpag:999:0", "dask:999:0", "dday:12:0", "dqui:77:0", "dcap:99999999:0"]
)
async def test_a_forged_button_does_no_harm(here: House, data: str) -> None:
    assert all("reference" not in str(one.get("text")) for one in await here.press(data))
    assert "Digests:" in await said(here, "/settings")


async def test_who_has_stopped_is_told_so(here: House) -> None:
    await here.say("/stop")
    assert "All digests are stopped" in await said(here, "/digest hourly")
    assert "All digests are stopped" in await said(here, "/settings")


async def test_another_wording_of_a_topic_keeps_its_hours(here: House) -> None:
    await here.say("/follow norway")
    await here.say("/digest norway daily 9")
    await here.press(buttons((await here.say("/topics"))[0])["Edit 1"])
    await here.say("chile")
    assert "“chile”: every day at 09:00" in await said(here, "/digest")


async def test_an_article_is_owed_at_an_hour_that_is_still_to_come(here: House) -> None:
    await here.say("/follow norway")
    await here.say("/digest daily 9")
    here.clock.forward(days=3)
    await here.say("/load Norway opened an embassy in Chile on Monday. The ambassador will arrive in May.", ADMIN)
    async with here.database.read() as unit:
        reader = await unit.readers.by_chat(2)
        owed = await unit.deliveries.of_reader(reader.id if reader else 0)
    assert [(one.not_before, one.kind) for one in owed] == [(datetime(2026, 3, 5, 9, tzinfo=UTC), "digest")]


@pytest.mark.parametrize(
    ("word", "question", "said_then", "answer"),
    [
        ("quiet", "From when to when", "22:00-07:00", "Quiet from <b>22:00 to 07:00</b>"),
        ("most", "How many alerts", "10", "At most <b>10 alerts an hour</b>"),
    ],
)
async def test_what_stands_alone_is_asked_for(
    here: House, word: str, question: str, said_then: str, answer: str
) -> None:
    [asked] = await here.say(f"/digest {word}")
    assert question in asked["text"]
    assert asked["reply_markup"]["force_reply"]
    assert answer in await said(here, said_then)
    await here.say(f"/digest {word}")
    assert "/digest" in await said(here, "/cancel")
    assert "nothing to cancel" in await said(here, "/cancel")
