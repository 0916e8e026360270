"""What stands behind `/said`: a person, a country or an organisation, and maybe a topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.errors import WhoSaid
from bot.services.topics import understand as read_topic
from summarizer.quotes.frames import frame
from summarizer.quotes.offices import LANGUAGES, bare, offices
from summarizer.text.folding import fold
from summarizer.text.unspaced import LANGUAGES as UNSPACED
from summarizer.topics.nodes import About, Named, Node, Words
from summarizer.topics.nodes import Any as AnyOf

KINDS = ("country:", "org:")

SHOWN = 60
"""Characters of what was asked that are said back."""

_ABOUT = re.compile(
    r"(?:^|\s+)(?:about|on|sobre|acerca de|sur|à propos d[eu]|au sujet d[eu]"
    r"|об?|обо|про|по поводу|عن|حول|بشأن)(?:\s+|$)"
    r"|\s*(?:关于|關於|谈到|談到|谈|談)\s*",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|le|la|les|el|los|las)\s+(?=\S)|^l['’](?=\S)", re.IGNORECASE)
_CHARACTERS = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Asked:
    """In the reader's words: who, and about what, empty for anything."""

    who: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """Either ``ids`` of countries and organisations, of which the reader may have meant any, or the words of a name."""

    ids: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def node(self) -> Node:
        """What an article holds in which whoever is sought may speak."""
        if self.ids:
            return Named(self.ids[0]) if len(self.ids) == 1 else AnyOf(tuple(Named(one) for one in self.ids))
        if _CHARACTERS.search("".join(self.words)):
            return Words(self.words)
        return Words(self.words[-1:])


def understand(argument: str) -> Asked:
    """The meaning of an argument, which may be empty. Raises WhoSaid where there is a topic and nobody."""
    words = " ".join(argument.split())
    for about in _ABOUT.finditer(words):
        who, topic = words[: about.start()].strip(), words[about.end() :].strip()
        if not who:
            raise WhoSaid(topic=topic[:SHOWN])
        return Asked(who, topic)
    return Asked(words)


def sought(who: str) -> Sought:
    """Whom a reader means. Raises BadTopic for what is no name, WhoSaid for an office without one."""
    bare_words = _ARTICLE.sub("", who)
    root = read_topic(bare_words, "query").root
    parts = root.parts if isinstance(root, AnyOf) else (root,)
    ids = tuple(part.id for part in parts if isinstance(part, Named | About) and part.id.startswith(KINDS))
    if len(ids) == len(parts):
        return Sought(ids=ids)
    named = _named(bare_words)
    if not named:
        raise WhoSaid(topic="")
    return Sought(words=named)


def _named(who: str) -> tuple[str, ...]:
    """The words of a name without titles in front: Mr, President, Foreign Minister."""
    words = fold(who)
    if _CHARACTERS.search("".join(words)):
        return tuple(words)
    written = who.split()
    while written and _is_title(written[0]):
        written = written[1:]
    return tuple(fold(" ".join(written)))


def _is_title(written: str) -> bool:
    low = written.lower().strip(".,")
    return low in _titles() or any(bare(written, language) in _offices(language) for language in _spaced())


@cache
def _titles() -> frozenset[str]:
    return frozenset(word for language in _spaced() for word in frame(language).he | frame(language).she)


@cache
def _offices(language: str) -> frozenset[str]:
    words = offices(language)
    return words.offices | words.titles


def _spaced() -> Sequence[str]:
    return [one for one in LANGUAGES if one not in UNSPACED]
