"""The census finds what it is there to find."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.params import Params
from bot.sandbox.world import World
from tests.chaos.census import DELIVERY, Census
from tests.chaos.newspaper import issue
from tests.fixtures.people import crowd

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
READER = 2001
ISSUES = [issue(number, seed=1) for number in range(3)]


class Scene:
    """A sandbox's world in which messages arrive by hand, a second apart."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.world = World(
            token="1:x", clock=lambda: self.now, admin_id=1, path=None, folder=folder, people=crowd(1, READER)
        )
        self.census = Census(self.world)
        for one in ISSUES:
            self.census.expect(one)

    def arrive(self, number: int, fault: str | None = None, status: int | None = 200) -> datetime:
        """A digest is sent, and stands in the chat unless it was refused; gives when."""
        self.now += SECOND
        text = f"{DELIVERY}{ISSUES[number].topic}”\n\n{ISSUES[number].title}"
        entry = self.world.journal.open("sendMessage", Params({"chat_id": str(READER), "text": text}))
        entry["fault"], entry["status"] = fault, status
        if status in (200, None):
            message: dict[str, Any] = {"message_id": self.world.next("message"), "from": {"is_bot": True}, "text": text}
            self.world.put(self.world.chats.get(READER), message)
        self.census.look()
        return self.now


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_what_never_came_is_missing(scene: Scene) -> None:
    scene.arrive(0)
    assert scene.census.missing([(READER, 0), (READER, 1)]) == [(READER, 1)]


def test_what_was_refused_is_no_copy(scene: Scene) -> None:
    scene.arrive(0, "500", 500)
    scene.arrive(0, None, 403)
    scene.arrive(0)
    repeats = scene.census.repeats([])
    assert (repeats.after_unknown, repeats.unexplained) == (0, [])


def test_a_copy_has_its_cause(scene: Scene) -> None:
    scene.arrive(0, "deliver-then-drop", None)
    scene.arrive(0)
    killed = scene.arrive(1) + SECOND / 2
    scene.arrive(1)
    scene.now += SECOND
    scene.arrive(2)
    scene.arrive(2)
    repeats = scene.census.repeats([killed])
    assert repeats.after_unknown == 1
    assert repeats.per_kill == {killed: 1}
    assert repeats.unexplained == [(READER, 2)]


def test_a_later_issue_before_an_earlier_one_is_out_of_order(scene: Scene) -> None:
    scene.arrive(0)
    scene.arrive(1)
    scene.arrive(0)
    assert scene.census.disordered([READER]) == []
    scene.census.received[READER] = [1, 0]
    assert scene.census.disordered([READER]) == [READER]


def test_what_comes_after_a_reader_has_left_is_unwanted(scene: Scene) -> None:
    left = scene.arrive(0)
    scene.arrive(1)
    assert [one.issue for one in scene.census.unwanted([(READER, left, None)])] == [1]
    assert scene.census.unwanted([(READER, left - SECOND, left)]) == []


def test_no_two_issues_are_alike() -> None:
    made = [issue(number, seed=7) for number in range(300)]
    assert len({one.title for one in made}) == 300
    assert issue(5, seed=7) == made[5]
    assert len({one.topic for one in made[:4]}) == 4
