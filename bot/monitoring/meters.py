"""What is counted, as a port: this one counts nothing, `bot.monitoring.figures` hands it to Prometheus."""

from __future__ import annotations


class Meters:
    """Told of what happens. No call takes a reader's number or text, and each word comes from a short list."""

    def worked(self, kind: str, outcome: str, seconds: float) -> None:
        """A piece of work is done. ``kind`` is one of `bot.monitoring.monitor.KINDS`."""

    def pushed(self, seconds: float) -> None:
        """A reader has an alert, so long after it was owed."""

    def called(self, method: str, answer: str, seconds: float) -> None:
        """A method of the Bot API was called. ``answer`` is "ok", a class of refusals, "unsent" or "unknown"."""

    def logged(self, level: str) -> None:
        """A line of the log was written, at the level of that name."""
