"""The world's towns, too many for the automaton: it takes 500 bytes a name, a table a fifth of that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from summarizer.entities.forms import Form, form, keys
from summarizer.entities.hits import Hit, distinct
from summarizer.entities.spelling import PLAIN
from summarizer.entities.tables import Name

REMEMBERED = 2_000
"""Towns whose forms stay in memory once a text named them."""

_CAPITAL = re.compile(r" ([^a-z0-9\s-][^ ]*)")
"""A word that may begin with a capital."""


class Towns:
    """Names that begin with a capital, each with the codes of its countries, that of the largest town first."""

    def __init__(self, found: Mapping[str, Iterable[str]]) -> None:
        self._known: dict[str, str] = {}
        self._more: dict[str, int] = {}
        """First words of longer names, each with the number of words that may follow."""
        self._met: dict[str, tuple[Form, ...]] = {}
        for name, codes in found.items():
            row = "\t".join((name, *codes))
            for key in keys(Name("", "town", name)):
                whole = key.strip()
                # Two spellings that are compared as one are rare, and share a place.
                self._known[whole] = f"{self._known[whole]}\n{row}" if whole in self._known else row
                opener, _, more = whole.partition(" ")
                if more:
                    self._more[opener] = max(self._more.get(opener, 0), more.count(" ") + 1)

    def find(self, line: str, shown: str) -> list[Hit]:
        """Return every town's name in a line, as `Gazetteer.find` does."""
        hits = []
        # Each word is looked up once, however often it stands there.
        for word in set(_CAPITAL.findall(shown)):
            head = PLAIN[word]
            is_town, more = head in self._known, self._more.get(head, 0)
            if not (is_town or more) or not word[0].isupper():
                continue
            space = shown.find(f" {word} ")
            while space >= 0:
                start, end = space + 1, space + 1 + len(word)
                if is_town:
                    hits.append(self._hit(start, end, head))
                if more:
                    hits += self._longer(line, start, end, more)
                space = shown.find(f" {word} ", end)
        return hits

    def _longer(self, line: str, start: int, end: int, more: int) -> Iterator[Hit]:
        """Names of several words, the first of which stands at ``start`` to ``end``."""
        for _ in range(more):
            end = line.find(" ", end + 1)
            if end < 0:
                return
            if line[start:end] in self._known:
                yield self._hit(start, end, line[start:end])

    def _hit(self, start: int, end: int, key: str) -> Hit:
        forms = self._met.get(key)
        if forms is None:
            if len(self._met) >= REMEMBERED:
                self._met.clear()
            self._met[key] = forms = self._forms(key)
        return Hit(start, end, end, forms)

    def _forms(self, key: str) -> tuple[Form, ...]:
        rows = (row.split("\t") for row in self._known[key].split("\n"))
        return distinct(form(Name(f"country:{code}", "town", name)) for name, *codes in rows for code in codes)
