"""What keeps the program from starting or from answering."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class ConfigurationError(CommuniqueError):
    """The program cannot start as it is set up; ``str(error)`` is one line that says what to change."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line

    def __str__(self) -> str:
        return self.line


class Restarting(CommuniqueError):
    """The program ends while somebody waits for the archive of its first start."""

    key = "error.restarting"


class AnalysisFailed(CommuniqueError):
    """The analysis of a text took too long or its process died."""

    key = "error.analysis"
