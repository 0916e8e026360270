"""Outlets that a reader cannot prefer or mute."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class UnknownOutlet(CommuniqueError):
    """No article of an outlet of that name is stored."""

    key = "error.outlet"


class TooManyOutlets(CommuniqueError):
    """A reader chooses more outlets than one may."""

    key = "error.outlet.many"
