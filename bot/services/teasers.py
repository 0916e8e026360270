"""What a feed says of an article, kept until its page can be had."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import BadStatus, BrokenAnswer, CommuniqueError, ErrorPage, TooSlow, Unreachable
from bot.sources.draft import Draft

WAITS = (timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=45))
"""How long after each failure the page is asked for again. After the last the teaser has to do: no reader waits longer
for an article than these together, and the polls between."""

PASSING = (Unreachable, TooSlow, BrokenAnswer, ErrorPage)
"""What may be otherwise in an hour; a site that forbids, or a page without an article, will be the same."""

BUSY = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class Teaser:
    """A draft as the feed has it; ``quiet`` if it alerts nobody, ``revises`` the article it is to be a version of."""

    draft: Draft
    quiet: bool
    revises: int | None = None

    def dump(self) -> str:
        """As `load` reads it; the article that it revises is kept beside it."""
        held = self.draft
        said = {
            "text": held.text,
            "title": held.title,
            "outlet": held.outlet,
            "published": held.published.isoformat() if held.published else None,
            "link": held.link,
            "authors": held.authors,
            "quiet": self.quiet,
        }
        return json.dumps(said, ensure_ascii=True)

    @classmethod
    def load(cls, text: str, revises: int | None) -> Teaser:
        """The teaser that `dump` wrote."""
        said = json.loads(text)
        quiet, when = said.pop("quiet"), said.pop("published")
        authors = tuple(said.pop("authors"))
        published = datetime.fromisoformat(when) if when else None
        return cls(Draft(**said, published=published, authors=authors), quiet, revises)

    def completed(self, page: Draft | None) -> Draft:
        """What the feed says, with the page's text if that is longer, and with what the feed left out."""
        draft = self.draft
        if page is None or len(page.text) <= len(draft.text):
            return draft
        return replace(
            draft,
            text=page.text,
            title=draft.title or page.title,
            language=page.language,
            published=draft.published or page.published,
            authors=draft.authors or page.authors,
        )


def may_pass(error: CommuniqueError) -> bool:
    """Whether the page is worth asking for again."""
    if isinstance(error, BadStatus):
        return error.status >= 500 or error.status in BUSY
    return isinstance(error, PASSING)
