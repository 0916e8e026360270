"""What readers read, from gettext catalogues: a key and its values in, a sentence in their language out."""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from bot.texts.days import dated
from bot.texts.directions import AS_IT_IS, arranged, guarded, is_right_to_left, isolated, joined
from bot.texts.html import Markup, escape
from bot.texts.tags import nearest

SOURCE_LANGUAGE = "en"

NAMING = frozenset({"detail", "id", "line", "number", "original", "page", "pages", "place", "status"})
"""Values whose number is a name, to be written as it is."""

Style = Literal["standard", "or"]


class Translator:
    """The sentences of one language. Values are escaped for Telegram's HTML unless they are `Markup` already."""

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self.right_to_left = is_right_to_left(language)
        self._translations = translations

    def __call__(self, key: str, **values: object) -> Markup:
        """The sentence for a message in HTML parse mode. Raises KeyError for a key that no catalogue has."""
        return Markup(self._find(key).format(**self._filled(values, escape)))

    def plural(self, key: str, count: int, **values: object) -> Markup:
        """The sentence in the form that ``count`` asks for; ``{count}`` stands for it.

        A catalogue may have words of their own for none at all, as ``key.none``.
        """
        template = self._translations.ngettext(key, f"{key}.many", count)
        if template in (key, f"{key}.many"):
            raise KeyError(key)
        none = self._translations.gettext(f"{key}.none") if count == 0 else f"{key}.none"
        if none != f"{key}.none":
            template = none
        return Markup(self._arranged(template).format(**self._filled({**values, "count": count}, escape)))

    def plain(self, key: str, **values: object) -> str:
        """The sentence for places that know no HTML: buttons, callback answers, the menu."""
        return self._find(key).format(**self._filled(values, str))

    def number(self, value: float) -> str:
        """The number as this language writes it."""
        return _written(value, self.language)

    def listed(self, parts: Iterable[str], style: Style = "standard") -> str:
        """The parts as an enumeration of this language; "or" for one of which any will do."""
        return format_list([self._isolated(part) for part in parts], style, locale=self.language)

    def joined(self, parts: Iterable[str], between: str = " · ") -> str:
        """Facts beside each other in the direction of this language; of plain texts or of markup, as they are."""
        found = [part for part in parts if part]
        return joined(found, between) if self.right_to_left and found else between.join(map(self._isolated, found))

    def _filled(self, values: Mapping[str, object], write: Callable[[object], str]) -> dict[str, str]:
        """The values as they are written: days and numbers by the language, unless a number names something."""
        written = {name: write(self._said(name, value)) for name, value in values.items()}
        untouched = {f"{name}{AS_IT_IS}": text for name, text in written.items()}
        return untouched | {name: self._isolated(text) for name, text in written.items()}

    def _said(self, name: str, value: object) -> object:
        if type(value) is date:
            return dated(value, "long", self.language)
        return self.number(value) if type(value) is int and name not in NAMING else value

    def _isolated(self, text: str) -> str:
        return isolated(text, among_arabic=self.right_to_left)

    def _arranged(self, template: str) -> str:
        return arranged(template) if self.right_to_left else guarded(template)

    def _find(self, key: str) -> str:
        template = self._translations.gettext(key)
        if template == key:
            raise KeyError(key)
        return self._arranged(template)


@lru_cache(maxsize=10_000)
def _written(value: float, language: str) -> str:
    return format_decimal(value, locale=language)


@lru_cache(maxsize=500)
def translator(language: str) -> Translator:
    """The catalogue of a language (an IETF tag such as "fr" or "pt-br"), with English where it has none."""
    known = nearest(language, languages()) or SOURCE_LANGUAGE
    return Translator(known, _translations(known))


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a catalogue."""
    found = resources.files(__package__).joinpath("locale").iterdir()
    return tuple(sorted(entry.name.removesuffix(".po") for entry in found if entry.name.endswith(".po")))


def language_name(code: str, language: str) -> str:
    """The name of a language in another one, by CLDR; the code itself where CLDR has none."""
    try:
        return Locale.parse(code).get_display_name(language) or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def _translations(language: str) -> gettext.NullTranslations:
    with _catalogue_path(language).open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    found = gettext.GNUTranslations(compiled)
    if language != SOURCE_LANGUAGE:
        found.add_fallback(_translations(SOURCE_LANGUAGE))
    return found


def _catalogue_path(language: str) -> Traversable:
    return resources.files(__package__).joinpath("locale", f"{language}.po")
