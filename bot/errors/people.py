"""Who may not do something."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class AnonymousSender(CommuniqueError):
    """An admin command from somebody who writes in a chat's name, so that nobody can tell who it is."""

    key = "error.anonymous"


class RightsUnknown(CommuniqueError):
    """Telegram does not say now who administers a chat."""

    key = "error.rights_unknown"


class NoPerson(CommuniqueError):
    """Neither a numeric id was given nor a message of somebody's replied to."""

    key = "error.person.none"


class UnknownRole(CommuniqueError):
    """A word that is no role."""

    key = "error.role.unknown"


class NoRole(CommuniqueError):
    """A person was named, and no role."""

    key = "error.role.none"


class OwnersRole(CommuniqueError):
    """Owners stand in the settings: no command makes or unmakes one."""

    key = "error.role.owner"


class OwnersBan(CommuniqueError):
    """Owners cannot be banned."""

    key = "error.ban.owner"


class AlreadyBanned(CommuniqueError):
    """Who is to be banned is banned already."""

    key = "error.ban.already"


class NotBanned(CommuniqueError):
    """Who is to be let in again is not banned."""

    key = "error.ban.none"


class ReasonTooLong(CommuniqueError):
    """A reason is longer than ``limit`` letters."""

    key = "error.ban.reason"


class TooManyTexts(CommuniqueError):
    """As many own texts were summarised today as one may have."""

    key = "error.quota.texts"


class ButtonOutOfPlace(CommuniqueError):
    """A button was pressed whose message the program cannot see: of another chat, or made up."""

    key = "error.button"
