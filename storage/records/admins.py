"""Who may do what, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """Who did what: ``actor`` is a Telegram user id, ``action`` a dotted name, ``allowed`` False for a refusal."""

    id: int
    at: datetime
    actor: int
    action: str
    detail: str
    allowed: bool


@dataclass(frozen=True, slots=True)
class RoleRecord:
    """What an owner lets a person do; ``user_id`` is Telegram's."""

    user_id: int
    role: str
    since: datetime


@dataclass(frozen=True, slots=True)
class BanRecord:
    """A reader who is not served. ``chat_id`` is theirs as long as something else is kept of them."""

    id: int
    reason: str
    since: datetime
    told: bool
    was_active: bool
    chat_id: int | None
