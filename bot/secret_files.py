"""Secrets that stand in files, as Docker and systemd hand them over, instead of in the environment."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

LONGEST = 65_536
"""Bytes; a longer file is another than was meant."""

SUFFIX = "_file"


def variable(field: str) -> str:
    """The variable of a setting."""
    return f"COMMUNIQUE_{field.upper()}"


def with_secrets(given: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    """The settings as given, with the secrets of those ``fields`` whose ``_FILE`` is set.

    Raises ValueError with a sentence that names the variable and never shows what stands in the file.
    """
    settings = dict(given)
    for field in fields:
        place = settings.get(field + SUFFIX)
        if not place or not str(place).strip():
            settings.pop(field + SUFFIX, None)
            continue
        if settings.get(field):
            raise ValueError(f"{variable(field)} and {variable(field + SUFFIX)} are both set; keep one of them")
        settings[field] = _read(Path(str(place).strip()), variable(field + SUFFIX))
    return settings


def exposed(path: Path) -> bool:
    """Whether every user of this machine may read the file: its own permissions and those of its folder let them."""
    try:
        open_to_all = path.stat().st_mode & stat.S_IROTH
        return bool(open_to_all and path.absolute().parent.stat().st_mode & stat.S_IXOTH)
    except OSError:
        return False


def _read(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST + 1)
    except OSError as error:
        raise ValueError(f"{name}: the file {path} cannot be read: {error.strerror}") from None
    if len(content) > LONGEST:
        raise ValueError(f"{name}: the file {path} is too long for a secret")
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise ValueError(f"{name}: the file {path} is no text in UTF-8") from None
    if not text:
        raise ValueError(f"{name}: the file {path} is empty")
    return text
