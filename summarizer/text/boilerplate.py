"""Lines of a page that are no part of its article: links, shares, cookies, rights, hints about a video, scripts."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_READ = 400
"""How much of a sentence is looked at; furniture shows itself early."""

_LABEL = 120

_ANYWHERE = re.compile(
    r"\b(?:on (?:Twitter|Facebook|Instagram|Tumblr|LinkedIn|Telegram) ?(?:at|:)? ?(?:@\w+|https?:)"
    r"|all rights reserved|may not be (?:published|reproduced|republished|rebroadcast|redistributed)"
    r"|(?:reprinted|republished|reproduced) (?:courtesy of|with (?:the )?permission)"
    r"|(?:our|your) (?:free )?(?:daily |weekly )?newsletters?\b.{0,40}\b(?:inbox|subscribe|sign up)"
    r"|privacy policy|cookie policy"
    r"|views? (?:expressed|in this).{0,60}\b(?:solely|author's own|author’s own|those of the))",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:(?:READ|WATCH|SEE|MORE|RELATED|LISTEN|OPINION|PHOTOS?|VIDEOS?|GALLERY)(?: [A-Z]+){0,4} ?[:|>»-]"
    r"|(?:READ|WATCH|SEE) (?:MORE|ALSO|NEXT|NOW|THE VIDEO|THIS)\b"
    r"|VIDEO (?=[A-Z])"
    r"|(?:You can )?[Ff]ollow (?:\w+ ){1,4}on (?:Twitter|Facebook|Instagram|Tumblr|Google)"
    r"|(?:E-?mail|Twitter|Tel|Phone|Contact|Correo|Courriel) ?: ?\S"
    r"|For more (?:information|news|stories|on this)[^.]{0,60}\b(?:visit|go to|click|see|follow|call)\b"
    r"|(?:To|Para|Pour|Um)\b.{0,60}\b(?:click here|haga clic aquí|cliquez ici|klicken Sie hier)\b"
    r"|(?:Opinion|Analysis|Timeline|Full coverage|Complete coverage|Special report|Explainer): [^.]{3,120} \.$"
    r"|CNN is not responsible|The-CNN-Wire|Most Watched News"
    r")"
)
_HINTS = (
    *(
        "twitter",
        "facebook",
        "instagram",
        "tumblr",
        "linkedin",
        "telegram",
        "reserved",
        "may not be",
        "permission",
        "courtesy",
    ),
    *("newsletter", "policy", "expressed", "views in"),
)
_SCRIPT_HINTS = ("<", "{", "}", "function", "domNode", "window.", "document.", "':", '":', "' :", '" :')
_SCRIPT = re.compile(
    r"</?(?:script|div|iframe|span|blockquote|a) ?[^<>]{0,200}>|\bfunction ?\(|\bdomNode\b|\bwindow\.\w"
    r"|\bdocument\.\w"
    r"|[\"']\w{1,40}[\"'] ?: ?[\"'\[{]|\}\s?[;)]|\{\s?[\"']"
)
_STUCK = re.compile(
    r"(?:SCROLL DOWN|Scroll down) (?:for|to) (?:(?:the |a )?(?:[Vv]ideos?|VIDEOS?|more|audio)|watch)\b(?:"
    r" below)?[\s.:]{1,3}(?=[^\s])"
    r"|(?:SHARE|Share) (?:THIS|this) (?:ARTICLE|article|STORY|story)[\s.:]{1,3}(?=[A-Z“\"‘'])"
    r"|(?:ADVERTISEMENT|Advertisement)[\s.:]{1,3}(?=[A-Z“\"‘'])"
)
_HASHTAGS = re.compile(r"(?:#[^\s#]{1,60}\s*){1,40}[.!]?$")
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S{1,300}$")


def boilerplate(sentence: str) -> bool:
    """Whether a sentence belongs to the page and not to what it reports. Sure of it: doubt counts as prose."""
    opening = sentence[:_READ].lstrip("•·*|>»►▶-–—[ \t")
    known = _known().match(opening)
    if known:
        # "Photo: Ann Lee On Monday the envoys ...": behind a long label prose may have run in.
        return not known.group().endswith(":") or len(sentence) <= _LABEL
    return (
        _OPENING.match(opening) is not None
        or _HASHTAGS.match(opening) is not None
        or _ADDRESS.match(opening) is not None
        or (_hinted(opening.lower(), _HINTS) and _ANYWHERE.search(opening) is not None)
        or (_hinted(opening, _SCRIPT_HINTS) and _SCRIPT.search(opening) is not None)
    )


def _hinted(text: str, hints: tuple[str, ...]) -> bool:
    """Whether a pattern can be found at all; ten times as quick to answer as the pattern."""
    return any(hint in text for hint in hints)


def stuck(sentence: str) -> int:
    """How many characters of a sentence are furniture that ran into it without a stop between."""
    found = _STUCK.match(sentence)
    return found.end() if found else 0


@cache
def _known() -> re.Pattern[str]:
    """Every known opening as one pattern, ending where a word ends."""
    lines = files("summarizer.text").joinpath("data/openings.txt").read_text(encoding="utf-8").splitlines()
    openings = sorted({line for line in lines if line.strip() and not line.startswith("#")}, key=len, reverse=True)
    return re.compile("|".join(re.escape(line) + (r"\b" if line[-1].isalnum() else "") for line in openings), re.I)
