"""The tables, as the newest migration leaves them; full text search has its own in ``storage.search``.

Deleting an article takes its analysis, its search entry and its deliveries with it, sent ones included: the ledger says
what is owed for articles that exist. Deleting a reader takes all that is theirs: follows, deliveries, what they saved.
Topics stay. Deleting a feed takes the memory of its entries; their articles stay. An entry whose article was deleted is
still known, so that the article does not come back.
"""

from __future__ import annotations

from storage.tables.articles import analyses, articles, fingerprints, later, placements, shown, tells_story
from storage.tables.audit import audit, audit_doors
from storage.tables.base import NAMING, metadata
from storage.tables.broadcasts import BROADCAST_STATES, broadcasts
from storage.tables.deliveries import CLAIMABLE, OPEN, STATES, deliveries, fanouts, in_state
from storage.tables.feeds import FEED_STATES, feed_entries, feeds
from storage.tables.hosts import hosts
from storage.tables.keys import keys
from storage.tables.leaders import leaders
from storage.tables.notices import alarms, notices
from storage.tables.outlets import article_outlets, muted, outlet_wishes
from storage.tables.parcels import parcels
from storage.tables.people import ROLES, bans, roles
from storage.tables.quotes import quote_readings, quotes
from storage.tables.readers import follows, mutes, questions, readers, schedules, topics
from storage.tables.saved import forgotten, saved
from storage.tables.updates import answered_updates, offsets, updates
from storage.tables.votes import votes

__all__ = [
    "BROADCAST_STATES",
    "CLAIMABLE",
    "FEED_STATES",
    "NAMING",
    "OPEN",
    "ROLES",
    "STATES",
    "alarms",
    "analyses",
    "answered_updates",
    "article_outlets",
    "articles",
    "audit",
    "audit_doors",
    "bans",
    "broadcasts",
    "deliveries",
    "fanouts",
    "feed_entries",
    "feeds",
    "fingerprints",
    "follows",
    "forgotten",
    "hosts",
    "in_state",
    "keys",
    "later",
    "leaders",
    "metadata",
    "muted",
    "mutes",
    "notices",
    "offsets",
    "outlet_wishes",
    "parcels",
    "placements",
    "questions",
    "quote_readings",
    "quotes",
    "readers",
    "roles",
    "saved",
    "schedules",
    "shown",
    "tells_story",
    "topics",
    "updates",
    "votes",
]
