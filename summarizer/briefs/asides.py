"""Sentences that stand beside a report and tell none of it: lines under pictures, numbers to call, addresses.

An article is read well enough with them; told alone, as a fact of a brief, they are nonsense. Sure of it but for
`verbless`, where doubt counts as prose in most cases: what is left out in error is told by another sentence.
"""

from __future__ import annotations

import re

from summarizer.briefs.verbs import verbs

_READ = 600
"""Characters that are looked at; a longer sentence is prose."""

DIGITS = 7
"""Digits of a telephone number, at least."""

_PHOTO = r"(?:photos?|photograph|pictured|fotos?|fotografía|фото|фотография)"
_CAPTION = re.compile(
    rf"\([^()]{{0,30}}\b{_PHOTO}\b[^()]{{0,80}}\)"
    r"|\b(?:pictured|seen|shown) here\b|\bpictured (?:above|below|left|right)\b"
    r"|^(?:photos?|image|picture|pictured|foto|imagen|fotografía|фото|на фото|на снимке|صورة|الصورة)\s?[:：(]"
    r"|^(?:in this (?:\w+ )?(?:photo|picture|image)|sur cette (?:photo|image)|en esta (?:foto|imagen)"
    r"|на (?:этом )?(?:фото|снимке|фотографии)|في (?:هذه )?الصورة|图为|圖為|图：|圖：|图片|圖片|资料图|資料圖)"
    r"|^(?:from left\b|left to right\b|de gauche à droite\b|de izquierda a derecha\b|слева направо\b|من اليمين إلى)"
    r"|\b(?:file (?:photo|picture|image)|(?:photo|image) d['’]archives?|(?:foto|imagen) de archivo|архивное фото)\b"
    r"|صورة (?:أرشيفية|من الأرشيف)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.,/:-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,5}\)[ .-]?|\d{1,5}[ .-])(?:\d{2,8}[ .-]){0,4}\d{2,8}"
    r"(?![\w/:-]|[.,]\d)"
)
_IS_DATE = re.compile(r"\d{4}[-.]\d\d?[-.]\d\d?|\d\d?[-.]\d\d?[-.]\d{4}|\d{4} ?- ?\d{4}")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3})+")
_CALL = re.compile(
    r"\b(?:tele)?phone|\bcall(?:s|ing|ed)?\b|\b(?:hot|help)-? ?line|\bdial|\btel\b|\bnumber\b|\bfax\b"
    r"|\bappel|\bt[ée]l[ée]phon|\btél\b|\bnum[ée]ro\b|\bjoindre\b|\bcomposer\b"
    r"|\bllam|\btel[ée]fono|\blínea\b|\bnúmero\b|\bmarcar\b|\bтел|звон|\bномер|\bгоряч"
    r"|هاتف|الاتصال|اتصل|الرقم|رقم|الخط الساخن|电话|電話|热线|熱線|拨打|撥打|致电|致電",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[\w.+-]{1,60}@[\w-]{1,60}\.\w|https?://|\bwww\.\w"
    r"|\bP\. ?O\. ?Box \d"
    r"|\b\d{1,5},? (?:[A-Z]\w+ ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane)\b.{1,40}?\b\d{5}\b"
    r"|\b\d{1,4},? ?(?:bis,? )?(?:rue|avenue|boulevard|place|quai|chemin) .{2,50}?\b\d{5}\b"
    r"|\b(?:[Cc]alle|[Aa]venida|[Pp]laza) .{2,50}?\b\d{5}\b|\bул\. ?[А-ЯЁ][\w -]{1,40}, ?(?:д\. ?)?\d"
)


def aside(sentence: str, language: str) -> bool:
    """Whether a sentence is no report: a caption, a number to call, an address, or words without a verb."""
    if len(sentence) > _READ:
        return False
    return (
        _CAPTION.search(sentence) is not None
        or _ADDRESS.search(sentence) is not None
        or _calls(sentence)
        or verbless(sentence, language)
    )


def verbless(sentence: str, language: str) -> bool:
    """Whether no word looks like a verb that says what somebody does; False in languages whose verbs are not known."""
    known = verbs(language)
    return known is not None and not known.seen(sentence)


def _calls(sentence: str) -> bool:
    """Whether a telephone number stands in it, and a word that says that it is one."""
    numbers = (found[0] for found in _NUMBER.finditer(sentence))
    return any(_is_telephone(one) for one in numbers) and _CALL.search(sentence) is not None


def _is_telephone(number: str) -> bool:
    digits = sum(one.isdigit() for one in number)
    return digits >= DIGITS and not (_IS_DATE.fullmatch(number) or _THOUSANDS.fullmatch(number))
