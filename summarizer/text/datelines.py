"""Where a report was filed, when, and by which agency: the dateline in front of its first sentence.

The forms are those of the agencies' style books: ``PLACE, date (Agency) –``, ``Place (Agency)``, ``PLACE —``,
``PLACE, date. /AGENCY/.``,
``МЕСТО, дата — Агентство.``, ``新华社东京3月3日电``, ``【東京共同】``, ``[東京 3日 ロイター] -``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.text.calendar import DATE

_READ = 200


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; ``end`` is the offset at which the sentence behind it begins."""

    end: int
    place: str | None = None
    dated: str | None = None
    outlet: str | None = None


_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢİĪĶĹĽŁŃŇŐŒŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁІЇЄҐΑ-Ω"
_LETTER = r"[^\W\d_]"
# Possessive: a name is all or nothing, or a line of hyphens and capitals would be tried in every cut.
_NAME = rf"[{_UPPER}](?:{_LETTER}|['’.-](?={_LETTER})|\.(?=,? ))*+"
_JOINT = r"(?: | ?/ ?)(?:de |del |la |al-|el-|di |da |am |of |the )?"
_TOWN = rf"{_NAME}(?:{_JOINT}{_NAME}){{0,4}}"
_PLACE = rf"(?P<place>{_TOWN}(?:, {_TOWN}){{0,2}})"
_LOUD = rf"(?:ST\. |MT\. |FT\. )?[{_UPPER}]{{2,}}+(?:[ '’./-]{{1,2}}[{_UPPER}]++){{0,4}}"
_CAPITALS = rf"(?P<place>{_LOUD}(?:, (?:{_LOUD}|{_TOWN}\.?)){{0,2}})"
_DATED = rf"(?P<dated>(?i:{DATE}))"
_DASH = r"\s*(?:--+|[—–―‒]|\.-|-(?=\s))[-—–]*\s*"
_AGENCIES = (
    r"CNN(?:\.com|Money| Student News| Business)?|CNET|CBS(?: News)?|NBC(?: News)?|ABC(?: News)?|BBC(?:"
    r" News)?|HLN|Mashable"
    r"|AP|Associated Press|The Associated Press|AFP|Agence France-Presse|Reuters|REUTERS|Reuters Life!|UPI"
    r"|dpa|DPA|EFE|ANSA"
    r"|Ansa|Adnkronos|AGI|APA|Xinhua|XINHUA|Kyodo|KYODO|Jiji|Yonhap|TASS|ITAR-TASS|Interfax|RIA Novosti|RIA"
    r"|Sputnik|IRNA|ANI"
    r"|PTI|IANS|Anadolu|AA|DHA|İHA|MENA|WAM|SPA|QNA|KUNA|Petra|SANA|PNA|APS|MAP|TAP|LUSA|Lusa|ABr|Agência"
    r" Brasil|PAP|BTA"
    r"|Belga|ANP|Europa Press|EP|Notimex|Télam|Prensa Latina|Bloomberg|Bloomberg News|Tribune News Service|TNS|IPS"
    r"|Thomson Reuters Foundation|VOA|RFE/RL|RFI|Euronews|Al Jazeera|taz|KNA|epd|sda|SDA|ATS|Keystone-ATS"
    r"|STA|HINA|MTI|ČTK"
    r"|Axar\.az|УНІАН|УНИАН|Укринформ|Укрінформ|Интерфакс|РИА Новости|ТАСС|ИТАР-ТАСС|Рейтер|Спутник|БЕЛТА|Казинформ"
    r"|ИНТЕРФАКС"
    r"|رويترز|أ ف ب|ا ف ب|أ\.ف\.ب|أ ب|د ب أ|بنا|وام|واس|كونا|قنا|بترا|سانا|سبوتنيك|شينخوا|الأناضول|وكالات"
)
_KNOWN = rf"(?P<outlet>{_AGENCIES})"
_ANY = rf"(?P<outlet>(?:[Tt]he )?[{_UPPER}]{_LETTER}*(?:[ .&'’/-]{{1,2}}[{_UPPER}]?{_LETTER}+){{0,4}})"
_ARABIC = r"(?P<place>[\u0621-\u064a]+(?: [\u0621-\u064a]+){0,3})"
_ARABIC_CAPITALS = (
    r"(?P<place>القاهرة|الرياض|دبي|أبوظبي|أبو ظبي|الدوحة|الكويت|المنامة|مسقط|صنعاء|عدن|بغداد|دمشق|بيروت|عمان"
    r"|عمّان|القدس|رام الله"
    r"|غزة|الخرطوم|طرابلس|تونس|الجزائر|الرباط|نواكشوط|لندن|باريس|واشنطن|نيويورك|موسكو|برلين|بكين|طوكيو|طهران"
    r"|أنقرة|جنيف|فيينا|بروكسل)"
)
_CHINESE_AGENCY = (
    r"(?:据)?(?P<outlet>新华社|新华网|中新社|中新网|中国新闻网|人民网|央视网|本报"
    r"|法新社|路透社|美联社|共同社|塔斯社|俄新社)"
)
_CHINESE_DATE = r"(?P<dated>(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)"

