"""`communique quotes`: who says what in texts, with the place of each quotation."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.cli.texts import STANDARD_INPUT, BadInput, name, records, text, to_json, write_utf8

if TYPE_CHECKING:
    from bot.cli import Subparsers
    from summarizer.model import Article
    from summarizer.quotes import Quote


def register(subparsers: Subparsers) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("quotes", help="print who says what in texts")
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
        found = _quotes(Article(text(path)))
    except NothingToSummarise:
        raise BadInput(f"{name(path)}: nothing to quote, there is no word in it") from None
    if as_json:
        yield to_json({"id": path, "quotes": [_fields(one) for one in found]})
        return
    for one in found:
        yield f"{' '.join(one.speaker.split())}: {' '.join(one.text.split())}"


def _from_lines(path: str) -> Iterator[str]:
    from summarizer.errors import NothingToSummarise
    from summarizer.model import Article

    for record in records(path):
        try:
            found = _quotes(Article(record["text"], record.get("title"), record.get("language")))
        except NothingToSummarise:
            found = ()
        yield to_json({"id": record["id"], "quotes": [_fields(one) for one in found]})


def _quotes(article: Article) -> tuple[Quote, ...]:
    from summarizer.quotes import quotes
    from summarizer.tagging import tagged

    read = tagged(article)
    return quotes(article.text, read.spans, read.language, read.entities)


def _fields(one: Quote) -> dict[str, Any]:
    return {"speaker": one.speaker, "text": one.text, "start": one.start, "end": one.end}
