"""Word files (.docx) to drafts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from bot.errors import BrokenFile, ForbiddenXml, NoTextInside
from bot.sources.draft import Draft
from bot.sources.limits import MOST_FILES, MOST_UNPACKED
from bot.sources.text import draft
from bot.sources.titles import file_title
from bot.sources.zips import files_of, opened, unpack
from storage.letters import storable

TITLE_STYLES = ("Title", "Heading 1")
"""Styles of a paragraph that is a title, the surest first."""

KIND = "DOCX"


def read_word(data: bytes) -> Draft:
    """The draft in a .docx file: its paragraphs, and its tables' cells, in their order.

    Raises BrokenFile, ForbiddenXml, NoTextInside, TooMuchInside before unpacking, TooManyParts.
    """
    _check(data)
    try:
        found = _paragraphs(data)
    except Exception as error:  # a package whose parts do not fit breaks python-docx in any way there is
        raise BrokenFile(kind=KIND) from error
    title, styled = _title(found[0])
    texts = [text for index, (text, _) in enumerate(found[0]) if index != styled]
    text = storable("\n\n".join(texts))
    if not any(letter.isalpha() for letter in text):
        raise NoTextInside
    split = Draft(text, title) if title else draft(text)
    if split.title:
        return split
    return Draft(text, file_title(found[1]))


def _check(data: bytes) -> None:
    """Refuse a bomb before python-docx unpacks all parts, and XML with entities, which Word never writes."""
    with opened(data, KIND, unpacked=MOST_UNPACKED, most=MOST_FILES) as archive:
        for entry in files_of(archive):
            if entry.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in unpack(archive, entry, KIND)[:4096]:
                raise ForbiddenXml


def _paragraphs(data: bytes) -> tuple[list[tuple[str, str]], str]:
    """Each paragraph's text and style, and the title in the properties."""
    from docx import Document

    document = Document(io.BytesIO(data))
    found = [(" ".join(text.split()), style) for text, style in _walk(document)]
    return [(text, style) for text, style in found if text], document.core_properties.title


def _walk(container: Any) -> Iterator[tuple[str, str]]:
    from docx.table import Table

    stack = [iter(container.iter_inner_content())]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
        elif isinstance(item, Table):
            cells = dict.fromkeys(cell._tc for row in item.rows for cell in row.cells)
            stack.append(iter([part for cell in cells for part in _cell_content(cell, item)]))
        else:
            yield item.text, (item.style.name if item.style is not None else "") or ""


def _cell_content(cell: Any, table: Any) -> list[Any]:
    from docx.table import _Cell

    return list(_Cell(cell, table).iter_inner_content())


def _title(found: list[tuple[str, str]]) -> tuple[str | None, int]:
    """The paragraph that is styled as the title, and its place; -1 for none."""
    for wanted in TITLE_STYLES:
        for index, (text, style) in enumerate(found[:10]):
            if style == wanted:
                return text[:300], index
    return None, -1
