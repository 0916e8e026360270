"""What a message shows of a digest: its text, and which sentences of which delivery that were."""

from __future__ import annotations

from collections.abc import Sequence

from bot.services.cards import Reason, card_of, summary_text
from bot.services.digests.model import Digest, Part
from bot.texts.cards import summary_card
from bot.texts.catalogue import Translator
from bot.texts.digests import Item, Page, digest_page
from bot.texts.html import Markup
from storage.records import DeliveryRecord, Shown

JOINED = "”, “"
"""Between the topics that one message came for."""


def alert_text(t: Translator, part: Part) -> tuple[Markup, int]:
    """The card of a story by itself, and how many sentences it shows."""
    reason = Reason(JOINED.join(part.labels), part.because)
    if part.told_on is None:
        return summary_text(t, part.extract, part.length.sentences_of(part.extract), reason)
    lines = [one.text for one in part.sentences]
    return summary_card(t, card_of(part.extract, lines, reason, part.told_on)), len(lines)


def alert_rows(part: Part, fitting: int) -> tuple[Shown, ...]:
    """What the card told, for the ledger."""
    if part.told_on is None:
        indexes = [one.index for one in part.extract.of_length(fitting).sentences]
    else:
        indexes = [one.index for one in part.sentences]
    return tuple(Shown(one.id, 1, tuple(indexes)) for one in part.due)


def page_text(t: Translator, digest: Digest, number: int) -> Page:
    """A page of the digest, counted from 0."""
    items = [
        Item(
            part.extract.title,
            [one.text for one in part.sentences],
            part.extract.outlet,
            part.extract.published,
            part.labels,
            part.because,
            part.extract.story.outlets,
            part.told_on,
        )
        for part in digest.parts
    ]
    return digest_page(t, items, number, digest.gone)


def digest_rows(digest: Digest) -> tuple[Shown, ...]:
    """What the digest told of each of its deliveries, for the ledger; a story's place counts from 1."""
    return tuple(
        Shown(one.id, place, tuple(told.index for told in part.sentences if told.article == _number(part, one)))
        for place, part in enumerate(digest.parts, 1)
        for one in part.due
    )


def leaders(parts: Sequence[Part], places: range) -> list[tuple[int, int]]:
    """The stories at these places, each with the delivery that stands for it."""
    return [(place, _leader(parts[place - 1]).id) for place in places if place <= len(parts)]


def _leader(part: Part) -> DeliveryRecord:
    return next((one for one in part.due if one.article_id == part.number), part.due[-1])


def _number(part: Part, delivery: DeliveryRecord) -> int:
    """The article that was opened for a delivery: a newer version, where there is one."""
    return part.number if len(part.due) == 1 else delivery.article_id
