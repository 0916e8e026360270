"""Faults of one text of a catalogue against the English one: its values, its tags, its commands, its length."""

from __future__ import annotations

import gettext
import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from babel.messages.catalog import Catalog

from tests.quality.catalogue_limits import limit, measure

COPIED = 30
"""Characters from which a text that is the English one, letter for letter, was forgotten."""

NUMBERS = range(1001)
"""Numbers for which a catalogue's plural forms must be CLDR's; CLDR's forms for whole millions are left alone."""

TAG = re.compile(r"<(/?)([a-z]+)(?: [^<>]*)?>")
COMMAND = re.compile(r"(?<![\w/<.])/([a-z]+)")
DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")


@dataclass(frozen=True, slots=True)
class Text:
    """A message of a catalogue in all its forms; a message without plural has one."""

    key: str
    forms: tuple[str, ...]
    plural: bool


def faults(catalogue: Catalog, english: Text, text: Text) -> Iterator[str]:
    if text.plural != english.plural:
        yield "a text with plural forms in one catalogue and without in the other"
        return
    if text.plural and len(text.forms) != catalogue.num_plurals:
        yield f"has {len(text.forms)} forms; this language has {catalogue.num_plurals}"
    for place, form in enumerate(text.forms):
        where = f"msgstr[{place}] " if text.plural else ""
        if not form.strip():
            yield f"{where}is empty"
            continue
        for check in (_structure, _shape, _size):
            yield from (f"{where}{fault}" for fault in check(english, form))
        yield from (f"{where}{fault}" for fault in _values(catalogue, english, form, place))
    if str(catalogue.locale) != "en" and text.forms == english.forms and _is_worded(text.forms[0]):
        yield "is still the English text"


def _structure(english: Text, form: str) -> Iterator[str]:
    """Faults of the tags and the commands."""
    if fault := _nesting(form):
        yield fault
    if all(_tags(form) != _tags(one) for one in english.forms):
        yield f"tags are {_listed(_tags(form))}, in English {_listed(_tags(english.forms[-1]))}"
    if all(_commands(form) != _commands(one) for one in english.forms):
        given, wanted = (", ".join(sorted(_commands(one))) or "none" for one in (form, english.forms[-1]))
        yield f"names the commands {given}, in English {wanted}"


def _shape(english: Text, form: str) -> Iterator[str]:
    """Faults of the white space, the lines and the letters."""
    example = english.forms[-1]
    ends = [(one[: len(one) - len(one.lstrip())], one[len(one.rstrip()) :]) for one in (form, example)]
    if ends[0] != ends[1]:
        yield f"begins and ends with the white space {ends[0]}, in English with {ends[1]}"
    if form.count("\n") not in {one.count("\n") for one in english.forms}:
        yield f"has {len(form.split(chr(10)))} lines, in English {len(example.split(chr(10)))}"
    if DIRECTIONS.search(form):
        yield "holds a mark of direction; the program puts them in by itself"
    if form != unicodedata.normalize("NFC", form):
        yield "is not in Unicode's composed form (NFC)"


def _size(english: Text, form: str) -> Iterator[str]:
    """Whether Telegram shows all of it."""
    try:
        size = measure(english.key, form, _names(form))
    except ValueError:
        return
    if size > limit(english.key):
        yield f"has {size} characters with its values, {limit(english.key)} are the most here"


def _is_worded(form: str) -> bool:
    """Whether it has words of its own, so that two languages can hardly have the same."""
    bare = re.sub(r"<[^>]*>|\{[^}]*\}", "", form)
    return len(form) >= COPIED and any(letter.isalpha() for letter in bare)


def _commands(form: str) -> set[str]:
    return set(COMMAND.findall(form))


def _values(catalogue: Catalog, english: Text, form: str, place: int) -> Iterator[str]:
    """Faults of what stands in braces. The number itself may be left out where a form is that of one number only."""
    try:
        given = _names(form)
    except ValueError as error:
        yield f"braces cannot be read: {error}"
        return
    allowed = set().union(*(_names(one) for one in english.forms))
    needed = _names(english.forms[-1])
    if english.plural:
        choose = gettext.c2py(catalogue.plural_expr)
        # The text is about one thing at least.
        if sum(choose(number) == place for number in NUMBERS if number) <= 1:
            needed = needed - {"count"}
    if needed - given:
        yield f"lacks {_braced(needed - given)}"
    if given - allowed:
        yield f"has {_braced(given - allowed)}, which the program does not fill in"


def _names(template: str) -> set[str]:
    """The names in braces. Raises ValueError for braces that are no name's."""
    found = set()
    for _, name, spec, conversion in string.Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(f"{{{name}}} is no plain name")
        found.add(name)
    return found


def _tags(form: str) -> Counter[str]:
    return Counter(name for closing, name in TAG.findall(form) if not closing)


def _nesting(form: str) -> str | None:
    """What is wrong with the tags: one that is not closed, or an angle bracket that is no tag's."""
    opened: list[str] = []
    for closing, name in TAG.findall(form):
        if not closing:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return f"</{name}> closes what is not open"
    if opened:
        return f"<{opened[-1]}> is not closed"
    return "has a < or > that is no tag's" if re.search("[<>]", TAG.sub("", form)) else None


def _listed(tags: Counter[str]) -> str:
    return ", ".join(f"{count} <{name}>" for name, count in sorted(tags.items())) or "none"


def _braced(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
