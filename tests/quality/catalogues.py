"""What is wrong with a catalogue, against the English one. For translators:

    .venv/bin/python -m tests.quality.catalogues bot/texts/locale/fr.po

prints a line for each fault and ends with 1 if there is any.
"""

from __future__ import annotations

import gettext
import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

import bot.texts
from tests.quality.catalogue_faults import NUMBERS, Text, faults
from tests.quality.catalogue_limits import COMPOSED, limit

LOCALE = Path(bot.texts.__file__).parent / "locale"
ENGLISH = LOCALE / "en.po"


def problems(path: Path) -> list[str]:
    """A line for each fault of a catalogue; none if it is complete and fits."""
    try:
        catalogue = _read(path)
        Locale.parse(str(catalogue.locale or ""), sep="_")
    except (OSError, PoFileError, UnicodeDecodeError, ValueError, UnknownLocaleError) as error:
        return [f"the file cannot be read: {error}"]
    english = {text.key: text for text in _texts(_read(ENGLISH))}
    found = {text.key: text for text in _texts(catalogue)}
    said = [f"{key}: missing" for key in english if key not in found]
    said += [f"{key}: not in the English catalogue" for key in found if key not in english]
    said += _header(catalogue)
    for message in catalogue:
        if message.id and message.fuzzy:
            said.append(f"{_key(message)}: fuzzy")
    for key, text in found.items():
        if key in english:
            said += [f"{key}: {fault}" for fault in faults(catalogue, english[key], text)]
    for name, keys in COMPOSED.items():
        size = sum(max(map(len, found[key].forms)) + 2 for key in keys if key in found)
        if size > limit(name):
            said.append(f"{name}: its texts together have {size} characters, {limit(name)} are the most")
    return said


def _read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, abort_invalid=True)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _texts(catalogue: Catalog) -> Iterator[Text]:
    for message in catalogue:
        if message.id:
            forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
            yield Text(_key(message), tuple(form or "" for form in forms), not isinstance(message.id, str))


def _header(catalogue: Catalog) -> Iterator[str]:
    """Whether two numbers that CLDR tells apart are told apart, with a form for each kind of number."""
    if catalogue.charset.lower() not in {"utf-8", "utf8"}:
        yield f"header: the charset is {catalogue.charset}, not utf-8"
    kinds, chosen = _kinds(catalogue)
    if catalogue.num_plurals != len(set(kinds.values())):
        yield f"header: nplurals is {catalogue.num_plurals}, CLDR has {len(set(kinds.values()))} for whole numbers"
    forms: dict[str, int] = {}
    for number in NUMBERS:
        if forms.setdefault(kinds[number], chosen[number]) != chosen[number]:
            yield f"header: the form of {number} is not that of other numbers of CLDR's kind “{kinds[number]}”"
            return
    if len(set(forms.values())) != len(forms):
        yield f"header: CLDR tells apart {', '.join(sorted(forms))}; Plural-Forms does not"


def _kinds(catalogue: Catalog) -> tuple[dict[int, str], dict[int, int]]:
    """CLDR's kind of each number, and the form that the catalogue takes for it."""
    rule = Locale.parse(str(catalogue.locale), sep="_").plural_form
    choose = gettext.c2py(catalogue.plural_expr)
    return {number: rule(number) for number in NUMBERS}, {number: choose(number) for number in NUMBERS}


def main(arguments: list[str]) -> int:
    """Check the files named, or all catalogues where none is named."""
    paths = [Path(one) for one in arguments] or sorted(LOCALE.glob("*.po"))
    count = 0
    for path in paths:
        found = problems(path)
        count += len(found)
        for line in found or ["complete, and every text fits"]:
            sys.stdout.write(f"{path.name}: {line}\n")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
