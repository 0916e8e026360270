"""Telegram on this machine: a Bot API server of our own, and a page to chat on."""

from bot.sandbox.server import Sandbox

__all__ = ["Sandbox"]
