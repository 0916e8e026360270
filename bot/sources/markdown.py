"""Markdown to a draft: the words without the marks, the first heading as title, front matter as what it says."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.sources.decode import decode
from bot.sources.draft import Draft
from bot.sources.fields import draft_of
from bot.sources.text import draft

LONGEST_FRONT = 20_000
"""Characters of front matter; what is longer is text between two lines."""

_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|$)", re.DOTALL)
_PAIR = re.compile(r"([A-Za-z][\w -]{0,40}?)\s*[:=]\s*(.*)")
_ITEM = re.compile(r"\s+-\s+(.+)")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*)$|^(?=\S)(.+)\n {0,3}(?:=+|-{2,})[ \t]*$", re.MULTILINE)

STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^ {0,3}(?:```|~~~).*$", re.MULTILINE), ""),  # the fence, not what it holds
    (re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$", re.MULTILINE), ""),  # a rule
    (re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*[*+-][ \t]+(?=\S)", re.MULTILINE), ""),
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"^ {0,3}\[[^\]\n]{1,500}\]:[ \t]+\S+.*$", re.MULTILINE), ""),  # where a link leads to
    (re.compile(r"\[([^\]\n]{1,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,500}\])"), r"\1"),
    (re.compile(r"\[\^[^\]\n]{1,50}\]:?"), ""),
    (re.compile(r"<(https?://[^\s<>]{1,2000})>"), r"\1"),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])\1(?![\w_])"), r"\2"),
    (re.compile(r"~~([^~\n]{1,2000})~~"), r"\1"),
    (re.compile(r"`([^`\n]{1,2000})`"), r"\1"),
    (re.compile(r"</?(?:b|i|em|strong|u|sub|sup|br|p|div|span|center)\b[^<>\n]{0,200}>", re.IGNORECASE), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
    (re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE), ""),
    (re.compile(r"\n{3,}"), "\n\n"),
)
"""Marks in the order in which they are taken away, and what stays of them. Repetitions are bounded, for speed."""


def read_markdown(data: bytes) -> Draft:
    """The draft in a Markdown file. Raises NotText."""
    text = decode(data).strip()
    said: dict[str, object] = {}
    front = _FRONT.match(text[:LONGEST_FRONT])
    if front:
        said, text = _front_matter(front.group(2)), text[front.end() :].strip()
    title, text = _first_heading(text)
    words = unmarked(_HEADING.sub(lambda found: _heading(found) + "\n", text))
    found = draft_of({**said, "text": words}) if words else None
    if found is None:
        return draft(unmarked(text))
    if found.title or title:
        return replace(found, title=found.title or title)
    return replace(found, title=(split := draft(words)).title, text=split.text)


def unmarked(text: str) -> str:
    """The text without Markdown's marks; the words and their order stay."""
    text = _without_remarks(text)
    for mark, rest in STEPS:
        text = mark.sub(rest, text)
    return text.strip()


def _without_remarks(text: str) -> str:
    """The text without what is between ``<!--`` and ``-->``; one that is not closed stays."""
    kept, end = list[str](), 0
    # A pattern would look for the end of each that is not closed, to the end of the text.
    while (start := text.find("<!--", end)) >= 0 and (closed := text.find("-->", start + 4)) >= 0:
        kept.append(text[end:start])
        end = closed + 3
    return "".join([*kept, text[end:]])


def _heading(found: re.Match[str]) -> str:
    """What a heading says, without the signs that may close it: in the pattern they would be looked for everywhere."""
    return (found.group(1) or found.group(2) or "").rstrip(" \t").rstrip("#").rstrip(" \t")


def _first_heading(text: str) -> tuple[str | None, str]:
    """The heading at the top, and the text without it."""
    found = _HEADING.match(text)
    if not found:
        return None, text
    title = " ".join(unmarked(_heading(found)).split())
    return title[:300] or None, text[found.end() :].strip()


def _front_matter(block: str) -> dict[str, object]:
    """Plain pairs and lists of YAML or TOML; what is more than that says nothing of an article."""
    said: dict[str, object] = {}
    key = ""
    for line in block.split("\n"):
        item, pair = _ITEM.fullmatch(line), _PAIR.fullmatch(line)
        if item and key:
            known = said.get(key)
            said[key] = [*(known if isinstance(known, list) else []), _bare(item.group(1))]
        elif pair:
            key = pair.group(1)
            value = pair.group(2).strip()
            is_list = value.startswith("[") and value.endswith("]")
            said[key] = [_bare(part) for part in value[1:-1].split(",")] if is_list else _bare(value)
    return said


def _bare(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value
