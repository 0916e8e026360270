"""Who may not do something."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class AnonymousSender(CommuniqueError):
    """An admin command from somebody who writes in a chat's name, so that nobody can tell who it is."""

    key = "error.anonymous"


class RightsUnknown(CommuniqueError):
    """Telegram does not say now who administers a chat."""

    key = "error.rights_unknown"
