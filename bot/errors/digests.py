"""What can go wrong with a digest that came."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class DigestGone(CommuniqueError):
    """A digest, or the story of it, is not there any more, or it is another reader's."""

    key = "error.digest.gone"


class NotFollowedAnyMore(CommuniqueError):
    """The topic that brought a story is not followed any more."""

    key = "error.digest.unfollowed"


class SeldomEnough(CommuniqueError):
    """The topic that brought a story comes once a week already."""

    key = "error.digest.seldom"
