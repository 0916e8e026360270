"""JSONL files to drafts, one a line; also a file that is one JSON object or a list of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from bot.errors import BrokenFile, BrokenRow, CommuniqueError, RowWithoutText, TooNested
from bot.sources.decode import decode
from bot.sources.draft import Draft
from bot.sources.fields import draft_of
from bot.sources.parts import Part

LEVELS = 1000
"""Values within one another that Python's reader follows, about."""


def read_json(data: bytes) -> Iterator[Part]:
    """Each object's draft, or what is wrong with it. Raises NotText, BrokenFile, TooNested."""
    text = decode(data)
    first = text.lstrip()[:1]
    if first == "[" or (first == "{" and not _is_object(_first_line(text))):
        return _objects(text)
    return _lines(text)


def _lines(text: str) -> Iterator[Part]:
    for number, line in enumerate(io.StringIO(text), start=1):
        if line.strip():
            yield Part(f":{number}", _draft(line, number))


def _objects(text: str) -> Iterator[Part]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise BrokenFile(kind="JSON") from error
    except RecursionError as error:
        raise TooNested(limit=LEVELS) from error
    objects = value if isinstance(value, list) else [value]
    return (Part(f":{number}", _of(one, number)) for number, one in enumerate(objects, start=1))


def _draft(line: str, number: int) -> Draft | CommuniqueError:
    try:
        return _of(json.loads(line), number)
    except ValueError:
        return BrokenRow(line=number)
    except RecursionError:
        return TooNested(limit=LEVELS)


def _of(value: object, number: int) -> Draft | CommuniqueError:
    if not isinstance(value, dict):
        return BrokenRow(line=number)
    try:
        return draft_of(value) or RowWithoutText(line=number)
    except CommuniqueError as error:
        return error


def _first_line(text: str) -> str:
    return text.lstrip().partition("\n")[0]


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
