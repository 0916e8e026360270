"""How a name in a table is read, and when a passage of a text is that name.

``Japan`` is found with its capital only, ``japonais`` in either case, ``NATO`` in capitals only. ``japonais*`` lets up
to `ENDING` letters follow. ``Sino-`` is found before a hyphen. In Arabic joined particles and the article may precede.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.entities.spelling import UNSPACED, plain, spelled
from summarizer.entities.tables import Name

ENDING = 6
"""Letters that may follow a stem."""

_PARTICLES = ("", "و", "ف", "ب", "ل", "ك", "ول", "وب")
_ARTICLES = ("ال", "وال", "فال", "بال", "كال", "لل", "ولل")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name. ``words`` are as in the table, ``key`` is what an automaton looks for."""

    id: str
    kind: str
    written: str
    words: tuple[str, ...]
    key: str
    stem: bool
    acronym: bool
    capital: bool

    @property
    def asks(self) -> tuple[str, bool, bool, bool]:
        """What it means and asks for; two spellings that agree in it are one."""
        return self.id, self.stem, self.acronym, self.capital

    def stands(self, shown: str) -> bool:
        """Whether a passage of a text, with its capitals, has those that the name asks for."""
        if self.acronym:
            return shown.isupper()
        if len(self.words) == 1:
            return not self.capital or shown[0].isupper()
        found = shown.split(" ")
        return all(not word[0].isupper() or one[0].isupper() for word, one in zip(self.words, found, strict=False))


def forms(name: Name) -> Iterator[Form]:
    """The form of a name; several where its language joins particles to words, or a hyphen may be a space."""
    written = name.form.rstrip("*")
    words = tuple(spelled(written + "x" if written.endswith("-") else written))
    if written.endswith("-"):
        words = (*words[:-1],)
    stem = name.form.endswith("*")
    acronym = len(words) == 1 and written.isupper() and not UNSPACED.search(written) and len(plain(written)) > 1
    for key in _keys(words, "-" in written.strip("-")):
        yield Form(name.id, name.kind, written, words, key, stem, acronym, written[0].isupper())


def _keys(words: tuple[str, ...], hyphenated: bool) -> Iterator[str]:
    whole = " ".join(filter(None, map(plain, words)))
    if not whole:
        return
    if UNSPACED.search(whole):
        yield whole
        return
    if "\u0621" <= whole[0] <= "\u064a":
        yield from (f" {start}" for start in _joined(whole))
        return
    yield f" {whole}"
    if hyphenated:
        yield f" {whole}".replace(" - ", " ")


def _joined(whole: str) -> Iterator[str]:
    if not whole.startswith("ال"):
        yield from (particle + whole for particle in _PARTICLES)
        yield from (article + whole for article in _ARTICLES)
    else:
        yield from (article + whole[2:] for article in _ARTICLES)
