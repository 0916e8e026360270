"""Tables and lists of JSON whose rows are no articles."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class RowWithoutText(CommuniqueError):
    """A row of a table, or a line of JSON, without a text."""

    key = "error.row.empty"


class BrokenRow(CommuniqueError):
    """A row of a table, or a line of JSON, that is not one."""

    key = "error.row.broken"


class NoTextColumn(CommuniqueError):
    """A table without a column whose name says that it holds the text."""

    key = "error.file.columns"
