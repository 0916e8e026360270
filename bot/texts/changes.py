"""What changed in an article, and in what the articles of a story differ: their sentences, word for word."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts.catalogue import Translator
from bot.texts.html import MESSAGE_LIMIT, Markup, cut, length
from summarizer.stories.corrections import Change
from summarizer.stories.differences import Difference, Said

SENTENCE_LIMIT = 700
TITLE_LIMIT = 300
MORE = 60
"""Room for the line that counts what did not fit."""


def counted(t: Translator, row: Markup, size: int) -> Markup:
    """A row of a list, with how many other articles tell the same story."""
    return t("story.more", row=row, count=size - 1) if size > 1 else row


def differences_text(t: Translator, found: Sequence[Difference]) -> Markup:
    """Pairs of sentences, each with its outlet; as many as a message holds."""
    parts = [t("differences.head")]
    for one in found:
        pair = Markup("\n".join(f"• {_said(t, side)}" for side in (one.one, one.other)))
        if length("\n\n".join([*parts, pair])) > MESSAGE_LIMIT:
            break
        parts.append(pair)
    return Markup("\n\n".join(parts))


def correction_text(
    t: Translator, title: str | None, outlet: str | None, topic: str, changes: Sequence[Change]
) -> Markup:
    """What a reader of the old version is told: each changed sentence; of many, those that fit."""
    said = cut(outlet or t.plain("correction.unnamed"), 120)
    parts = [t("correction.head", title=cut(title or "", TITLE_LIMIT), outlet=said, topic=cut(topic, 200))]
    for place, change in enumerate(changes):
        part = _change(t, change)
        if length("\n\n".join([*parts, part])) > MESSAGE_LIMIT - MORE:
            parts.append(t.plural("correction.more", len(changes) - place))
            break
        parts.append(part)
    return Markup("\n\n".join(parts))


def _said(t: Translator, said: Said) -> Markup:
    outlet = said.outlet or t.plain("card.number", id=said.article)
    return t("differences.said", outlet=cut(outlet, 60), sentence=cut(said.text, SENTENCE_LIMIT))


def _change(t: Translator, change: Change) -> Markup:
    before, after = (cut(one, SENTENCE_LIMIT) if one is not None else None for one in (change.before, change.after))
    if before is None:
        return t("correction.added", sentence=after)
    if after is None:
        return t("correction.removed", sentence=before)
    return t("correction.changed", before=before, after=after)