_FORMS = tuple(
    re.compile(form)
    for form in (
        # TOKYO, March 3 (Reuters) – | Tehran, Iran (CNN) | (CNN) -- | Madrid, 3 mar (EFE).-
        rf"(?:{_PLACE}(?:[,.]? {_DATED})?\s{{1,3}})?[(/]{_KNOWN}(?: - [^()]{{1,30}})?[)/]\.?(?:{_DASH}|\s*[:"
        rf"|]\s+|\s*)",
        # Moscow, 3 March (Novaya Gazeta) – | (Rolling Stone)Kanye: an outlet nobody listed has to show it is one.
        rf"(?:{_PLACE}(?:[,.]? {_DATED})?\s{{1,3}})?\({_ANY}\)(?:{_DASH}|(?=[{_UPPER}\"“‘'«]))",
        # MOSCOW, March 3. /TASS/. | МОСКВА, 3 мар — РИА Новости. | Москва. 3 марта. INTERFAX.RU -
        rf"{_PLACE}[,.]? {_DATED}[.,]?(?:{_DASH}|\s+)/?(?P<outlet>{_AGENCIES}|INTERFAX\.RU|ИА \S{{1,30}}|РИА"
        rf" {_NAME})/?"
        rf"(?:\.(?:{_DASH}|\s+)|{_DASH}|,\s+[^.—–]{{1,60}}\.\s+)",
        # BERLIN taz | BERLIN, 3 March – | LONDON, Jan. 27— | Москва, 17 мая.
        rf"{_PLACE}[,.] {_DATED}(?:{_DASH}|\.\s+(?=[{_UPPER}«“\"])|:\s+)",
        # NEW YORK -- | CEDAR RAPIDS, Iowa — | MOSCOW: never a single pair of capitals, which may be any acronym.
        rf"{_CAPITALS}\s*(?:--+|[—–]|(?<=[{_UPPER}])\s-\s)\s*(?=[^\s\d])",
        # ISLAMABAD: as South Asia and the Gulf file; any other word in capitals may be a label.
        r"(?P<place>ISLAMABAD|KARACHI|LAHORE|PESHAWAR|QUETTA|RAWALPINDI|NEW DELHI|MUMBAI|DHAKA|COLOMBO|KATHMANDU|KABUL"
        r"|RIYADH|JEDDAH|DUBAI|ABU DHABI|DOHA|MANAMA|MUSCAT|AMMAN|BEIRUT|CAIRO|KUALA LUMPUR|MANILA|JAKARTA):\s+(?=\S)",
        # القاهرة (رويترز) - | موسكو 3 مارس/ سبوتنيك/ - | الرياض - واس -
        rf"{_ARABIC}(?:[،,]? {_DATED})?\s?[(/]\s?{_KNOWN}\s?[)/]{_DASH}",
        rf"{_ARABIC_CAPITALS}(?:[،,]? {_DATED})?(?:\s*[-–—]+\s*{_KNOWN}\s*(?:[-–—:]+|\s)|\s*[-–—]+\s|\s*:)\s*",
        # 新华社东京3月3日电（记者…） | （新华社东京3月3日电） | 【東京共同】 | [東京 3日 ロイター] -
        rf"[（(【]?{_CHINESE_AGENCY}(?P<place>[\u4e00-\u9fff]{{0,8}}?){_CHINESE_DATE}(?:电|電|讯|訊)[）)】]?"
        r"\s*(?:[（(](?:记者|記者)[^（）()]{1,40}[）)])?\s*[:：—-]?\s*",
        r"【(?P<place>[\u3040-\u30ff\u4e00-\u9fff]{1,10}?)(?P<outlet>共同|時事|AFP|ロイター|CNN)[^】]{0,20}】\s*",
        r"\[(?P<place>[\u3040-\u30ff\u4e00-\u9fff／/]{1,20}) (?P<dated>\d{1,2}日) ?(?P<outlet>ロイター|共同"
        r"|時事)\]\s*[-－—]?\s*",
        r"[（(](?P<outlet>CNN|ロイター|共同|時事)(?:通信|\.co\.jp)?[）)]\s*",
    )
)
_AGENCY_DASH = re.compile(
    rf"(?:(?<=[.!?\"”’)]\s)|(?<=\n))(?:{_TOWN}(?:, {_TOWN}){{0,2}}\s{{1,3}})?\((?:{_AGENCIES})\)\s*(?:--|[—–])"
)
_AGENCY_AGAIN = re.compile(rf"\({_KNOWN}\){_DASH}")
"""Behind a dateline's own dash: ``DUBAI — (AP) — Iran``."""
_IS_AGENCY = re.compile(_AGENCIES)
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{4})\.$")
_SEARCHED = 900
_NO_PLACE = frozenset(
    [
        "He",
        "She",
        "It",
        "We",
        "They",
        "I",
        "You",
        "This",
        "That",
        "These",
        "Those",
        "There",
        "Here",
        "But",
        "And",
        "So",
        "Yes",
        "No",
        "Not",
        "Now",
        "Then",
        "Today",
        "Yesterday",
        "What",
        "Who",
        "How",
        "UPDATE",
        "BREAKING",
        "EXCLUSIVE",
        "WATCH",
        "VIDEO",
        "PHOTOS",
        "OPINION",
        "ANALYSIS",
        "FACTBOX",
        "NEWS",
    ]
)


def dateline(text: str, start: int) -> Dateline | None:
    """Return the dateline that begins at ``start``; None if there is none in two hundred characters."""
    opening = text[start : start + _READ]
    for form in _FORMS:
        found = form.match(opening)
        if found and found.end() < len(opening):
            said = found.groupdict()
            place = (said.get("place") or "").strip() or None
            if place and "," not in place:
                place = _FULL_STOP.sub("", place)
            if place in _NO_PLACE:
                return None
            outlet = said.get("outlet")
            if place and not outlet and _IS_AGENCY.fullmatch(place):
                place, outlet = None, place
            again = None if outlet else _AGENCY_AGAIN.match(opening, found.end())
            if again and again.end() < len(opening):
                found, outlet = again, again["outlet"]
            return Dateline(start + found.end(), place, said.get("dated"), outlet)
    return None


def later_dateline(text: str, start: int, noted: bool) -> int | None:
    """Where an agency's dateline stands behind captions and notes; None if not in the first 900 characters.

    Nor if it stands in the second half of a text, unless an editor's note (``noted``) opens it.
    """
    half = len(text) if noted else start + (len(text) - start) // 2
    found = _AGENCY_DASH.search(text, start, min(start + _SEARCHED, half))
    return found.start() if found else None
