"""What an owner reads of a broadcast: how far it has got, and what became of it."""

from __future__ import annotations

from bot.texts.catalogue import Translator
from bot.texts.html import Markup
from storage.records import BroadcastRecord
from storage.repositories.broadcasts import Tally

CELLS = 12
"""Squares of the bar."""


def progress_text(t: Translator, broadcast: BroadcastRecord, tally: Tally) -> Markup:
    """The bar and the numbers until now."""
    done = tally.sent + tally.blocked + tally.failed + tally.cancelled
    filled = CELLS * done // max(broadcast.total, 1)
    bar = "▓" * filled + "░" * (CELLS - filled)
    key = "broadcast.progress" if broadcast.state == "running" else "broadcast.stopping"
    return t(key, bar=bar, done=done, total=broadcast.total, counts=_counts(t, tally))


def report_text(t: Translator, broadcast: BroadcastRecord, tally: Tally) -> Markup:
    """What became of it."""
    key = "broadcast.stopped" if broadcast.state == "stopped" else "broadcast.done"
    return t(key, counts=_counts(t, tally))


def _counts(t: Translator, tally: Tally) -> Markup:
    return t("broadcast.counts", sent=tally.sent, failed=tally.failed, blocked=tally.blocked, cancelled=tally.cancelled)
