"""Who got what: counted where it arrives, from the calls that the server took and the messages in the chats."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice, pairwise
from typing import Any

from bot.sandbox.world import World
from tests.chaos.newspaper import Issue
from tests.chaos.weather import REFUSED, UNANSWERED

TITLE = re.compile(r"\w+ reports on \w+ from \w+")

DELIVERY = "New on “"
"""In every digest, and in no answer."""

AFTERLIFE = timedelta(seconds=1)
"""For so long after a kill what the dead had sent may still be read from its connection; a start takes longer."""

Pair = tuple[int, int]
"""A person and an issue, by number."""

Spell = tuple[int, datetime, datetime | None]
"""A person who is to get nothing, from when on, and until when."""


@dataclass(frozen=True, slots=True)
class Call:
    """An issue on its way to a person. ``journal`` is the sandbox's own entry, whose status may be written later."""

    person: int
    issue: int
    at: datetime
    journal: Mapping[str, Any]

    @property
    def fault(self) -> str | None:
        """What it met."""
        met: str | None = self.journal["fault"]
        return met

    @property
    def is_carried_out(self) -> bool:
        """Whether the message came to stand in the chat."""
        return self.fault not in REFUSED and self.journal["status"] in (None, 200)


@dataclass
class Repeats:
    """Copies after the first, by why they came."""

    after_unknown: int = 0
    per_kill: Counter[datetime] = field(default_factory=Counter)
    slow: int = 0
    """Of those after a kill: copies of what the server was long in answering, so that it was on its way for longer."""
    unexplained: list[Pair] = field(default_factory=list)


class Census:
    """Looks at a sandbox's world whenever it is asked; ``issues`` are known by their titles."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._issues: dict[str, int] = {}
        self._looked_at: Counter[int] = Counter()
        self._journal = 0
        self.calls: list[Call] = []
        self.received: defaultdict[int, list[int]] = defaultdict(list)

    def expect(self, issue: Issue) -> None:
        """From now on this title is known."""
        self._issues[issue.title] = issue.number

    def look(self) -> None:
        """Read what has come since the last look."""
        for chat in self._world.chats:
            number = chat.person.id
            new = list(islice(chat.messages.values(), self._looked_at[number], None))
            self._looked_at[number] += len(new)
            found = [self._delivered(one["text"]) for one in new if one["from"]["is_bot"] and "text" in one]
            self.received[number] += [one for one in found if one is not None]
        for entry in self._world.journal.since(self._journal):
            self._journal = entry["seq"]
            if entry["method"] == "sendMessage":
                issue = self._delivered(str(entry["parameters"].get("text")))
                if issue is not None:
                    person = self._world.chats.get(entry["parameters"]["chat_id"]).person.id
                    self.calls.append(Call(person, issue, datetime.fromisoformat(entry["at"]), entry))

    def count(self, people: Iterable[int]) -> int:
        """Different issues that these people have got, all together."""
        return sum(len(set(self.received[person])) for person in people)

    def missing(self, owed: Iterable[Pair]) -> list[Pair]:
        """What never came."""
        return [(person, issue) for person, issue in owed if issue not in self.received[person]]

    def disordered(self, people: Iterable[int]) -> list[int]:
        """People whose issues did not come in the order in which they were loaded; a repetition does not count."""
        return [one for one in people if (got := list(dict.fromkeys(self.received[one]))) != sorted(got)]

    def unwanted(self, spells: Iterable[Spell]) -> list[Call]:
        """What came to people who had said that they want nothing; what the server refuses for them is no digest."""
        return [
            call
            for person, since, until in spells
            for call in self.calls
            if call.person == person and call.is_carried_out and call.at > since and (until is None or call.at < until)
        ]

    def repeats(self, kills: Sequence[datetime]) -> Repeats:
        """Why what came more than once did so."""
        found, by_pair = Repeats(), defaultdict[Pair, list[Call]](list)
        for call in self.calls:
            if call.is_carried_out:
                by_pair[call.person, call.issue].append(call)
        for pair, calls in by_pair.items():
            for before, after in pairwise(calls):
                killed = next((at for at in kills if before.at - AFTERLIFE <= at <= after.at), None)
                if before.fault in UNANSWERED:
                    found.after_unknown += 1
                elif killed is not None:
                    found.per_kill[killed] += 1
                    found.slow += before.fault == "delay"
                else:
                    found.unexplained.append(pair)
        return found

    def issue(self, text: str) -> int | None:
        """The number of the issue that is named in a text."""
        found = TITLE.search(text)
        return self._issues.get(found[0]) if found else None

    def _delivered(self, text: str) -> int | None:
        return self.issue(text) if DELIVERY in text else None
