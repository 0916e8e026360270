"""The root of the application's errors."""

from __future__ import annotations


class CommuniqueError(Exception):
    """Root of the application's errors; ``key`` names the sentence in the catalogue, ``values`` fill it."""

    key = "error.unexpected"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.key if not values else f"{self.key} {values}")

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross from the worker process; the default would call the class with the message.
        return _rebuild, (type(self), self.values)


def _rebuild(kind: type[CommuniqueError], values: dict[str, object]) -> CommuniqueError:
    return kind(**values)
