"""The names of languages, looked up: what an admin calls a language, and its code."""

from __future__ import annotations

from functools import cache

from babel import Locale

SPOKEN = ("en", "fr", "es", "ru", "zh", "ar")
"""Languages in which a language may be named."""


def find_language(said: str) -> str | None:
    """The ISO 639-1 code of a language, by the code itself or by a name of it; None for anything else."""
    return _codes().get(said.strip().casefold())


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
