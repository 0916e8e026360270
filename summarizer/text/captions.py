"""Lines under pictures, where they can be told for certain."""

from __future__ import annotations

import re

_READ = 500
_CREDIT_LENGTH = 90
_HOUSES = (
    r"AP|AP Photo|Associated Press|Reuters|REUTERS|AFP|EPA|Getty|Getty Images|Getty Images/\w+|Shutterstock"
    r"|iStock|Instagram|Facebook"
    r"|Twitter|YouTube|Flickr|Wikimedia(?: Commons)?|Xinhua|The Washington Post|The New York Times|Bloomberg"
    r"|Rex|PA|TASS|ТАСС|РИА Новости"
)
_HOUSE = (
    rf"\(?(?:(?:Photo|Image|Picture|Photograph|Foto|Фото)s?(?: credit)?(?: by|:| :| courtesy of)? ?)?"
    rf"(?:[A-Z][\w.'’ -]{{1,40}} ?[/|] ?(?:[A-Z][\w.'’ ]{{1,30}}[/|])?(?:{_HOUSES})|(?:{_HOUSES})(?:/[\w"
    rf" .'’]{{1,40}})?)\)"
)
_CREDIT = re.compile(
    rf"(?=\(){_HOUSE}\s+(?=[A-ZÀ-ÞА-Я“\"‘'])|{_HOUSE}[.]?$|(?:REUTERS|AFP|AP Photo)/[A-ZÀ-Þ][\w.'’ -]{{1,40}}$"
)
_CAPTION = re.compile(
    r"(?:\(?[Pp]ictured|PICTURED)\s?[:,(]|(?:In this|This|A|An undated|Undated) (?:[A-Z][\w.]+ \d{1,2}, \d{4},? )?"
    r"(?:file|undated|handout|combination|screen) ?(?:photo|picture|image|grab|frame|handout)\b"
    r"|In this (?:photo|image|picture|frame|video|[A-Z][a-z]+\.? \d{1,2}, \d{4},? (?:file )?(?:photo|image"
    r"|picture))\b.{0,200}?\b(?:photo|image|taken|provided|released)?"
    r"|(?:Above|Below|Left|Right|Top|Bottom|Inset)(?: \((?:left|right|top|bottom)\))?:\s|(?:Photo|Image"
    r"|Picture) (?:courtesy|credit|provided|shows?:)"
)
_WIRE = re.compile(r"\((?:AP )?Photo ?(?:/|by |: ?|courtesy )[^()]{2,60}\)\.?$|/(?:AFP/)?Getty Images\)?\.?$")


def credited(sentence: str) -> int:
    """How many characters of a sentence credit a photographer or picture house; what stands before is then a caption.

    The credit stands alone, or in brackets and run into what follows.
    """
    opening = sentence[:_CREDIT_LENGTH]
    found = _CREDIT.match(sentence[:_READ]) if ")" in opening or "/" in opening else None
    return found.end() if found else 0


def caption(sentence: str) -> bool:
    """Whether a sentence says of itself that it describes a picture."""
    if len(sentence) > _READ:
        return False
    return (("Photo" in sentence or "Getty" in sentence) and _WIRE.search(sentence) is not None) or _CAPTION.match(
        sentence
    ) is not None
