"""The parameters of one call, however they travelled: query, form, multipart or JSON body."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from bot.sandbox.errors import BadRequest

NESTED = frozenset(
    [
        "reply_markup",
        "reply_parameters",
        "link_preview_options",
        "entities",
        "caption_entities",
        "commands",
        "scope",
        "allowed_updates",
        "results",
        "menu_button",
        "button",
        "media",
    ]
)
"""Fields that Telegram takes as JSON written into a string."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    content_type: str
    data: bytes


@dataclass(slots=True)
class Params:
    """Values by name (nested ones decoded) and uploads by their field's name."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """The value as a string; an absent one is ``default``."""
        value = self.values.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """The value as a whole number; what is no number counts as ``default``, as Telegram has it."""
        try:
            return int(str(self.values.get(name, default)))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """The value as a truth: ``true``, ``yes`` and numbers other than 0 are."""
        return str(self.values.get(name, "")).strip().lower() in {"true", "yes", "1", "t", "y"}

    def mapping(self, name: str) -> dict[str, Any] | None:
        """A JSON object, or None if it was not given; anything else is refused."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, dict):
            raise BadRequest(f"can't parse {name.replace('_', ' ')}: expected an Object")
        return value

    def array(self, name: str) -> list[Any] | None:
        """A JSON array, or None if it was not given; anything else is refused."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, list):
            raise BadRequest(f"can't parse {name.replace('_', ' ')}: expected an Array")
        return value

    def upload(self, name: str) -> Upload | None:
        """The file behind a field: sent under its name, or under the name after ``attach://``."""
        value = self.values.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            return self.uploads.get(value.removeprefix("attach://"))
        return self.uploads.get(name)


async def read_params(request: web.Request) -> Params:
    """Gathers a request's parameters; the body wins over the query.

    Raises BadRequest for a body or a nested field that is not JSON.
    """
    params = Params(dict(request.query))
    if request.content_type == "application/json":
        params.values.update(await _json_body(request))
    elif request.method == "POST":
        for name, value in (await request.post()).items():
            if isinstance(value, FileField):
                params.uploads[name] = Upload(value.filename, value.content_type, value.file.read())
            else:
                params.values[name] = value if isinstance(value, str) else bytes(value).decode("utf-8", "replace")
    for name in NESTED & params.values.keys():
        params.values[name] = _decoded(name, params.values[name])
    return params


async def _json_body(request: web.Request) -> dict[str, Any]:
    raw = await request.read()
    try:
        body = json.loads(raw or b"{}")
    except ValueError:
        raise BadRequest("can't parse JSON in the request body") from None
    if not isinstance(body, dict):
        raise BadRequest("the request body must be a JSON Object")
    return body


def _decoded(name: str, value: Any) -> Any:
    if not isinstance(value, str) or value == "":
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise BadRequest(f"can't parse {name.replace('_', ' ')} JSON object") from None
