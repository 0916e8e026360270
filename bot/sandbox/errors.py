"""What the server refuses, in the words of the Bot API."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """An answer ``{"ok": false}``: ``code`` is both its ``error_code`` and the HTTP status.

    ``parameters`` is Telegram's ``ResponseParameters``: ``retry_after`` in seconds, or ``migrate_to_chat_id``.
    """

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The answer as JSON."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class BadRequest(ApiError):
    """400, with Telegram's prefix before the reason."""

    def __init__(self, reason: str, **parameters: int) -> None:
        super().__init__(400, f"Bad Request: {reason}", **parameters)


class Forbidden(ApiError):
    """403: the reader does not want to hear from the bot."""

    def __init__(self, reason: str = "bot was blocked by the user") -> None:
        super().__init__(403, f"Forbidden: {reason}")


class Conflict(ApiError):
    """409: two ways of getting updates at once."""

    def __init__(self, reason: str) -> None:
        super().__init__(409, f"Conflict: {reason}")


class TooManyRequests(ApiError):
    """429; ``retry_after`` in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
