"""Files that were sent: fetched from Telegram, within what it lets a bot fetch."""

from __future__ import annotations

from telegram import Document
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, TelegramError

from bot.errors import FileNotFetched, FileTooBig
from bot.texts.html import cut

BIGGEST = int(FileSizeLimit.FILESIZE_DOWNLOAD)
SHOWN = 80
"""UTF-16 units of a file's name that an answer shows."""


async def download(document: Document, biggest: int = BIGGEST) -> bytes:
    """The file's bytes. Raises FileTooBig above ``biggest`` bytes, and FileNotFetched."""
    name = cut(document.file_name or "—", SHOWN)
    too_big = FileTooBig(name=name, limit=biggest // 1_000_000)
    if (document.file_size or 0) > biggest:
        raise too_big
    try:
        file = await document.get_file()
        return bytes(await file.download_as_bytearray())
    except TelegramError as error:
        if isinstance(error, BadRequest) and "too big" in error.message.lower():
            raise too_big from error
        raise FileNotFetched(name=name) from error
