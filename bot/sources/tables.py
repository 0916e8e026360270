"""CSV files to drafts, one a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from bot.errors import BrokenRow, CommuniqueError, NoTextColumn, RowWithoutText
from bot.sources.decode import decode
from bot.sources.draft import Draft
from bot.sources.fields import columns, draft_of
from bot.sources.limits import MOST_FIELD
from bot.sources.parts import Part

DELIMITERS = ",;\t|"
"""What may stand between fields."""


def read_table(data: bytes) -> Iterator[Part]:
    """Each row's draft, or what is wrong with it; named by the line that it begins at. Raises NotText, NoTextColumn."""
    csv.field_size_limit(MOST_FIELD)
    text = decode(data)
    delimiter = _delimiter(text)
    head = _head(text, delimiter)
    if "text" not in columns(dict.fromkeys(head, "x")):
        raise NoTextColumn(columns=", ".join(head)[:200] or "–")
    return _rows(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), head)


def has_text_column(text: str) -> bool:
    """Whether a text begins with the head of a table: names of columns, the text's and another's among them."""
    found = columns(dict.fromkeys(_head(text, _delimiter(text)), "x"))
    return "text" in found and len(found) > 1


def _rows(reader: Iterator[list[str]], head: list[str]) -> Iterator[Part]:
    before = 0
    while True:
        line = before + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            before = reader.line_num  # type: ignore[attr-defined]
            yield Part(f":{line}", BrokenRow(line=line))
            continue
        before = reader.line_num  # type: ignore[attr-defined]
        if line > 1 and row:
            yield Part(f":{line}", _draft(row, head, line))


def _draft(row: list[str], head: list[str], line: int) -> Draft | CommuniqueError:
    if len(row) > len(head):
        return BrokenRow(line=line)
    try:
        return draft_of(dict(zip(head, row, strict=False))) or RowWithoutText(line=line)
    except CommuniqueError as error:
        return error


def _delimiter(text: str) -> str:
    """The sign that makes most names known of the head, else most fields; csv's own guess can take minutes."""

    def worth(sign: str) -> tuple[int, int]:
        head = _head(text, sign)
        return len(columns(dict.fromkeys(head, "x"))), len(head)

    return max(DELIMITERS, key=worth)


def _head(text: str, delimiter: str) -> list[str]:
    first = text.lstrip("\n").partition("\n")[0][:2000]
    try:
        return [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
    except csv.Error:
        return []
