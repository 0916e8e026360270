"""Where a sentence may be cut so that its beginning still says something whole.

Not at every comma: what follows one may belong to the words before it (a relative clause, a participle, a name beside
an office) or be the very thing that was said. Endings and first words tell; without a list a text is cut more boldly.
"""

from __future__ import annotations

import re

_BREAK = re.compile(
    r"(?<=[\w”»\"’).])(?:[,;](?=\s)|\s+[-–—]+(?=\s)|—|[،؛]|\s+(?=(?:after|while|amid|because|although|though|despite|when|whereas)\s))"
    r"|[，；。！？]"
)
_NEXT = re.compile(r"[\s,;–—-]*([^\W\d_]+)")
_CAPITAL = r"[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][\w.’'-]*"
# A space between two words: else a word of capitals is four words in a hundred thousand ways, all of which are tried.
_NAME = re.compile(rf"[\s,]*{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}}\s*(?:\([^)]*\)\s*)?,")

_INSERTED = """
    the a an who whom whose which where including qui que dont où lequel laquelle dans en selon malgré près quien
    cuyo cuya donde entre che cui dove der die das dem den deren dessen który która które którzy którego której
    którym których która které kteří который которая которое которые которого которой которым которых которому
    где чей чья який яка яке які якого якої الذي التي الذين
    """
_SAID = "that dass daß ob że iż že qué что чтобы будто що щоб че أن إن"
_PARTICIPLE = "(?:[ую]щ|[ая]щ|вш|нн|ем|им)(?:ий|ая|ее|ие|его|ей|им|их|ый|ое|ые|ого|ой|ым|ых)(?:ся)?$"

_ACTS = {
    "en": r"\w{3,}ed|is|are|was|were|has|have|had|will|would|can|could|may|must|said|says|met|made|took|won|held|gave"
    "|left|came|began|set|led|lost|got|saw|sent|told|became|fell|rose|kept|found|sought|struck|went|put",
    "fr": r"a|ont|est|sont|va|vont|fut|sera|seront|doit|peut|veut|\w{2,}(?:ait|aient|era|eront)",
    "es": r"ha|han|es|son|fue|fueron|está|están|va|será|\w{2,}(?:ó|aron|ieron|aba|ían?)",
    "pt": r"é|são|foi|foram|está|vai|será|tem|têm|\w{2,}(?:ou|eu|iu|aram|eram|iram|ava)",
    "it": r"ha|hanno|è|sono|fu|sarà|va|deve|può|\w{2,}(?:ava|ò|arono)",
    "de": r"hat|haben|ist|sind|wird|werden|war|waren|will|soll|kann|muss|\w{3,}te[nt]?",
    "ru": r"\w{2,}(?:ла|ло|ли|ил|ал|ел|ул|лся|лась|лось|лись|[аяу]ет|[аяу]ют|[ан]нут|дут"
    "|ится|ется|утся|ются)|будет|будут",
    "uk": r"\w{2,}(?:ла|ло|ли|ив|ав|вся|лась|лося|лись|ає|яє|ує|ають|ують|ться)|буде|будуть",
    "pl": r"\w{2,}(?:ła|ło|li|ły|ił|ał|ął)|jest|są|będzie|będą|ma|mają",
}
_ENDS_ACTING = re.compile(r"(?:л|ла|ло|ли|[аеёия]т|[ую]т|но|в|ть|ся)$")
"""The last word before "что" that makes it "that"; behind a noun it is "which"."""

_HALF_QUOTED = re.compile(r"(?:^|(?<=[\s(]))['‘](?=\w)")
_QUOTED_OUT = re.compile(r"(?<=[\w.,!?])['’](?!\w)")
_QUOTED = re.compile(r"\s*[“„«\"]")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\W*")
_MOST_OF_A_DATE = 6

INSERTED = frozenset(_INSERTED.split())
SAID = frozenset(_SAID.split())
PARTICIPLE = re.compile(_PARTICIPLE)
ACTS = {language: re.compile(rf"\b(?:{forms})\b") for language, forms in _ACTS.items()}


def cut(sentence: str, language: str, shortest: int, longest: int) -> int:
    """Return the end of a beginning of ``shortest`` to ``longest`` characters that may stand alone, or 0."""
    for found in _BREAK.finditer(sentence, 0, longest + 1):
        before, after = sentence[: found.start()], sentence[found.end() :]
        following = _NEXT.match(after)
        word = following.group(1).lower() if following else ""
        if word in SAID and (word not in ("что", "що") or _ENDS_ACTING.search(before)):
            continue
        inserted = word in INSERTED or PARTICIPLE.search(word) or _NAME.match(after)
        # English verbs look like its nouns: only where the comma itself is suspicious must one be seen.
        must_act = language in ACTS and (inserted or language != "en")
        if _QUOTED.match(after) or (must_act and not acts(before, language)):
            return 0
        return found.start() if found.start() >= shortest else 0
    return 0


def acts(clause: str, language: str) -> bool:
    """Tell whether a clause holds what looks like a verb at work; False where no endings are known."""
    return language in ACTS and ACTS[language].search(clause) is not None


def half_quoted(clause: str) -> bool:
    """Tell whether a single quotation mark opens without closing; an apostrophe is none."""
    return len(_HALF_QUOTED.findall(clause)) > len(_QUOTED_OUT.findall(clause))


def is_date(line: str) -> bool:
    """Tell whether a line says when and nothing else: a few words and a year ("Monday, 3 June 2019")."""
    words = line.split()
    return 0 < len(words) <= _MOST_OF_A_DATE and _YEAR.fullmatch(words[-1]) is not None and _days(words) <= 1


def _days(words: list[str]) -> int:
    """Words in small letters beyond the month's; a clause has more."""
    return sum(1 for word in words[1:] if word.strip(".,").isalpha() and word[0].islower()) - 1
