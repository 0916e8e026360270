"""The audit in sentences."""

from __future__ import annotations

import re

from bot.texts.catalogue import Translator
from bot.texts.html import Markup, cut, escape
from storage.records import AuditRecord

DEEDS = {
    "archive.seed_begun": "audit.begun",
    "archive.seeded": "audit.seeded",
    "archive.exported": "audit.exported",
    "article.load": "audit.load",
    "article.stored": "audit.stored",
    "article.known": "audit.known",
    "article.refused": "audit.told",
    "articles.loaded": "audit.many",
    "articles.interrupted": "audit.interrupted",
    "article.show": "audit.show",
    "article.edit": "audit.edit",
    "article.edited": "audit.edited",
    "article.delete": "audit.delete",
    "article.deleted": "audit.deleted",
    "article.restore": "audit.restore",
    "article.restored": "audit.restored",
    "log.read": "audit.seen",
    "stats.read": "audit.stats",
    "message.write": "audit.broadcast.write",
    "message.send": "audit.broadcast.send",
    "message.drop": "audit.broadcast.drop",
    "message.stop": "audit.broadcast.stop",
    "person.role": "audit.role.give",
    "person.changed": "audit.role.given",
    "person.list": "audit.role.list",
    "reader.ban": "audit.ban",
    "reader.banned": "audit.banned",
    "reader.unban": "audit.unban",
    "reader.unbanned": "audit.unbanned",
    "reader.bans": "audit.bans",
    "feed.add": "audit.feed.add",
    "feed.added": "audit.feed.added",
    "feed.known": "audit.feed.there",
    "feed.list": "audit.feed.listed",
    "feed.pause": "audit.feed.rest",
    "feed.paused": "audit.feed.rested",
    "feed.resume": "audit.feed.wake",
    "feed.resumed": "audit.feed.woken",
    "feed.remove": "audit.feed.drop",
    "feed.removed": "audit.feed.dropped",
    "feed.check": "audit.feed.check",
    "feed.checked": "audit.feed.checked",
    "feed.whole": "audit.feed.choose",
    "feed.whole.on": "audit.feed.pages",
    "feed.whole.off": "audit.feed.teasers",
    "feed.refused": "audit.told",
    "feeds.import": "audit.feed.import",
    "feeds.imported": "audit.feed.imported",
    "feeds.export": "audit.feed.export",
    "feeds.exported": "audit.feed.exported",
    "feeds.refused": "audit.told",
}
"""Action to the key of its sentence; an action that is not here is shown by its name."""

WORDS = {
    "anonymous": "audit.anonymous",
    "editor": "role.editor",
    "observer": "role.observer",
    "none": "audit.role.none",
    "articles": "audit.exported.articles",
    "reader": "audit.exported.reader",
}
"""Details that are words of the program."""

_COUNT = re.compile(r"\b([a-z]+)=([0-9]{1,18})")

PROGRAM = 0
LONGEST = 160


def deed(t: Translator, entry: AuditRecord) -> Markup:
    """One entry: when, who, what, and whether it was refused."""
    actor = t("audit.program") if entry.actor == PROGRAM else Markup(f"<code>{entry.actor}</code>")
    detail = cut(_detail(t, entry.detail), LONGEST)
    key = DEEDS.get(entry.action, "audit.other")
    said = Markup(t(key, action=entry.action, detail=detail).strip())
    if not entry.allowed:
        said = t("audit.refused", deed=said)
    return t("audit.row", time=escape(f"{entry.at:%Y-%m-%d %H:%M:%S}"), actor=actor, deed=said)


def _detail(t: Translator, detail: str) -> str:
    """The detail in words: counts, a role, or what was said instead where it is the key of such a sentence."""
    if detail in WORDS:
        return t.plain(WORDS[detail])
    if counts := {name: int(count) for name, count in _COUNT.findall(detail)}:
        return t.joined([_COUNT.sub("", detail).strip(), _counted(t, counts)])
    if not detail.startswith("error."):
        return detail
    try:
        return t.plain(detail)
    except (KeyError, IndexError):
        return detail


def _counted(t: Translator, counts: dict[str, int]) -> str:
    for name, key in (("digests", "audit.digests"), ("articles", "brief.articles")):
        if name in counts:
            return str(t.plural(key, counts[name]))
    return t.plain("load.counts", **{name: counts.get(name, 0) for name in ("loaded", "known", "refused")})
