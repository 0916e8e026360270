"""What an automaton finds in one place: all forms of one spelling, made of their names once a text has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.entities.forms import Form, form, keys
from summarizer.entities.hits import distinct
from summarizer.entities.joined import LONGEST, is_article, is_particle, joins
from summarizer.entities.tables import Name


@dataclass(frozen=True, slots=True)
class Shelf:
    """The ``forms`` of a spelling of so many letters; ``stems`` are those that letters may follow.

    ``is_capital``: each of them begins with a capital. ``is_joined``: the spelling is an Arabic name's bare form, and
    ``without`` are those of its forms that are names without the article too.
    """

    length: int
    forms: tuple[Form, ...]
    stems: tuple[Form, ...]
    is_capital: bool
    is_joined: bool
    without: tuple[Form, ...]

    @classmethod
    def of(cls, length: int, names: Sequence[tuple[int, Name]]) -> Shelf:
        """The forms of names that share a spelling, each with its rank."""
        made = [form(name, rank) for rank, name in names]
        forms = distinct(made)
        return cls(
            length,
            forms,
            tuple(one for one in forms if one.stem),
            all(one.capital for one in forms),
            joins(next(iter(keys(names[0][1]))).strip()),
            distinct(one for one in made if not one.article),
        )

    def joined(self, line: str, start: int) -> tuple[int, tuple[Form, ...]]:
        """Where the word begins in which the bare name stands at ``start``, and its forms that may stand there."""
        begin = line.rfind(" ", max(0, start - LONGEST - 1), start) + 1
        before = line[begin:start]
        if begin and is_article(before):
            return begin, self.forms
        return begin, self.without if begin and is_particle(before) else ()
