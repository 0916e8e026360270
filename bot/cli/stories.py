"""`communique stories`: which articles are the same text again, and which report the same event."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.cli.texts import STANDARD_INPUT, BadInput, name, records, text, to_json, write_utf8

if TYPE_CHECKING:
    from bot.cli import Subparsers
    from summarizer.model import Article


def register(subparsers: Subparsers) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("stories", help="print which texts are copies, and which report the same event")
    parser.add_argument(
        "paths", metavar="FILE", nargs="*", default=[STANDARD_INPUT], help="texts in order of arrival; - or none: stdin"
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON object a file")
    shape.add_argument(
        "--jsonl", action="store_true", help='each input line is {"id", "text", "title"?, "language"?, "published"?}'
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write where each text belongs; 0, or 2 with one line on standard error for an input that cannot be read."""
    write_utf8()
    known = Known()
    try:
        for path in options.paths:
            for line in _from_lines(path, known) if options.jsonl else _from_text(path, known, as_json=options.json):
                print(line)
    except BadInput as error:
        sys.stdout.flush()
        print(f"communique: {error}", file=sys.stderr)
        return 2
    return 0


def _from_text(path: str, known: Known, *, as_json: bool) -> Iterator[str]:
    from summarizer.errors import NothingToSummarise
    from summarizer.model import Article

    try:
        story, original = known.place(path, Article(text(path)))
    except NothingToSummarise:
        raise BadInput(f"{name(path)}: nothing to compare, there is no word in it") from None
    if as_json:
        yield to_json({"id": path, "story": story, "duplicate_of": original})
    elif original is not None:
        yield f"{path}: copy of {original}"
    else:
        yield f"{path}: {'new story' if story == path else f'story of {story}'}"


def _from_lines(path: str, known: Known) -> Iterator[str]:
    from summarizer.errors import NothingToSummarise
    from summarizer.model import Article

    for record in records(path):
        article = Article(record["text"], record.get("title"), record.get("language"))
        try:
            story, original = known.place(record["id"], article, _published(record.get("published")))
        except NothingToSummarise:
            story, original = str(record["id"]), None
        yield to_json({"id": record["id"], "story": story, "duplicate_of": original})


class Known:
    """The texts that came before, by their place in the order of arrival: what they are called may be any JSON."""

    def __init__(self) -> None:
        from summarizer.stories.index import StoryIndex

        self._index = StoryIndex()
        self._ids: list[Any] = []

    def place(self, id: Any, article: Article, published: datetime | None = None) -> tuple[str, Any]:  # noqa: A002
        """The story of a text and the id of what it is a copy of. Raises NothingToSummarise."""
        from summarizer.stories.fingerprint import fingerprint
        from summarizer.tagging import facts

        held = fingerprint(article, facts(article), published)
        self._ids.append(id)
        found = self._index.place(len(self._ids) - 1, held)
        original = None if found.duplicate_of is None else self._ids[int(found.duplicate_of)]
        return str(self._ids[int(found.story)]), original


def _published(value: object) -> datetime | None:
    """A time in ISO 8601, taken for UTC if it has no zone; None for anything else, which the order stands for."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found
