"""Titles in the properties of files, many of which a program put there."""

from __future__ import annotations

import re

LONGEST = 300

_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|office)\b|untitled|(?:document|doc|presentation|print)[ \d_-]*$"
    r"|.*\.(?:docx?|pdf|odt|rtf|tmp|indd)$"
    r"|\W*$|\S*\d{4,}\S*$|layout \d|slide \d|powerpoint|word document|cover|page \d|scan",
    re.IGNORECASE,
)


def file_title(value: str | None) -> str | None:
    """The title in a file's properties, or None for what a program writes by itself."""
    title = " ".join((value or "").replace("\x00", "").split())
    return None if len(title) > LONGEST or not title or _NO_TITLE.match(title) else title
