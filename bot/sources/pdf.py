"""PDF to a draft, by a process of its own whose memory and time are limited: a PDF is a program of sorts."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from bot.errors import (
    BrokenFile,
    CommuniqueError,
    EncryptedFile,
    NoTextInside,
    TookTooLong,
    TooManyParts,
    TooMuchInside,
)
from bot.sources.draft import Draft
from bot.sources.limits import MB, MOST_PAGES, PDF_MEMORY, PDF_SECONDS
from bot.sources.paragraphs import unwrapped
from bot.sources.text import draft
from bot.sources.titles import file_title
from storage.letters import storable

COMMAND = ("-c", "from bot.sources.pdf_process import main; main()")
"""Not ``-m``: the module would be there twice."""


def read_pdf(data: bytes) -> Draft:
    """The draft in a PDF. Raises EncryptedFile, BrokenFile, NoTextInside, TookTooLong, TooMuchInside, TooManyParts."""
    found = _read(data)
    text = unwrapped([storable(page) for page in found["pages"]])
    if not any(letter.isalpha() for letter in text):
        raise NoTextInside
    title = file_title(found["title"])
    if title is None:
        return draft(text)
    first, _, rest = text.partition("\n\n")
    repeats = rest and " ".join(first.split()).casefold() == title.casefold()
    return Draft(text=rest if repeats else text, title=title)


def _read(data: bytes) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own code
            [sys.executable, *COMMAND], input=data, capture_output=True, timeout=PDF_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TookTooLong(limit=PDF_SECONDS) from error
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        # Ended by a limit of the system, in the middle of something.
        found = {"error": "slow" if done.returncode in (-24, -9) else "memory"}
    problem = found.get("error")
    if problem:
        raise _error(problem)
    return found


def _error(problem: str) -> CommuniqueError:
    kind, values = {
        "encrypted": (EncryptedFile, {}),
        "memory": (TooMuchInside, {"limit": PDF_MEMORY // MB}),
        "slow": (TookTooLong, {"limit": PDF_SECONDS}),
        "pages": (TooManyParts, {"limit": MOST_PAGES}),
    }.get(problem, (BrokenFile, {"kind": "PDF"}))
    return kind(**values)
