"""Digests: what is due for a reader as stories, the weightiest first, each with what is new in it."""
