"""What became of messages, written into the ledger."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.delivery.outcomes import Blocked, Final, Halt, Migrated, Nothing, Outcome, Retry, Sent, Unknown
from bot.services.alarms import DIGEST, Alarms
from bot.services.notices import Notice
from bot.telegram.redaction import TOKEN_SHAPE
from bot.texts.html import cut
from storage.records import DeliveryRecord
from storage.repositories.deliveries import ARTICLE_GONE
from storage.unit import Unit

_LOG = logging.getLogger(__name__)

LONGEST = 300
"""Of what Telegram says that much is passed on."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A delivery that was tried, and what became of it."""

    delivery: DeliveryRecord
    outcome: Outcome


def lag_of(delivery: DeliveryRecord, now: datetime) -> float | None:
    """Seconds since an alert was owed; None for what has an hour of its own, and for what goes to all."""
    if delivery.kind != "alert" or delivery.created is None or delivery.corrects or delivery.broadcast:
        return None
    return (now - delivery.created).total_seconds()


async def settle(
    unit: Unit, landed: Sequence[Settled], now: datetime, alarms: Alarms | None = None, *, sender: str | None = None
) -> datetime | None:
    """Write it all down; gives until when everybody has to wait, if Telegram asked for that.

    What can never be sent is reported by ``alarms``. What is not the ``sender``'s any more is not put back.
    """
    await _write_down_sent(unit, landed, now)
    await _report(unit, landed, alarms)
    halts = [await _write_down(unit, one.delivery, one.outcome, now, sender) for one in landed]
    return max((until for until in halts if until is not None), default=None)


async def _report(unit: Unit, landed: Sequence[Settled], alarms: Alarms | None) -> None:
    """Tell the admins which article Telegram refused, and in which words."""
    for one in landed if alarms else ():
        if alarms and isinstance(one.outcome, Final) and one.outcome.error != ARTICLE_GONE:
            words = cut(TOKEN_SHAPE.sub("<token>", one.outcome.error), LONGEST)
            notice = Notice("alarm.digest", {"id": one.delivery.article_id, "words": words})
            if one.delivery.broadcast is not None:
                notice = Notice("alarm.broadcast", {"words": words})
            await alarms.owe(unit, DIGEST, notice)


async def _write_down_sent(unit: Unit, landed: Sequence[Settled], now: datetime) -> None:
    """Nearly all are sent, so these are written down together."""
    sent = [(one.delivery, one.outcome) for one in landed if isinstance(one.outcome, Sent)]
    # Parts of a digest that were not in the message after all are none of what was sent.
    if left_out := [number for _, outcome in sent for number in outcome.left_out]:
        await unit.deliveries.drop(left_out, error="nothing new", now=now)
    await unit.deliveries.show([shown for _, outcome in sent for shown in outcome.shown])
    for alone in (True, False):
        some = [(one.id, outcome.message_id) for one, outcome in sent if (one.digest is None) == alone]
        if some:
            await unit.deliveries.sent_all(some, now=now, alone=alone)


async def _write_down(
    unit: Unit, delivery: DeliveryRecord, outcome: Outcome, now: datetime, sender: str | None
) -> datetime | None:
    ledger = unit.deliveries
    match outcome:
        case Sent():
            pass
        case Nothing(error):
            await ledger.drop_message(delivery.id, error=error, now=now, sender=sender)
        case Retry(at, error):
            await ledger.retry(delivery.id, at=at, error=error, sender=sender)
        case Halt(until):
            await ledger.retry(delivery.id, at=until, error="flood limit", sender=sender)
            return until
        case Unknown(at, error):
            await ledger.unknown(delivery.id, at=at, error=error, now=now, sender=sender)
        case Blocked():
            await ledger.failed(delivery.id, error="blocked", now=now, sender=sender)
            await unit.readers.deactivate(delivery.reader_id, now=now)
            await ledger.cancel_for_reader(delivery.reader_id, now=now)
        case Migrated(new_chat_id):
            await ledger.release(delivery.id, sender=sender)
            await unit.readers.move(delivery.chat_id, new_chat_id)
        case Final(error):
            _LOG.error("delivery %d of article %d cannot be sent: %s", delivery.id, delivery.article_id, error)
            await ledger.failed(delivery.id, error=error, now=now, sender=sender)
    return None
