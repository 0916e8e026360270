"""Tags of languages, as Telegram and people write them, and the catalogue that each is answered from."""

from __future__ import annotations

from collections.abc import Collection

OTHER_NAMES = {"cmn": "zh", "yue": "zh", "wuu": "zh", "hak": "zh", "nan": "zh", "arb": "ar", "arz": "ar", "apc": "ar"}
"""Languages whose readers read the standard language, by ISO 639-3."""


def nearest(tag: str, known: Collection[str]) -> str | None:
    """The known language that a tag names, such as "zh" for "zh-hans-cn"; None where there is none.

    The longest beginning of the tag counts: "zh-hant-tw" is "zh_Hant" if that is known. A script of its own is another
    written language only where it is known as such, so "sr-Latn" is "sr".
    """
    by_name = {name.replace("-", "_").casefold(): name for name in known}
    parts = tag.replace("-", "_").casefold().split("_")
    parts[0] = OTHER_NAMES.get(parts[0], parts[0])
    beginnings = ("_".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((by_name[one] for one in beginnings if one in by_name), None)
