"""What the sums are made of: habits that are assumed, limits that are published, costs that were measured."""

from __future__ import annotations

from dataclasses import dataclass

MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Habits:
    """Readers and news, as assumed; change them where you know yours."""

    follows: float = 5.0
    """Topics that a reader follows."""
    distinct: float = 0.1
    """Distinct topics to a follow, of the first ten thousand follows."""
    heaps: float = 0.85
    """The power with which distinct topics grow with follows from there: what is asked for repeats, as words do."""
    articles: float = 20_000.0
    """Articles a day: the feeds of some hundred outlets. News does not grow with its readers."""
    alerts: float = 2.0
    """Alerts that a reader gets a day, after stories are put together and caps are kept."""
    daily: float = 0.6
    """Share of readers who have one digest a day, at seven o'clock where they live, give or take an hour and a half."""
    commands: float = 3.0
    """Commands and buttons of a reader a day."""
    exponent: float = 1.0
    """Of Zipf's law: the topic at rank r is followed as 1 / r to this power."""


@dataclass(frozen=True, slots=True)
class Published:
    """What Telegram lets one bot send: its FAQ for bots, "Broadcasting to users"."""

    free: float = 30.0
    """Messages a second over all chats."""
    paid: float = 1_000.0
    """Messages a second where each over the free ones is paid for in Stars."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Costs on one core of the machine that docs/scaling.md names; each with the benchmark that gives it."""

    analysis: float = 0.023
    """Seconds of a core for an article, from text to fingerprint (`loading`)."""
    match_fixed: float = 0.00015
    match_each: float = 4.2e-8
    """Seconds of a core to match one article, and for each distinct topic besides (`matching`)."""
    index_bytes: float = 520.0
    """Memory of a distinct topic in the index of each process that matches (`matching`)."""
    index_seconds: float = 1.6e-5
    """Seconds of a start for each distinct topic (`matching`)."""
    ledger: float = 0.000095
    """Seconds of PostgreSQL and its client to owe an article to one follower (`fanout`)."""
    sending: float = 0.00095
    """Seconds of a core for a digest, composed, sent and written down (`sending`)."""
    settle: float = 0.0002
    """Seconds of PostgreSQL to claim a delivery and to write down what became of it (`sending`)."""
    command: float = 0.025
    """Seconds of a core to answer a command (`desk`)."""
    row_bytes: float = 320.0
    """Bytes of a delivery in the ledger with its indexes (`storage`)."""
    article_bytes: float = 22_000.0
    """Bytes of an article with its analysis, its words and their index (`desk`)."""
