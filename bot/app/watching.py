"""What watches the program, put together: figures, traces, readiness, and the listener that tells of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from importlib.metadata import version

from sqlalchemy.engine import make_url

from bot.app.standing import POLLER, SENDER, Standing
from bot.core import utc_now
from bot.errors import ConfigurationError
from bot.monitoring.figures import Figures
from bot.monitoring.listener import listening
from bot.monitoring.monitor import Monitor
from bot.monitoring.readiness import NotReady, Readiness
from bot.monitoring.readings import FANOUTS, FEEDS, LEDGER, OLDEST, PARTS, QUEUE, UPDATES, Gauge, Read
from bot.monitoring.spans import Spans
from bot.settings import Settings
from storage.engine import Database
from storage.migrations import HEAD

STARTING, READY = "starting", "ready"
OPEN_JOBS = frozenset({"todo", "doing", "failed"})


@dataclass(slots=True)
class Watch:
    """``monitor`` is what the parts are given; ``state`` is set to `READY` once the program has started."""

    figures: Figures
    monitor: Monitor
    readiness: Readiness = field(default_factory=Readiness)
    state: str = STARTING

    @classmethod
    def of(cls, settings: Settings, role: str = "all") -> Watch:
        """As the settings have it. Raises ConfigurationError where traces are wanted and cannot be."""
        of_program = version("communique")
        kind = make_url(settings.database).drivername.partition("+")[0]
        figures = Figures(of_program, database=kind, role=role)
        return cls(figures, Monitor(figures, _spans(settings, of_program, role)))

    @asynccontextmanager
    async def listening(self, settings: Settings) -> AsyncIterator[None]:
        """Inside, whoever asks is answered; the database is not open yet."""
        self.readiness.add("start", self._started)

        async def roles() -> Mapping[tuple[str, ...], float]:
            return {(name,): float(works) for name, works in self.readiness.roles().items()}

        self.figures.readings.add(PARTS, roles)
        async with AsyncExitStack() as stack:
            stack.callback(self.monitor.close)
            await stack.enter_async_context(listening(settings.monitoring_listen, self.figures, self.readiness))
            yield

    def stand(self, standing: Standing) -> None:
        """From now on it is told what this process was elected to."""
        self.readiness.share(SENDER, lambda: standing.sender.holds)
        self.readiness.share(POLLER, lambda: standing.poller.holds)

    def works(self, is_at_work: Callable[[], bool]) -> None:
        """From now on it has to look for jobs, once it has started."""

        async def jobs() -> str:
            if is_at_work():
                return "looked for"
            if self.state == READY:
                raise NotReady("jobs cannot be read")
            return self.state

        self.readiness.add("jobs", jobs)

    def read(self, database: Database, wanted: str = HEAD) -> None:
        """From now on, depths are read from this database, and it has to be well: at the ``wanted`` revision at least.

        It may be ahead: this program goes on while newer ones take its place.
        """

        async def revision() -> str:
            async with database.read() as unit:
                found = await unit.depths.revision()
            if found < wanted:
                raise NotReady(f"the tables are at revision {found or 'none'}, this version needs {wanted}")
            return f"revision {found}"

        self.readiness.add("database", revision)
        for gauge, read in _reads(database).items():
            self.figures.readings.add(gauge, read)

    async def _started(self) -> str:
        if self.state != READY:
            raise NotReady(self.state)
        return self.state


def _spans(settings: Settings, of_program: str, role: str) -> Spans:
    if settings.traces_endpoint is None:
        return Spans()
    try:
        # An extra, which is there only where traces are wanted.
        from bot.monitoring.tracing import Traces
    except ImportError as error:
        line = "COMMUNIQUE_TRACES_ENDPOINT: traces need what is not installed: pip install 'communique[tracing]'"
        raise ConfigurationError(line) from error
    return Traces.to(settings.traces_endpoint, of_program, role=role)


def _reads(database: Database) -> Mapping[Gauge, Read]:
    async def ledger() -> Mapping[tuple[str, ...], float]:
        async with database.read() as unit:
            return {(state,): number for state, number in (await unit.depths.ledger(now=utc_now())).items()}

    async def oldest() -> Mapping[tuple[str, ...], float]:
        async with database.read() as unit:
            due, now = await unit.depths.oldest_due(now=utc_now()), utc_now()
        return {(): (now - due).total_seconds() if due else 0.0}

    async def fanouts() -> Mapping[tuple[str, ...], float]:
        async with database.read() as unit:
            return {(): await unit.depths.fanouts()}

    async def updates() -> Mapping[tuple[str, ...], float]:
        async with database.read() as unit:
            return {(): await unit.depths.updates()}

    async def feeds() -> Mapping[tuple[str, ...], float]:
        async with database.read() as unit:
            return {(state,): number for state, number in (await unit.depths.feeds()).items()}

    async def jobs() -> Mapping[tuple[str, ...], float]:
        async with database.read() as unit:
            return {at: number for at, number in (await unit.jobs.depth()).items() if at[1] in OPEN_JOBS}

    return {LEDGER: ledger, OLDEST: oldest, FANOUTS: fanouts, UPDATES: updates, FEEDS: feeds, QUEUE: jobs}
