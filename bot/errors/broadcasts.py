"""What can go wrong with what is sent to all readers."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class BroadcastGone(CommuniqueError):
    """The broadcast of a button was sent, stopped or dropped already."""

    key = "error.broadcast.gone"


class BroadcastNotText(CommuniqueError):
    """What is to go to all is no text."""

    key = "error.broadcast.no_text"


class BroadcastRefused(CommuniqueError):
    """Telegram does not take the text; ``words`` are its own."""

    key = "error.broadcast.refused"


class NobodyToTell(CommuniqueError):
    """No reader is there for it."""

    key = "error.broadcast.nobody"
