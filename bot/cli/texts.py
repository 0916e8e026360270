"""Texts as the command line takes them, and what it writes of them: files or standard input, one text or JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

STANDARD_INPUT = "-"


class BadInput(Exception):
    """An input that cannot be read or summarised; the text is the line for standard error."""


def records(path: str) -> Iterator[dict[str, Any]]:
    """The objects in a file of JSON lines, in order. Raises BadInput."""
    for number, line in enumerate(read(path).split(b"\n"), start=1):
        if line.strip():
            yield _record(line, f"{name(path)}, line {number}")


def text(path: str) -> str:
    """The text of a file. Raises BadInput."""
    from bot.errors import NotText
    from bot.sources.decode import decode

    try:
        return decode(read(path))
    except NotText:
        raise BadInput(f"{name(path)}: not a text file") from None


def write_utf8() -> None:
    """Write the same bytes wherever it runs; a lone surrogate cannot be written and shows as a question mark."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")


def _record(line: bytes, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadInput(f"{place}: not a JSON object in UTF-8") from None
    if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("text"), str):
        raise BadInput(f'{place}: an object with "id" and "text" is needed')
    for field in ("title", "language", "topic"):
        if not isinstance(record.get(field), str | None):
            raise BadInput(f'{place}: "{field}" is not a string')
    return record


def to_json(value: dict[str, Any]) -> str:
    """One line of JSON; a lone surrogate in it is written as its escape."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return line


def read(path: str) -> bytes:
    """The bytes of a file, or of standard input. Raises BadInput."""
    try:
        return sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from None


def name(path: str) -> str:
    """What to call an input in a message."""
    return "standard input" if path == STANDARD_INPUT else path
