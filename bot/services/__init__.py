"""Use cases, named by noun. Nothing in here knows Telegram."""
