"""Topics, who follows them, and when that is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TopicRecord:
    """A topic in its canonical form, stored once however many follow it; ``tree`` says the same, faster to read."""

    id: int
    canonical: str
    tree: str | None = None


@dataclass(frozen=True, slots=True)
class FollowRecord:
    """A reader's follow. ``label`` is the topic as the reader wrote it; a paused one brings no digests."""

    id: int
    reader_id: int
    topic_id: int
    canonical: str
    label: str
    created: datetime
    paused: bool = False
    schedule_id: int | None = None


@dataclass(frozen=True, slots=True)
class ScheduleRecord:
    """Hours that readers share. ``due`` is when what comes now is sent, None at once; that holds before ``until``."""

    id: int
    wording: str
    due: datetime | None
    until: datetime | None
