"""Telegram in and out: one module a command family, each with `register(app)`; no rules in here."""
