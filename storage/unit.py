"""All repositories on one transaction."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.news import News
from storage.repositories.alarms import Alarms
from storage.repositories.articles import Articles
from storage.repositories.audit import Audit
from storage.repositories.bans import Bans
from storage.repositories.broadcasts import Broadcasts
from storage.repositories.deliveries import Deliveries
from storage.repositories.depths import Depths
from storage.repositories.entries import Entries
from storage.repositories.expiring import Expiring
from storage.repositories.fanouts import Fanouts
from storage.repositories.feeds import Feeds
from storage.repositories.follows import Follows
from storage.repositories.hosts import Hosts
from storage.repositories.jobs import Jobs
from storage.repositories.keys import Keys
from storage.repositories.leases import Leases
from storage.repositories.mutes import Mutes
from storage.repositories.notices import Notices
from storage.repositories.outlets import Outlets
from storage.repositories.parcels import Parcels
from storage.repositories.portable import Portable
from storage.repositories.questions import Questions
from storage.repositories.quotes import Quotes
from storage.repositories.readers import Readers
from storage.repositories.roles import Roles
from storage.repositories.saved import Saved
from storage.repositories.schedules import Schedules
from storage.repositories.stats import Stats
from storage.repositories.stories import Stories
from storage.repositories.topics import Topics
from storage.repositories.traces import Traces
from storage.repositories.updates import Updates
from storage.repositories.votes import Votes
from storage.search import SEARCHES, Search
from storage.search.trends import Trends
from storage.turns import Turns

R = TypeVar("R")


class Part(Generic[R]):
    """A repository of a unit, made when it is first asked for: a transaction uses one or two of forty."""

    def __init__(self, make: Callable[[AsyncConnection], R]) -> None:
        self._make = make
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, unit: Unit, owner: type) -> R:
        made = unit.__dict__[self._name] = self._make(unit._connection)
        return made


class Unit:
    """What one transaction may do, a noun at a time; it ends with the transaction that made it."""

    articles = Part(Articles)
    readers = Part(Readers)
    questions = Part(Questions)
    quotes = Part(Quotes)
    topics = Part(Topics)
    follows = Part(Follows)
    deliveries = Part(Deliveries)
    audit = Part(Audit)
    roles = Part(Roles)
    bans = Part(Bans)
    broadcasts = Part(Broadcasts)
    feeds = Part(Feeds)
    leases = Part(Leases)
    depths = Part(Depths)
    entries = Part(Entries)
    notices = Part(Notices)
    alarms = Part(Alarms)
    stories = Part(Stories)
    stats = Part(Stats)
    fanouts = Part(Fanouts)
    mutes = Part(Mutes)
    schedules = Part(Schedules)
    updates = Part(Updates)
    saved = Part(Saved)
    votes = Part(Votes)
    traces = Part(Traces)
    portable = Part(Portable)
    outlets = Part(Outlets)
    parcels = Part(Parcels)
    expiring = Part(Expiring)
    keys = Part(Keys)
    turns = Part(Turns)
    hosts = Part(Hosts)
    jobs = Part(Jobs)

    def __init__(self, connection: AsyncConnection, teller: str = "") -> None:
        self._connection = connection
        self.news = News(connection, teller)
        self._afterwards: list[Callable[[], object]] = []

    @cached_property
    def search(self) -> Search:
        """Full text search, as the database has it."""
        return SEARCHES[self._connection.dialect.name](self._connection)

    @cached_property
    def trends(self) -> Trends:
        """Counts over what is found."""
        return Trends(self._connection, self.search)

    def afterwards(self, call: Callable[[], object]) -> None:
        """Call this once the transaction is committed; never if it is not. It must not raise."""
        self._afterwards.append(call)

    def committed(self) -> None:
        """The transaction is: call what waited for that. For who made the unit."""
        for call in self._afterwards:
            call()
