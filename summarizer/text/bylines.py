"""Who wrote an article and when it went on the page, where that stands in front of its first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.text.calendar import DATE

_READ = 300
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Byline:
    """The authors named, and ``end``: the offset of what follows."""

    end: int
    authors: tuple[str, ...]


_WORD = r"[A-ZÀ-ÞŠŽĆČĐŁА-ЯЁІЇЄ](?:[^\W\d_]|['’-](?=[^\W\d_]))*\.?"
_NAME = rf"{_WORD}(?: (?:de |van |von |der |den |bin |al-|el-|la |le |di |da )?{_WORD}){{1,4}}"
_NAMES = rf"{_NAME}(?:(?:, | and | & | et | y | und |, and ){_NAME}){{0,5}}"
_ROLE = (
    r"(?:[A-Z][\w'’]*(?: [A-Z][\w'’]*){0,3} )?(?:[Ss]taff [Ww]riters?|[Ww]riters?|[Rr]eporters?"
    r"|[Cc]orrespondents?|[Ee]ditors?"
    r"|STAFF WRITERS?|STAFF REPORTERS?|[Cc]olumnists?|Associated Press|Reuters|CNN|AP|AFP)"
)
_TIME = r"\d{1,2}[:.]\d{2}(?::\d{2})? ?(?:[AaPp]\.?[Mm]\.?)?(?: ?(?:GMT|EST|EDT|BST|UTC|CET|CEST|ET|PT|PST|PDT|MSK))?"
_STOP = r"[ \t]?[.|•·]?[ \t]*(?:\n\s*|(?<=[.|•·\s])|$)"

_BY = (
    # Raw pages set each line apart by a lone full stop: "By . John Smith . and Ann Lee . "
    re.compile(
        r"By \. (?P<who>[^.|\n]{2,60}(?:\.(?=[^\s])[^.|\n]{1,40}|(?<= [A-Z])\. [^.|\n]{1,40}){0,3}) ?\. "
        r"(?P<more>(?:(?:and|,|for) [^.|\n]{2,60} ?\. ){0,4})"
    ),
    re.compile(rf"By (?P<who>{_NAMES}),? {_ROLE}(?=[ \n.,])[.,]?\s*"),
    re.compile(
        rf"(?:By|BY|Par|Por|Von|Di|Автор:|Door) (?P<who>{_NAMES})(?:,? (?:{_ROLE}|for [A-Z][\w ]{{2,30}}))?["
        rf" \t]*(?:\n\s*|\s[|•·]\s?)"
    ),
    # A line of its own that says where from or as what: "By Jane Doe in Geneva", "Von Hans Müller, Berlin".
    re.compile(
        rf"(?:(?:Written |Reported )?[Bb]y|BY|Par|Por|Von|Di|Автор:|Door) (?P<who>{_NAMES})"
        r"(?:(?:,| in| from| à| en| aus| da) [^\n.!?]{2,40})?[ \t]*\n\s*"
    ),
    re.compile(rf"(?P<who>{_NAME})[ \t]*\n\s*{_ROLE}[ \t]*\n\s*"),
    re.compile(rf"(?P<who>{_NAMES}), {_ROLE}(?=\s+[A-Z\"“])\s*"),
)
_STAMPS = (
    re.compile(
        rf"(?:PUBLISHED|UPDATED|Published|Updated|CREATED|Posted|POSTED|Created|First published|Last"
        rf" modified)(?: on| at)? ?:"
        rf"[ .\n]*(?:{_TIME},?(?: on)? ?)?(?:(?i:{DATE})|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}})?(?:,? ?(?:at"
        rf" )?{_TIME})?[ ]?[.|]?[\s|]*(?:\. )?"
    ),
    re.compile(rf"(?:Last )?[Uu]pdated (?:at|on) (?:{_TIME} on )?(?i:{DATE})(?:,? {_TIME})? ?[.|\n]\s*"),
    re.compile(rf"(?i:{DATE}),? (?:at )?{_TIME}[ .|]*\s"),
    re.compile(rf"(?i:{DATE})[ \t]*(?:\n\s*|[|•·]\s+)"),
    re.compile(rf"(?:[A-ZÀ-Þ][\w-]+ \| )(?i:{DATE})[ \t]*\n\s*"),
    re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}(?:,? \d{1,2}[:.]\d{2})?(?: Uhr)?[ \t]*\n\s*"),
    re.compile(
        r"(?:Publié|Mis à jour|Publicado|Actualizado|Veröffentlicht|Aktualisiert|Pubblicato|Опубликовано|Обновлено)\b"
        r"[^\n.!?]{4,60}\n\s*"
    ),
    re.compile(r"\d{1,2} [Mm]in(?:ute)?s?(?: [Rr]ead| de lecture| de lectura)[ \t]*\n\s*"),
    re.compile(r"Source: [^\n|]{2,30}(?:\|[^\n]{2,80})?\n\s*"),
    re.compile(r"[|•·.]\s+(?=\S)"),
    re.compile(r"Follow @+\w+(?: \.)?\s*"),
    re.compile(r"Scroll down for (?:the )?videos?(?: [a-z ]{0,40})?(?: \.|\.|\n|(?= [A-Z]))\s*"),
    re.compile(r"(?:[A-Z]{2,}\.? ){1,3}[A-Z]{2,} ?/ ?[A-Z]{2,}(?: [A-Z]{2,}){0,3}(?=\s+[A-Z][a-z])\s+"),
)
_MORE = re.compile(r"^(?:and|,|for)\s+|\s*\.\s*$")
_APART = re.compile(r", and | and | & | et | y | und |, ")


def byline(text: str, start: int) -> Byline:
    """Return the authors and page stamps that stand at ``start``; its ``end`` is ``start`` if there are none."""
    authors: list[str] = []
    for _ in range(_ROUNDS):
        opening = text[start : start + _READ]
        found = next(filter(None, (form.match(opening) for form in _BY)), None)
        if found:
            authors += _people(found)
        else:
            found = next(filter(None, (form.match(opening) for form in _STAMPS)), None)
        if not found or found.end() >= len(opening):
            break
        start += found.end()
    return Byline(start, tuple(dict.fromkeys(authors)))


def _people(found: re.Match[str]) -> list[str]:
    more = (found.groupdict().get("more") or "").split(" . ")
    named = [found["who"], *(_MORE.sub("", part) for part in more)]
    return [name.strip(" .") for part in named for name in _APART.split(part) if name.strip(" .")]
