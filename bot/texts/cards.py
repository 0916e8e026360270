"""Cards: how a summary, a digest, a list of articles looks as one Telegram message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.texts.catalogue import Translator
from bot.texts.days import dated, weekday
from bot.texts.html import MESSAGE_LIMIT, Markup, cut, escape, length
from bot.texts.passages import Passage, show
from bot.texts.topics import unquoted

TITLE_LIMIT = 300
LINK_LIMIT = 1000
MOST_AUTHORS = 3
BECAUSE_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Card:
    """What a summary's message shows. ``lines`` are the kept sentences; ``reason`` the topic that brought it and
    ``because`` the words that made it hold.

    ``place`` and ``dated`` are the dateline's, as written; the date is shown where no other is known. ``also`` are
    other outlets that report the same; ``corrected`` says that it is a later version.
    ``told_on``: the reader was told of the story then, and these are the sentences that are new.
    """

    title: str | None
    lines: Sequence[str]
    total: int
    outlet: str | None = None
    published: datetime | None = None
    link: str | None = None
    article_id: int | None = None
    reason: str | None = None
    because: Sequence[str] = ()
    place: str | None = None
    dated: str | None = None
    authors: Sequence[str] = ()
    also: Sequence[str] = ()
    corrected: bool = False
    told_on: datetime | None = None


def summary_card(t: Translator, card: Card) -> Markup:
    """Title, sentences, and where they come from; the last sentence is cut if the message would be too long."""
    return _fit(lambda room: _assemble(t, card, [escape(line) for line in _within(card.lines, room)]))


def context_card(t: Translator, card: Card, passages: Sequence[Passage]) -> Markup:
    """As `summary_card`, with each kept sentence in bold among its neighbours."""
    return _fit(lambda room: _assemble(t, card, show(passages, room)))


def largest(t: Translator, make: Callable[[int], Card], sentences: int) -> tuple[Card, int]:
    """The card of as many sentences, up to ``sentences``, as fit whole in one message; of one at least."""
    low, high = 1, max(sentences, 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _fits(t, make(middle)) else (low, middle - 1)
    return make(low), low


def _fits(t: Translator, card: Card) -> bool:
    return length(_assemble(t, card, [escape(line) for line in card.lines])) <= MESSAGE_LIMIT


def _assemble(t: Translator, card: Card, paragraphs: Sequence[Markup]) -> Markup:
    parts = [_reason(t, card)] if card.reason else []
    if card.title:
        parts.append(Markup(f"<b>{escape(cut(card.title, TITLE_LIMIT))}</b>"))
    if card.told_on:
        parts.append(t("card.sequel", date=weekday(card.told_on, t.language)))
    parts += paragraphs
    parts.append(_source(t, card))
    return Markup("\n\n".join(part for part in parts if part))


def _reason(t: Translator, card: Card) -> Markup:
    """The topic, and what of the article it holds for, unless that says the same."""
    topic = str(card.reason).casefold()
    why = t.joined(cut(line, BECAUSE_LIMIT) for line in card.because if unquoted(line).casefold() != topic)
    head = t("card.reason", topic=card.reason)
    return Markup(f"{head}\n<i>{escape(cut(why, 2 * BECAUSE_LIMIT))}</i>") if why else head


def _source(t: Translator, card: Card) -> Markup:
    origin = _origin(t, card)
    rows = [Markup(t.joined(origin))] if origin else []
    kept = [t.plural("card.kept", card.total, kept=len(card.lines))]
    kept += [t("card.number", id=card.article_id)] if card.article_id is not None else []
    kept += [t("card.corrected")] if card.corrected else []
    rows.append(Markup(f"<i>{t.joined(kept)}</i>"))
    if card.also:
        rows.append(Markup(f"<i>{t('card.also', outlets=t.listed(cut(one, 60) for one in card.also))}</i>"))
    if card.link and card.link.startswith(("http://", "https://")) and len(card.link) <= LINK_LIMIT:
        rows.append(Markup(f'<a href="{escape(card.link)}">{t("card.link")}</a>'))
    return Markup("\n".join(rows))


def _origin(t: Translator, card: Card) -> list[Markup]:
    """Authors, outlet, place and date, as far as they are known."""
    authors = t.listed(card.authors[:MOST_AUTHORS])
    found = [escape(cut(said, 120)) for said in (authors, card.outlet, card.place) if said]
    if card.published:
        found.append(escape(dated(card.published, "long", t.language)))
    elif card.dated:
        found.append(escape(cut(card.dated, 60)))
    elif card.article_id is not None:
        found.append(t("card.undated"))
    return found


def _fit(build: Callable[[int], Markup]) -> Markup:
    """The message with as much room for the text as the rest of it leaves."""
    frame = length(build(0))
    return build(MESSAGE_LIMIT - frame - 16)


def _within(lines: Sequence[str], room: int) -> list[str]:
    """The lines that fit in the room, the last one cut."""
    kept: list[str] = []
    for line in lines:
        if room < 40:
            break
        kept.append(cut(line, room))
        room -= length(escape(line)) + 2
    return kept
