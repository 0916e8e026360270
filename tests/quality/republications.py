"""Republications of an article as outlets make them: nine edits, each the same on every run."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from summarizer.text.sentences import split

Edit = Callable[[str, str, random.Random], tuple[str, str]]
"""Title and text in, title and text out."""

_BEFORE = (
    "Stay with us for all that matters today. Our reporters answer your questions around the clock.\n"
    "Sign up for the morning letter and never miss a story again.\n\n"
)
_AFTER = (
    "\n\nThis material may not be published, broadcast or rewritten without the consent of its owner. Follow us.\n"
    "Read next: ten things to know before the week begins. Write to the editors if you have seen a mistake."
)
_AGENCIES = ("(Northern Wire)", "(Agencia Central)", "(Eastern Press Service)")
REISSUED = 0.5
"""How much of each of two texts must stand in the other: such a pair is no pair of different articles."""
_ADDED = ("reportedly", "meanwhile", "also", "however")


def _cut(share: float) -> Edit:
    def cut(title: str, text: str, chance: random.Random) -> tuple[str, str]:
        words = text.split(" ")
        return title, " ".join(words[: max(12, round(share * len(words)))])

    return cut


def _retitled(title: str, text: str, chance: random.Random) -> tuple[str, str]:
    return f"What we know so far, part {chance.randint(2, 99)}", text


def _wrapped(title: str, text: str, chance: random.Random) -> tuple[str, str]:
    return title, _BEFORE + text + _AFTER


def _reordered(title: str, text: str, chance: random.Random) -> tuple[str, str]:
    sentences = [text[start:end] for start, end in split(text, "en")]
    chance.shuffle(sentences)
    return title, " ".join(sentences)


def _edited(title: str, text: str, chance: random.Random) -> tuple[str, str]:
    """One word in twenty-five goes, is doubled by another, or is another."""
    found: list[str] = []
    for word in text.split(" "):
        roll = chance.random()
        if roll > 0.04:
            found.append(word)
        elif roll > 0.02:
            found += [chance.choice(_ADDED), word]
        elif roll > 0.01:
            found.append(chance.choice(_ADDED))
    return title, " ".join(found)


def _shouted(title: str, text: str, chance: random.Random) -> tuple[str, str]:
    return title.upper(), text.upper()


def _repunctuated(title: str, text: str, chance: random.Random) -> tuple[str, str]:
    signs = str.maketrans({",": " –", '"': "”", "'": "’", ";": ".", "(": "[", ")": "]", "-": "-\u00ad"})
    return title, text.translate(signs)


def _credited(title: str, text: str, chance: random.Random) -> tuple[str, str]:
    agency = chance.choice(_AGENCIES)
    return title, f"GENEVA {agency} - {text}\n\nReporting by A. Writer; editing by B. Reader {agency}"


EDITS: dict[str, Edit] = {
    "a quarter": _cut(0.25),
    "a half": _cut(0.5),
    "another title": _retitled,
    "something around it": _wrapped,
    "another order": _reordered,
    "small edits": _edited,
    "another case": _shouted,
    "other punctuation": _repunctuated,
    "another agency": _credited,
}


def republished(name: str, title: str, text: str, seed: int) -> tuple[str, str]:
    """The title and text after one of `EDITS`."""
    return EDITS[name](title, text, random.Random(seed))


def is_reissue(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts, as their words, are one text issued twice: each holds half of the other's runs of three."""
    ours, theirs = (set(zip(words, words[1:], words[2:], strict=False)) for words in (one, other))
    return len(ours & theirs) >= REISSUED * max(len(ours), len(theirs), 1)
