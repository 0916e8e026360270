"""A storm: the real program, its readers, its weather, its deaths, and the census at the end."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from random import Random

from bot.delivery.habits import IN_FLIGHT
from bot.jobs.seeding import DONE, PROGRAM
from bot.sandbox import readers
from bot.sandbox.server import Sandbox
from storage.engine import Database
from storage.errors import StorageError
from storage.tables import OPEN
from tests.acceptance.bot_process import ADMIN
from tests.chaos.census import Census, Pair
from tests.chaos.churner import Churner
from tests.chaos.fleet import Fleet
from tests.chaos.newspaper import TOPICS, issue
from tests.chaos.report import Plan, Report
from tests.chaos.troubles import Trouble, Troubles
from tests.chaos.voice import Voice
from tests.chaos.weather import LONG, STORM, Weather
from tests.fixtures.people import crowd

TOKEN = "7000000001:AAchaos-test-token_0123456789abcdefghij"
FIRST = 2001
CHURNERS = 6
EARLY = 0.15
"""How often what was killed is killed once more while it starts."""

AHEAD = 3
"""Issues that are loaded before all readers have the one before."""


class Storm:
    """One run on the database at ``url``."""

    def __init__(self, plan: Plan, data: Path, url: str) -> None:
        self._plan = plan
        self._url = url
        people = crowd(plan.readers + CHURNERS, FIRST)
        self._steady = [one.id for one in people[: plan.readers]]
        self._fickle = [one.id for one in people[plan.readers :]]
        self._sandbox = Sandbox(token=TOKEN, clock=lambda: datetime.now(UTC), people=people)
        self._random = Random(plan.seed)
        self._weather = Weather(
            Random(f"{plan.seed}/weather"), LONG if plan.hangs else STORM, self._random.sample(self._steady, 3)
        )
        self._data = data
        self._loaded = 0
        self._fleet: Fleet | None = None

    def process(self) -> int | None:
        """The number of the first process, while it runs."""
        return self._fleet.number() if self._fleet else None

    async def run(self, kinds: dict[str, Trouble]) -> Report:
        """Everything, to the end."""
        began = asyncio.get_running_loop().time()
        async with AsyncExitStack() as stack:
            await self._sandbox.start()
            stack.push_async_callback(self._sandbox.stop)
            database = await Database.open(self._url)
            stack.push_async_callback(database.close)
            await database.migrate()
            async with database.write() as unit:
                await unit.audit.record(PROGRAM, DONE, "none", allowed=True, at=datetime.now(UTC))
            world = self._sandbox._world
            assert world is not None
            world.faults.weather = self._weather
            self._world, self._census = world, Census(world)
            settings = {"telegram_token": TOKEN, "telegram_api_url": self._sandbox.url, "database_url": self._url}
            self._fleet = Fleet(
                self._data,
                self._plan.roles,
                Random(f"{self._plan.seed}/fleet"),
                **settings,
                messages_per_second="0",
                alerts_per_hour="0",
                in_flight=str(IN_FLIGHT),
                log_level="WARNING",
            )
            stack.push_async_callback(self._fleet.stop)
            churners = [
                Churner(world, database, one, TOPICS[0], Random(f"{self._plan.seed}/{one}")) for one in self._fickle
            ]
            await self._fleet.start()
            await self._gather_readers()
            troubles = Troubles(Random(f"{self._plan.seed}/troubles"), kinds, self._plan.pause)
            await self._rage(self._fleet, churners, troubles)
            await self._settle(database)
            seconds = asyncio.get_running_loop().time() - began
            return await self._report(database, churners, troubles, seconds)

    async def _gather_readers(self) -> None:
        """Each steady reader follows two of the topics, so that an issue reaches half of them."""
        for number, person in enumerate(self._steady):
            for topic in (TOPICS[number % 4], TOPICS[(number + 1) % 4]):
                readers.say(self._world, self._world.chats.get(person), f"/follow {topic}")

        def following(person: int) -> int:
            found = self._world.chats.get(person).messages.values()
            return sum("You follow" in one["text"] for one in found)

        async with asyncio.timeout(120):
            while any(following(person) < 2 for person in self._steady):
                await self._world.events.changed.wait(1)

    async def _rage(self, fleet: Fleet, churners: list[Churner], troubles: Troubles) -> None:
        self._weather.calm = False
        enough = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            beside = [group.create_task(troubles.run())]
            ending = [group.create_task(one.run(enough)) for one in churners]
            loading = group.create_task(self._load())
            for _ in range(self._plan.kills):
                await self._die_once(fleet)
            await fleet.start()
            await self._until_calm(fleet, loading)
            enough.set()
            await asyncio.wait(ending)
            for task in beside:
                task.cancel()
        self._weather.calm = True

    async def _until_calm(self, fleet: Fleet, loading: asyncio.Task[None]) -> None:
        """Until all is loaded; a program that dies by itself meanwhile fails the run."""
        dead = asyncio.create_task(fleet.dead())
        await asyncio.wait({loading, dead}, return_when=asyncio.FIRST_COMPLETED)
        assert loading.done(), _by_itself(fleet)
        dead.cancel()

    async def _die_once(self, fleet: Fleet) -> None:
        """After some deliveries more; what died before is started again first."""
        if fleet.kills:
            if self._random.random() < EARLY:
                await fleet.kill_early()
            await fleet.start()
        owed = self._owed_to_steady(self._plan.issues)
        target = min(owed, self._received() + self._random.randint(1, max(2, int(1.7 * owed / self._plan.kills))))
        with suppress(TimeoutError):
            async with asyncio.timeout(60):
                while self._received() < target and not fleet.ended:
                    await self._world.events.changed.wait(0.5)
                    await asyncio.sleep(0.02)
        await asyncio.sleep(self._random.uniform(0, 1.0))
        assert not fleet.ended, _by_itself(fleet)
        await fleet.kill()

    async def _load(self) -> None:
        """The admin loads the issues one after another, a little faster than the readers get them."""
        admin = Voice(self._world, ADMIN)
        for number in range(self._plan.issues):
            made = issue(number, self._plan.seed)
            self._census.expect(made)
            await admin.say(f"/load {made.title}\n\n{made.text}", made.title)
            self._loaded = number + 1
            while self._owed_to_steady(self._loaded - AHEAD) > self._received():
                await self._world.events.changed.wait(0.5)
                await asyncio.sleep(0.02)

    async def _settle(self, database: Database) -> None:
        """Wait until nothing waits any more in the ledger or among the updates."""
        async with asyncio.timeout(240):
            while True:
                with suppress(StorageError):
                    async with database.read() as unit:
                        counts, left = await unit.deliveries.counts(), await unit.updates.left()
                    if not left and not any(counts.get(state) for state in OPEN):
                        return
                await asyncio.sleep(0.2)

    async def _report(self, database: Database, churners: list[Churner], troubles: Troubles, seconds: float) -> Report:
        assert self._fleet is not None
        self._census.look()
        async with database.read() as unit:
            states, left = await unit.deliveries.counts(), len(await unit.updates.left())
        owed = list(self._pairs(self._plan.issues))
        return Report(
            deliveries=self._census.count([*self._steady, *self._fickle]),
            owed=len(owed),
            kills=self._fleet.kills,
            early=self._fleet.early,
            refused=self._fleet.refused,
            lost=self._census.missing(owed) + await self._lost_by_fickle(database),
            unwanted=self._census.unwanted(spell for one in churners for spell in one.spells),
            disordered=self._census.disordered([*self._steady, *self._fickle]),
            repeats=self._census.repeats(self._fleet.kills),
            weather=self._weather.met,
            troubles=troubles.met,
            states=states,
            left=left,
            seconds=seconds,
            tracebacks=_tracebacks(self._fleet.log),
        )

    async def _lost_by_fickle(self, database: Database) -> list[Pair]:
        """What the ledger says was sent to those who came and went, or given up, and never came."""
        lost = []
        async with database.read() as unit:
            for person in self._fickle:
                reader = await unit.readers.by_chat(person)
                for one in await unit.deliveries.of_reader(reader.id) if reader else []:
                    [headline] = await unit.articles.headlines([one.article_id])
                    number = self._census.issue(headline.title)
                    has_it = number in self._census.received[person]
                    if not has_it and (one.state == "sent" or (one.state == "failed" and one.error != "blocked")):
                        lost.append((person, -1 if number is None else number))
        return lost

    def _pairs(self, issues: int) -> Iterator[Pair]:
        """Who of the steady readers is owed what of the first issues."""
        for number in range(max(0, issues)):
            for place, person in enumerate(self._steady):
                if number % 4 in (place % 4, (place + 1) % 4):
                    yield person, number

    def _owed_to_steady(self, issues: int) -> int:
        return max(0, issues) * (self._plan.readers // 2)

    def _received(self) -> int:
        self._census.look()
        return self._census.count(self._steady)


def _by_itself(fleet: Fleet) -> str:
    return "the program ended by itself:\n" + "\n".join(fleet.log[-30:])


def _tracebacks(log: Sequence[str]) -> list[str]:
    """Each with the line that it belongs to, and all of its own."""
    found = []
    for place, line in enumerate(log):
        if "Traceback" in line:
            rest = takewhile(lambda one: one.startswith("    |"), log[place:])
            found.append("\n".join([log[place - 1], *rest]))
    return found
