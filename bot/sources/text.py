"""Plain text to a draft: where its title ends and its text begins."""

from __future__ import annotations

import re

from bot.sources.decode import decode
from bot.sources.draft import Draft
from storage.letters import storable
from summarizer.text.stopwords import stopwords

TITLE_LIMIT = 160
"""Characters of a first line that can still be a title."""

WRAPPED = range(50, 86)
"""Characters of a line that was broken to fit a page."""

ALPHABETS = ("en", "fr", "es", "de", "it", "pt", "ru")

_SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*$")


def read_text(data: bytes) -> Draft:
    """The draft in a text file's bytes. Raises bot.errors.NotText."""
    return draft(decode(data))


def draft(text: str) -> Draft:
    """A short first line without a full stop is the title if what follows is a text of its own; else there is none.

    Characters that no database stores (NUL, lone surrogates) become U+FFFD, so that offsets stay as they were.
    """
    text = storable(text).strip()
    first, _, rest = text.partition("\n")
    title = " ".join(first.split())
    is_short = 0 < len(title) <= TITLE_LIMIT and not _SENTENCE_END.search(title)
    if is_short and rest.strip() and not _runs_on(first, rest):
        return Draft(text=rest.strip(), title=title)
    return Draft(text=text)


def _runs_on(first: str, rest: str) -> bool:
    """Whether the first line is the beginning of a paragraph whose lines were broken to fit a page."""
    second = rest.partition("\n")[0].strip()
    if not second:
        return False
    lengths = len(first.strip()), len(second)
    is_wrapped = lengths[0] in WRAPPED and (lengths[1] in WRAPPED or _breaks_off(first))
    return second[0].islower() or is_wrapped


def _breaks_off(line: str) -> bool:
    """Whether the line ends with a function word, as a headline seldom and a broken line often does."""
    last = line.split()[-1].lower()
    return any(last in stopwords(language) for language in ALPHABETS)
