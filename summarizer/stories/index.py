"""The articles of the last days, by fingerprint: each new one is placed in a story in one look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from summarizer.stories.fingerprint import Fingerprint

Id = int | str
"""What the caller calls an article; a story is called after the first of its articles."""


@dataclass(frozen=True, slots=True)
class Because:
    """Why an article was placed where it is.

    ``kind``: "new", "copy" (the same text again), "words" or "facts" (names, dates and figures, across languages).
    ``nearest`` is the article that decided, ``score`` from 0 to 1, ``entities`` what both name.
    """

    kind: str
    nearest: Id | None = None
    score: float = 0.0
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """The story of an article, and the article that it is a copy of, if it is one."""

    story: Id
    duplicate_of: Id | None
    because: Because


class StoryIndex:
    """Articles within ``window`` of the newest, at most ``most`` of them; the cost of one does not grow with them."""

    def __init__(self, window: timedelta = timedelta(days=7), most: int = 100_000) -> None:
        raise NotImplementedError

    def place(self, id: Id, held: Fingerprint, at: datetime | None = None) -> Placement:  # noqa: A002
        """Decide where an article belongs and keep it; ``at`` is when it arrived, None where only the order is known."""
        raise NotImplementedError

    def restore(
        self, id: Id, held: Fingerprint, at: datetime | None, story: Id, duplicate_of: Id | None = None  # noqa: A002
    ) -> None:
        """Keep an article that was placed before, as at a start; in the order of arrival."""
        raise NotImplementedError

    def remove(self, id: Id) -> None:  # noqa: A002
        """Forget an article, as when it was deleted or changed; its story stays. Nothing happens if it is not held."""
        raise NotImplementedError
