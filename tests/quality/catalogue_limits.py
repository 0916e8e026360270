"""How long a text of the catalogue may be, by where Telegram shows it; in UTF-16 units, without its tags."""

from __future__ import annotations

from collections.abc import Mapping

from bot.texts.html import MESSAGE_LIMIT, length

BUTTON, PLACEHOLDER, CAPTION, CALLBACK = 40, 64, 1024, 200
MENU, DESCRIPTION, SHORT_DESCRIPTION = 256, 512, 120

BY_START = {"button.": BUTTON, "menu.": MENU, "schedule.like.": PLACEHOLDER}
BY_END = {".placeholder": PLACEHOLDER, "_short": CALLBACK}
BY_KEY = {"bot.description": DESCRIPTION, "bot.short_description": SHORT_DESCRIPTION, "inline.none": PLACEHOLDER}
BY_KEY |= dict.fromkeys(("export.done", "export.follows", "feeds.exported", "stats.chart.caption"), CAPTION)

CALLBACKS = (
    "audit.none",
    "ban.lifted.number",
    "differences.none",
    "digest.fewer",
    "digest.muted",
    "digest.unmuted",
    "error.article.not_deleted",
    "error.article.unknown",
    "error.brief.gone",
    "error.button",
    "error.digest.gone",
    "error.digest.seldom",
    "error.digest.unfollowed",
    "error.feed.busy",
    "error.feed.unknown",
    "error.not_admin",
    "error.not_administrator.button",
    "error.private",
    "error.restarting",
    "error.rights_unknown",
    "error.saved.many",
    "error.saved.unknown",
    "error.storage",
    "error.text.gone",
    "error.topic.many",
    "error.topic.unknown",
    "error.unexpected",
    "feed.checking",
    "feed.paused",
    "feed.removed",
    "feed.resumed",
    "feed.whole.off",
    "feed.whole.on",
    "forget.nothing",
    "saved.removed",
    "saved.removed_already",
    "search.end",
    "summary.no_room",
    "topic.paused",
    "topic.resumed",
    "vote.not_useful",
    "vote.not_useful.changed",
    "vote.not_useful.known",
    "vote.useful",
    "vote.useful.changed",
    "vote.useful.known",
)
"""What is said in the small window over a pressed button."""
BY_KEY |= dict.fromkeys(CALLBACKS, CALLBACK)

VALUES = {"topic": 90, "title": 90, "which": 60, "days": 40, "when": 40, "hours": 40, "rhythm": 25, "reference": 8}
"""What a value may take of a small window or a caption; any other one takes `VALUE`."""
VALUE = 12
IN_BUTTON = {"meaning": 20, "name": 20, "number": 3, "count": 3, "time": 5, "id": 6}
IN_MESSAGE = 300

COMPOSED = {
    "/privacy": (
        "privacy.kept",
        "privacy.deliveries",
        "privacy.audit",
        "privacy.left",
        "privacy.not_kept",
        "privacy.ways",
    ),
}
"""Texts that stand in one message."""


def limit(key: str) -> int:
    """The most that Telegram shows where this text stands."""
    if key in BY_KEY:
        return BY_KEY[key]
    for start, most in BY_START.items():
        if key.startswith(start):
            return most
    return next((most for end, most in BY_END.items() if key.endswith(end)), MESSAGE_LIMIT)


def measure(key: str, template: str, values: set[str]) -> int:
    """How long the text is, with the room that its values take."""
    fixed = length(template)
    for name in values:
        fixed -= template.count(f"{{{name}}}") * (len(name) + 2)
    if limit(key) == MESSAGE_LIMIT:
        return fixed + IN_MESSAGE * len(values)
    sizes: Mapping[str, int] = IN_BUTTON if limit(key) == BUTTON else VALUES
    return fixed + sum(sizes.get(name, VALUE) for name in values)
