"""What is traced, as a port: this one traces nothing, `bot.monitoring.tracing` hands it to OpenTelemetry."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

Fact = str | int | float | bool


@dataclass(slots=True)
class Work:
    """A piece of work while it is done: its kind, its number if it has one, and how it ended.

    ``facts`` are numbers and words from short lists: no text, no address, no token, nobody's number.
    """

    kind: str
    number: int | None = None
    facts: dict[str, Fact] = field(default_factory=dict)
    outcome: str = "done"


class Spans:
    """Wraps pieces of work."""

    def around(self, work: Work) -> AbstractContextManager[None]:
        """Inside, the work is done; it is told at the end, with the outcome that it has then."""
        return nullcontext()

    def close(self) -> None:
        """At the end of the program: nothing is told from now on."""
