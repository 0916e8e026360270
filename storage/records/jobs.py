"""Work that is put off until its transaction is committed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NewJob:
    """A task to be done and its arguments, which JSON can hold: numbers of rows, for the rows are the truth.

    Of jobs that wait under one ``once`` there is but the first. Of those under one ``lock`` one at a time is done, in
    the order in which they were put. None is begun before ``at``.
    """

    task: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    once: str | None = None
    lock: str | None = None
    at: datetime | None = None
