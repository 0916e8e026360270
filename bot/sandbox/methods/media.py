"""Files between the bot and its readers."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from typing import Any

from bot.sandbox.errors import BadRequest
from bot.sandbox.files import DOWNLOAD_LIMIT, PHOTO_LIMIT, StoredFile, image_size
from bot.sandbox.markup import inline_keyboard
from bot.sandbox.messages import compose, kept, quoted, writable
from bot.sandbox.methods.messages import own, replaced
from bot.sandbox.params import Params, Upload
from bot.sandbox.text import CAPTION_LIMIT, formatted, require
from bot.sandbox.world import World

Json = dict[str, Any]

EDITED = (
    "text",
    "entities",
    "link_preview_options",
    "caption",
    "caption_entities",
    "photo",
    "document",
    "reply_markup",
)
"""What of a message goes when it gets another file."""


async def send_document(world: World, params: Params) -> Json:
    """Sends a file as it is: uploaded, or known by its ``file_id``."""
    return _send(world, params, "document")


async def send_photo(world: World, params: Params) -> Json:
    """Sends a PNG, JPEG or GIF to be shown."""
    return _send(world, params, "photo")


async def edit_message_media(world: World, params: Params) -> Json:
    """Puts a picture or a file in place of what a message had, be it a text; its buttons go without new ones."""
    media = params.mapping("media") or {}
    name = media.get("type")
    if name not in STORES:
        raise BadRequest("can't parse input media: the sandbox knows photo and document")
    markup = inline_keyboard(params)
    chat, message = own(world, params)
    given = Params({**media, name: media.get("media", "")}, params.uploads)
    body = _body(world, given, name)
    return replaced(world, chat, message, EDITED, body | ({"reply_markup": markup} if markup else {}))


async def get_file(world: World, params: Params) -> Json:
    """Where a file can be downloaded. Raises BadRequest above 20 MB."""
    file = world.files.get(params.text("file_id"))
    if file.size > DOWNLOAD_LIMIT:
        raise BadRequest("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }


def _send(world: World, params: Params, name: str) -> Json:
    markup = inline_keyboard(params)
    if params.upload(name) is None and not params.text(name):
        raise BadRequest(f"there is no {name} in the request")
    chat = writable(world, params)
    body = quoted(chat, params) | kept(params) | chat.thread(params.integer("message_thread_id"))
    body |= _body(world, params, name)
    if markup:
        body["reply_markup"] = markup
    return world.put(chat, compose(world, chat, world.profile.user(), body))


def _body(world: World, params: Params, name: str) -> Json:
    """The file, and its caption if it has one."""
    caption, entities = formatted(params, "caption")
    if caption:
        require(caption, caption, CAPTION_LIMIT, "message caption")
    upload = params.upload(name)
    file: StoredFile = STORES[name](world, upload) if upload else world.files.get(params.text(name))
    body: Json = {name: file.document() if name == "document" else file.photo()}
    body |= {"caption": caption} if caption else {}
    return body | ({"caption_entities": entities} if entities else {})


def _document(world: World, upload: Upload) -> StoredFile:
    return world.files.add(upload.name, content_type(upload), upload.data)


def _photo(world: World, upload: Upload) -> StoredFile:
    size = image_size(upload.data)
    if len(upload.data) > PHOTO_LIMIT:
        raise BadRequest("file of size more than 10 MB can't be sent as a photo")
    if size is None:
        raise BadRequest("IMAGE_PROCESS_FAILED")
    if sum(size) > 10_000 or max(size) > 20 * min(size):
        raise BadRequest("PHOTO_INVALID_DIMENSIONS")
    return world.files.add(upload.name, content_type(upload), upload.data, size)


STORES: dict[str, Callable[[World, Upload], StoredFile]] = {"document": _document, "photo": _photo}


def content_type(upload: Upload) -> str:
    """A file's MIME type by its name, else as it was declared."""
    return mimetypes.guess_type(upload.name)[0] or upload.content_type
