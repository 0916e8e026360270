"""The step from a draft to its analysis, in a process of its own."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

from bot.services.ports import Pool
from bot.sources.draft import Draft
from bot.sources.files import read_file
from summarizer.model import Analysis, Article


@dataclass(frozen=True, slots=True)
class Analysed:
    """An analysis, and a headline from the text for a draft that has no title."""

    analysis: Analysis
    headline: str


class Analyser:
    """Has drafts analysed by a pool; the event loop stays free meanwhile."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def identify(self, draft: Draft) -> str:
        """What tells the draft's text from any other, however its lines are wrapped."""
        return await self._pool.run(digest, draft.text)

    async def analyse(self, draft: Draft) -> Analysed:
        """Raises summarizer's NothingToSummarise for a text without a word."""
        return await self._pool.run(work, draft)

    async def read_file(self, name: str, data: bytes, content_type: str | None) -> Draft:
        """The draft in a file. Raises bot.errors.UnknownFileType or NotText."""
        return await self._pool.run(read_file, name, data, content_type)


def digest(text: str) -> str:
    """SHA-256 of the text without regard to white space, so that a re-wrapped copy is the same article."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def work(draft: Draft) -> Analysed:
    """What the pool's process does; imports inside, so that the main process never loads the heavy libraries."""
    from summarizer.analysis import analyse
    from summarizer.headline import headline

    analysis = analyse(Article(draft.text, draft.title, draft.language))
    return Analysed(analysis, headline(draft.text, analysis.spans, analysis.scores, analysis.language))
