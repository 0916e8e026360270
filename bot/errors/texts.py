"""Texts that cannot be summarised as was asked."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class BadLength(CommuniqueError):
    """A summary of that many sentences cannot be given."""

    key = "error.length"


class TextTooShort(CommuniqueError):
    """The text has no word to summarise."""

    key = "error.text.short"


class TextGone(CommuniqueError):
    """The text that a button or a reply is about was deleted, or was sent in several parts."""

    key = "error.text.gone"
