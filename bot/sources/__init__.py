"""Bytes to drafts."""
