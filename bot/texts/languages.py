"""The names of languages, looked up: what a person calls a language, and its code."""

from __future__ import annotations

from functools import cache

from babel import Locale

from bot.texts.catalogue import languages
from bot.texts.tags import nearest

SPOKEN = ("en", "fr", "es", "ru", "zh", "ar")
"""Languages in which a language may be named."""

BY_OTHER_NAMES = {
    "по-русски": "ru",
    "по-английски": "en",
    "по-французски": "fr",
    "по-испански": "es",
    "по-арабски": "ar",
    "по-китайски": "zh",
    "中文": "zh",
    "汉语": "zh",
    "漢語": "zh",
    "普通话": "zh",
    "mandarin": "zh",
    "mandarín": "zh",
    "castellano": "es",
    "عربي": "ar",
}
"""What people say beside CLDR's names."""

TELEGRAM = ("telegram", "телеграм", "تيليجرام", "تيليغرام", "تلغرام", "تلجرام", "电报")
"""Telegram's name, as it stands in wishes such as "as in Telegram"."""

BY_ITSELF = frozenset({"auto", "default", "авто", "automatique", "automático", "تلقائي", "自动"})


def find_language(said: str) -> str | None:
    """The ISO 639-1 code of a language, by the code itself or by a name of it; None for anything else."""
    return _codes().get(said.strip().casefold())


def find_spoken(said: str) -> str | None:
    """The language with a catalogue that is meant, by its tag or a name of it or of a variant; None for any other."""
    name = " ".join(said.split()).casefold().strip(".!?。")
    if name in BY_OTHER_NAMES:
        found = BY_OTHER_NAMES[name]
        return found if found in languages() else None
    return _variants().get(name) or nearest(name, languages())


def is_telegrams(said: str) -> bool:
    """Whether the wish is to have the language of Telegram again."""
    name = said.casefold()
    return any(word in name for word in TELEGRAM) or name.strip() in BY_ITSELF


def own_name(code: str) -> str:
    """What speakers of a language call it, as a heading."""
    name = str(Locale.parse(code).get_display_name(code) or code)
    return name[:1].upper() + name[1:]


@cache
def _codes() -> dict[str, str]:
    codes = [code for code in map(str, Locale("en").languages) if len(code) == 2]
    found = {code: code for code in codes}
    for spoken in SPOKEN:
        names = Locale(spoken).languages
        for code in codes:
            if code in names:
                found.setdefault(str(names[code]).casefold(), code)
    return found


@cache
def _variants() -> dict[str, str]:
    """Names of the languages with a catalogue and of their variants, such as Mexican Spanish."""
    found: dict[str, str] = {}
    for spoken in {*SPOKEN, *languages()}:
        for code, name in Locale.parse(spoken).languages.items():
            base = str(code).split("_")[0]
            if base in languages():
                found.setdefault(str(name).casefold(), base)
    return found
