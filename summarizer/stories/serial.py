"""A fingerprint as bytes, to be stored, and back."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import fields
from datetime import datetime
from typing import Any

from summarizer.stories.fingerprint import Fingerprint

VERSION = 1
"""Of the form, and of what fingerprints are made of: those of another version cannot be compared."""


def dump(held: Fingerprint) -> bytes:
    """Return bytes that ``load`` turns back into an equal fingerprint."""
    body = {field.name: _plain(getattr(held, field.name)) for field in fields(held)}
    return json.dumps({"version": VERSION, **body}, separators=(",", ":")).encode()


def load(body: bytes) -> Fingerprint:
    """Return the fingerprint that ``dump`` was given. Raises ValueError for anything else, or of another version."""
    try:
        said = json.loads(body)
        if said.pop("version") != VERSION:
            raise ValueError("a fingerprint of another version")
        said["entities"] = tuple(said["entities"])
        said["published"] = datetime.fromisoformat(said["published"]) if said["published"] else None
        for name in ("shingles", "terms", "weights", "lead", "figures", "headline"):
            said[name] = b64decode(said[name])
        return Fingerprint(**said)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a fingerprint") from error


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, datetime) else value
