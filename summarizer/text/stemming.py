"""Snowball's stemmers with one look-up for each ending that a word may have, which takes them half the time.

Snowball's compiler writes a binary search, letter by letter, in every language that it writes; in Python a dictionary
answers sooner. The stems are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, cast

Stem = Callable[[str], str]


class _Choice(Protocol):
    """One of the strings that a step of a stemmer looks for; the longest that stands there is taken."""

    s: str
    result: int
    method: Callable[[object], bool] | None


class _Table:
    """The strings of one step, the longest first."""

    def __init__(self, choices: Sequence[_Choice]) -> None:
        self.choices = choices
        self.known = {choice.s: choice for choice in choices}
        self.sizes = sorted({len(choice.s) for choice in choices}, reverse=True)


_tables: dict[int, _Table] = {}


def _table(choices: Sequence[_Choice]) -> _Table:
    found = _tables.get(id(choices))
    if found is None:
        # The table keeps the list, so that no other may take its id.
        found = _tables[id(choices)] = _Table(choices)
    return found


class _Quick:
    """Takes the place of the two searches of Snowball's ``BaseStemmer``, whose attributes these are."""

    current: str
    cursor: int
    limit: int
    limit_backward: int

    def find_among(self, choices: Sequence[_Choice]) -> int:
        """The result of the longest string that stands behind the cursor, which is moved past it; 0 for none."""
        table, start = _table(choices), self.cursor
        for size in table.sizes:
            choice = table.known.get(self.current[start : start + size]) if start + size <= self.limit else None
            if choice is not None and self._taken(choice, start + size):
                return choice.result
        return 0

    def find_among_b(self, choices: Sequence[_Choice]) -> int:
        """As `find_among`, for what stands before the cursor."""
        table, end = _table(choices), self.cursor
        for size in table.sizes:
            choice = table.known.get(self.current[end - size : end]) if end - size >= self.limit_backward else None
            if choice is not None and self._taken(choice, end - size):
                return choice.result
        return 0

    def _taken(self, choice: _Choice, cursor: int) -> bool:
        self.cursor = cursor
        if choice.method is None:
            return True
        is_taken = choice.method(self)
        if is_taken:
            self.cursor = cursor
        return is_taken


def stemmer(name: str) -> Stem:
    """Snowball's stemmer of a name, such as ``english``. No two threads may call it at once."""
    import snowballstemmer  # 30 ms, which a start without any article need not pay
    from snowballstemmer.basestemmer import BaseStemmer

    made = snowballstemmer.stemmer(name)
    # With PyStemmer at hand the package gives stemmers in C, which need no help.
    quick = type("QuickStemmer", (_Quick, type(made)), {})() if isinstance(made, BaseStemmer) else made
    return cast("Stem", quick.stemWord)
