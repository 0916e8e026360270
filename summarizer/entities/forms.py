"""How a name in a table is read, and when a passage of a text is that name.

``Japan`` is found with its capital only, ``japonais`` in either case, ``NATO`` in capitals only. ``japonais*`` lets up
to `ENDING` letters follow. ``Sino-`` is found before a hyphen. In Arabic joined particles and the article may precede.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.entities.joined import bare, has_article, joins
from summarizer.entities.spelling import UNSPACED, spelled, worked_out
from summarizer.entities.tables import Name

ENDING = 6
"""Letters that may follow a stem."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name. ``words`` are as in the table; ``rank`` is its place among the names of its gazetteer.

    ``article``: in Arabic the name has the article, and is no name without it.
    """

    id: str
    kind: str
    written: str
    words: tuple[str, ...]
    stem: bool
    acronym: bool
    capital: bool
    article: bool
    rank: int

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


def form(name: Name, rank: int = 0) -> Form:
    """What a name asks of the text that it is found in."""
    written = name.form.rstrip("*")
    words = _words(written)
    stem = name.form.endswith("*")
    acronym = len(words) == 1 and written.isupper() and not UNSPACED.search(written) and len(worked_out(written)) > 1
    return Form(
        name.id, name.kind, written, words, stem, acronym, written[0].isupper(), has_article(_whole(words)), rank
    )


def keys(name: Name) -> Iterator[str]:
    """What an automaton looks for to find the name, with a space before it where words have one.

    Of Arabic names only the bare form, and two of names with a hyphen that may be a space.
    """
    written = name.form.rstrip("*")
    if written.isascii() and written.replace(" ", "").isalnum():
        yield f" {' '.join(written.lower().split())}"  # Most names by far, and their words need not be parted.
        return
    whole = _whole(_words(written))
    if not whole:
        return
    if UNSPACED.search(whole):
        yield whole
    elif joins(whole):
        yield bare(whole)
    else:
        yield f" {whole}"
        if "-" in written.strip("-"):
            yield f" {whole}".replace(" - ", " ")


def _words(written: str) -> tuple[str, ...]:
    words = tuple(spelled(written + "x" if written.endswith("-") else written))
    return words[:-1] if written.endswith("-") else words


def _whole(words: tuple[str, ...]) -> str:
    return " ".join(filter(None, map(worked_out, words)))
