"""What can be wrong with a text or a query; each says what to do about it."""

from __future__ import annotations


class SummarizerError(Exception):
    """Root of the summariser's errors."""


class NothingToSummarise(SummarizerError):
    """The text holds no word: it is empty, blank, or only digits and signs."""


class UnknownMethod(SummarizerError):
    """No ranking method goes by that name; ``known`` lists those that do."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"unknown method {name!r}; choose one of {', '.join(known)}")
        self.name = name
        self.known = known


class UnknownStyle(SummarizerError):
    """No style of summary goes by that name; ``known`` lists those that do."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"unknown style {name!r}; choose one of {', '.join(known)}")
        self.name = name
        self.known = known


class QueryError(SummarizerError):
    """A topic that cannot be understood; ``code`` names the reason, for a message in the reader's language.

    Codes: ``empty`` (no word in it), ``long`` (over the limit of characters), ``complex`` (too many combinations),
    ``quote`` (a quotation mark stays open), ``open`` and ``close`` (a parenthesis without its other), ``unfinished``
    and ``operator`` (an operator without its sides), ``sign`` (a sign without meaning), ``field`` (an unknown one),
    ``value`` (one that a field has not), ``near`` (what cannot stand beside ``~``), ``never`` (what cannot hold),
    ``excludes`` (nothing but what is left out). ``text`` was read up to ``place``; ``suggestions`` are what may have
    been meant.
    """

    def __init__(
        self, code: str, detail: str = "", text: str = "", place: int = 0, suggestions: tuple[str, ...] = ()
    ) -> None:
        super().__init__(detail or code)
        self.code = code
        self.detail = detail
        self.text = text
        self.place = place
        self.suggestions = suggestions
