"""The one HTTP client for everything that leaves the process: guarded, bounded in size and time, and polite."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    ``url`` is where it came from in the end; ``moved`` is the address to use from now on, if there were redirects and
    all were permanent (301, 308). ``body`` is decoded, and empty if ``not_modified``.
    """

    url: str
    moved: str | None
    status: int
    body: bytes
    content_type: str | None
    etag: str | None
    last_modified: str | None
    not_modified: bool


class Fetcher:
    """Gets pages and feeds from the public internet, and from nowhere else."""

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        obey_robots: bool = False,
    ) -> Fetched:
        """What is at the address. Raises a kind of bot.errors.FetchFailed."""
        raise NotImplementedError

    async def close(self) -> None:
        """Close what is open; a second call does nothing."""
