"""What is said of a load of many articles: how far it has got, and what became of each."""

from __future__ import annotations

from bot.services.loading import Outcome, Tally
from bot.texts.catalogue import Translator
from bot.texts.html import Markup, cut, escape
from bot.texts.problems import beside

CELLS = 12
"""Squares of the bar."""

SHOWN = 12
"""Articles that the report names in the message itself; if there are more, all are named in a file."""

NAME = "load-report.txt"


def so_far(t: Translator, tally: Tally) -> Markup:
    """The bar, and the numbers until now."""
    filled = CELLS * tally.done // max(tally.total, 1)
    bar = "▓" * filled + "░" * (CELLS - filled)
    return t(
        "load.progress", bar=bar, done=tally.done, total=tally.total, at=cut(tally.at, 80), counts=counts(t, tally)
    )


def cut_short(t: Translator, tally: Tally) -> Markup:
    """How far a load got that the program's end cut short."""
    return t("load.interrupted", done=tally.done, total=tally.total, counts=counts(t, tally))


def counts(t: Translator, tally: Tally) -> str:
    """The numbers of what was loaded, known and refused, and of the digests that were queued."""
    new = tally.new
    said = t.plain("load.counts", loaded=len(new), known=len(tally.known), refused=len(tally.refused))
    digests = sum(one.followers for one in new)
    return t.joined([said, t.plural("load.digests", digests)]) if digests else said


def report(t: Translator, tally: Tally) -> tuple[Markup, bytes | None]:
    """The message at the end, and the whole report as a text file where the message cannot name every article."""
    is_short = tally.done <= SHOWN
    named = tally.outcomes if is_short else tally.refused[:SHOWN]
    lines = [t("load.report", total=tally.total, counts=counts(t, tally))]
    lines += [escape(cut(line(t, one), 250)) for one in named]
    if len(tally.refused) > SHOWN:
        lines.append(t("load.report.more", count=len(tally.refused) - SHOWN))
    if is_short:
        return Markup("\n".join(lines)), None
    lines.append(t("load.report.file"))
    return Markup("\n".join(lines)), "\n".join(line(t, one) for one in tally.outcomes).encode() + b"\n"


def line(t: Translator, outcome: Outcome) -> str:
    """One article of the report, plain."""
    loaded = outcome.loaded
    if loaded is None:
        why = beside(t, outcome.error) if outcome.error else ""
        return t.plain("load.line.refused", name=outcome.name, why=why)
    key = "load.line.loaded" if loaded.is_new else "load.line.known"
    if loaded.article.deleted is not None:
        key = "load.line.deleted"
    original = loaded.revises
    if original is not None:
        key = "load.line.revised"
    elif loaded.republishes is not None:
        key, original = "load.line.copy", loaded.republishes.id
    title = cut(loaded.article.title, 120)
    return t.plain(key, name=outcome.name, id=loaded.article.id, title=title, original=original)


def audited(tally: Tally) -> str:
    """The numbers for the audit, without names, as `bot.texts.deeds` reads them; and the first and last article."""
    new = tally.new
    span = f"{new[0].article.id}–{new[-1].article.id} " if new else ""
    return f"{span}loaded={len(new)} known={len(tally.known)} refused={len(tally.refused)}"
