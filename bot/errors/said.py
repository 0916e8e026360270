"""Quotations that are asked for and not found, or of nobody."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class WhoSaid(CommuniqueError):
    """A topic, or an office, without anybody's name."""

    key = "error.said.who"


class NobodySaid(CommuniqueError):
    """No quotation of that person or country is certain."""

    key = "error.said.nothing"


class NobodySaidAbout(CommuniqueError):
    """None that speaks of the topic."""

    key = "error.said.nothing_about"
