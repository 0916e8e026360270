"""A language that nothing is written in."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class UnspokenLanguage(CommuniqueError):
    """There is no catalogue for the language that was ``given``; ``names`` are those that have one."""

    key = "error.language"
