"""Drafts, and what became of them, as bytes that one process hands to another."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.errors import CommuniqueError
from bot.services.batches import Result
from bot.services.storing import Loaded
from bot.sources.draft import Draft
from storage.records import Headline


def pack_drafts(drafts: Sequence[Draft]) -> bytes:
    """As `unpack_drafts` reads it."""
    return _pack([asdict(draft) for draft in drafts])


def unpack_drafts(body: bytes) -> list[Draft]:
    """The drafts that `pack_drafts` took."""
    return [
        Draft(**{**given, "published": _moment(given["published"]), "authors": tuple(given["authors"])})
        for given in _unpack(body)
    ]


def pack_results(results: Sequence[Result]) -> bytes:
    """As `unpack_results` reads it."""
    return _pack([_said(result) for result in results])


def unpack_results(body: bytes) -> list[Result]:
    """The results that `pack_results` took; an error that this version does not know as one that nobody foresaw."""
    return [_heard(given) for given in _unpack(body)]


def _said(result: Result) -> dict[str, Any]:
    if isinstance(result, Loaded):
        return {"loaded": asdict(result)}
    return {"error": type(result).__name__, "values": dict(result.values)}


def _heard(given: dict[str, Any]) -> Result:
    if "error" in given:
        kind = {one.__name__: one for one in _errors(CommuniqueError)}.get(given["error"], CommuniqueError)
        return kind(**given["values"])
    loaded = given["loaded"]
    republishes = loaded["republishes"]
    headlines = {
        "article": _headline(loaded["article"]),
        "republishes": _headline(republishes) if republishes is not None else None,
    }
    return Loaded(**{**loaded, **headlines})


def _headline(given: dict[str, Any]) -> Headline:
    moments = {name: _moment(given[name]) for name in ("published", "deleted")}
    return Headline(**{**given, **moments})


def _moment(given: str | None) -> datetime | None:
    return datetime.fromisoformat(given) if given is not None else None


def _errors(root: type[CommuniqueError]) -> Iterator[type[CommuniqueError]]:
    yield root
    for kind in root.__subclasses__():
        yield from _errors(kind)


def _pack(value: object) -> bytes:
    return zlib.compress(json.dumps(value, default=_plain, separators=(",", ":")).encode("ascii"), 1)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _unpack(body: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(zlib.decompress(body))
    return found
