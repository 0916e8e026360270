"""Diplomatic acts: what they are called, and which of them an article reports."""
