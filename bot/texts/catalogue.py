"""What readers read, from gettext catalogues: a key and its values in, a sentence in their language out."""

from __future__ import annotations

import gettext
import io
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.texts.html import Markup, escape

SOURCE_LANGUAGE = "en"


class Translator:
    """The sentences of one language. Values are escaped for Telegram's HTML unless they are `Markup` already."""

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def __call__(self, key: str, **values: object) -> Markup:
        """The sentence for a message in HTML parse mode. Raises KeyError for a key that no catalogue has."""
        return Markup(self._find(key).format(**{name: escape(value) for name, value in values.items()}))

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
        filled = {name: escape(value) for name, value in values.items()}
        return Markup(template.format(count=count, **filled))

    def plain(self, key: str, **values: object) -> str:
        """The sentence for places that know no HTML: buttons, callback answers, the menu."""
        return self._find(key).format(**values)

    def _find(self, key: str) -> str:
        template = self._translations.gettext(key)
        if template == key:
            raise KeyError(key)
        return template


@cache
def translator(language: str) -> Translator:
    """The catalogue of a language (an IETF tag such as "fr" or "pt-br"), with English where it has none."""
    base = language.lower().replace("_", "-").split("-")[0]
    known = base if _catalogue_path(base).is_file() else SOURCE_LANGUAGE
    return Translator(known, _translations(known))


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
