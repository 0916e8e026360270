"""`communique tag`: the countries, organisations and places that texts name, and which of them they are about."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.cli.texts import STANDARD_INPUT, BadInput, name, records, text, to_json, write_utf8

if TYPE_CHECKING:
    from bot.cli import Subparsers
    from summarizer.model import Article


def register(subparsers: Subparsers) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("tag", help="print which countries, organisations and places texts name")
    parser.add_argument("paths", metavar="FILE", nargs="*", default=[STANDARD_INPUT], help="text; - or none: stdin")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON object a file")
    shape.add_argument("--jsonl", action="store_true", help='each input line is {"id", "text", "title"?, "language"?}')
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the entities; 0, or 2 with one line on standard error for an input that cannot be read."""
    write_utf8()
    try:
        for path in options.paths:
            for line in _from_lines(path) if options.jsonl else _from_text(path, as_json=options.json):
                print(line)
    except BadInput as error:
        sys.stdout.flush()
        print(f"communique: {error}", file=sys.stderr)
        return 2
    return 0


def _from_text(path: str, *, as_json: bool) -> Iterator[str]:
    from summarizer.errors import NothingToSummarise
    from summarizer.model import Article

    try:
        entities = _entities(Article(text(path)))
    except NothingToSummarise:
        raise BadInput(f"{name(path)}: nothing to tag, there is no word in it") from None
    if as_json:
        yield to_json({"id": path, "entities": entities})
        return
    for one in entities:
        yield f"{one['role']:10} {one['score']:.2f}  {one['id']:24} {', '.join(one['evidence'])}"


def _from_lines(path: str) -> Iterator[str]:
    from summarizer.errors import NothingToSummarise
    from summarizer.model import Article

    for record in records(path):
        try:
            entities = _entities(Article(record["text"], record.get("title"), record.get("language")))
        except NothingToSummarise:
            entities = []
        yield to_json({"id": record["id"], "entities": entities})


def _entities(article: Article) -> list[dict[str, Any]]:
    from summarizer.tagging import tagged

    return [
        {"id": one.id, "role": one.role, "score": one.score, "evidence": list(one.evidence)}
        for one in tagged(article).entities
    ]
