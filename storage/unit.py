"""All repositories on one transaction."""

from __future__ import annotations

from collections.abc import Callable

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


class Unit:
    """What one transaction may do, a noun at a time; it ends with the transaction that made it."""

    __slots__ = (
        "_afterwards",
        "alarms",
        "articles",
        "audit",
        "bans",
        "broadcasts",
        "deliveries",
        "depths",
        "entries",
        "expiring",
        "fanouts",
        "feeds",
        "follows",
        "hosts",
        "jobs",
        "keys",
        "leases",
        "mutes",
        "news",
        "notices",
        "outlets",
        "parcels",
        "portable",
        "questions",
        "quotes",
        "readers",
        "roles",
        "saved",
        "schedules",
        "search",
        "stats",
        "stories",
        "topics",
        "traces",
        "trends",
        "turns",
        "updates",
        "votes",
    )

    def __init__(self, connection: AsyncConnection, teller: str = "") -> None:
        self.articles = Articles(connection)
        self.readers = Readers(connection)
        self.questions = Questions(connection)
        self.quotes = Quotes(connection)
        self.topics = Topics(connection)
        self.follows = Follows(connection)
        self.deliveries = Deliveries(connection)
        self.audit = Audit(connection)
        self.roles = Roles(connection)
        self.bans = Bans(connection)
        self.broadcasts = Broadcasts(connection)
        self.feeds = Feeds(connection)
        self.leases = Leases(connection)
        self.depths = Depths(connection)
        self.entries = Entries(connection)
        self.notices = Notices(connection)
        self.alarms = Alarms(connection)
        self.stories = Stories(connection)
        self.stats = Stats(connection)
        self.fanouts = Fanouts(connection)
        self.mutes = Mutes(connection)
        self.schedules = Schedules(connection)
        self.updates = Updates(connection)
        self.saved = Saved(connection)
        self.votes = Votes(connection)
        self.traces = Traces(connection)
        self.portable = Portable(connection)
        self.outlets = Outlets(connection)
        self.parcels = Parcels(connection)
        self.expiring = Expiring(connection)
        self.search: Search = SEARCHES[connection.dialect.name](connection)
        self.trends = Trends(connection, self.search)
        self.keys = Keys(connection)
        self.turns = Turns(connection)
        self.news = News(connection, teller)
        self.hosts = Hosts(connection)
        self.jobs = Jobs(connection)
        self._afterwards: list[Callable[[], object]] = []

    def afterwards(self, call: Callable[[], object]) -> None:
        """Call this once the transaction is committed; never if it is not. It must not raise."""
        self._afterwards.append(call)

    def committed(self) -> None:
        """The transaction is: call what waited for that. For who made the unit."""
        for call in self._afterwards:
            call()
