"""The process that reads one PDF: its bytes on standard input, its words as JSON on standard output."""

from __future__ import annotations

import json
import logging
import resource
import sys
from io import BytesIO
from typing import Any

from bot.sources.limits import MOST_PAGES, PDF_MEMORY, PDF_SECONDS, PDF_TEXT


def main() -> None:
    """Read one PDF within the limits. What is wrong is said by a word under ``error``."""
    _limit(resource.RLIMIT_AS, PDF_MEMORY)
    _limit(resource.RLIMIT_CPU, PDF_SECONDS)
    _limit(resource.RLIMIT_CORE, 0)
    logging.disable(logging.CRITICAL)
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))


def read(data: bytes) -> dict[str, Any]:
    """The title and the pages' texts, or the ``error``: encrypted, broken, memory, pages."""
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, LimitReachedError

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            return {"error": "encrypted"}
        if len(reader.pages) > MOST_PAGES:
            return {"error": "pages"}
        title = reader.metadata.title if reader.metadata else None
        return {"title": title if isinstance(title, str) else None, "pages": _pages(reader)}
    except FileNotDecryptedError:
        return {"error": "encrypted"}
    except (MemoryError, LimitReachedError):
        return {"error": "memory"}
    except Exception:  # a broken PDF breaks the reader in any way there is
        return {"error": "broken"}


def _pages(reader: Any) -> list[str]:
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        text = page.extract_text()
        length += len(text)
        if length > PDF_TEXT:
            raise MemoryError
        pages.append(text)
    return pages


def _limit(kind: int, most: int) -> None:
    hard = resource.getrlimit(kind)[1]
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(kind, (limit, limit))
    except (ValueError, OSError):  # macOS knows no limit of the address space; the time is limited all the same
        return
