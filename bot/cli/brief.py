"""`communique brief`: many articles as one short text of their own sentences."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.cli.texts import STANDARD_INPUT, BadInput, name, read, text, to_json, write_utf8

if TYPE_CHECKING:
    from bot.cli import Subparsers
    from summarizer.briefs.model import Brief, Source
    from summarizer.budget import Budget

DEFAULT_WORDS = 150
FIELDS = ("title", "published", "language")


def register(subparsers: Subparsers) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("brief", help="print the sentences that tell most of many articles, word for word")
    parser.add_argument(
        "paths", metavar="FILE", nargs="*", default=[STANDARD_INPUT], help="an article each; - or none: stdin"
    )
    length = parser.add_mutually_exclusive_group()
    length.add_argument(
        "--words", type=_positive, metavar="N", help=f"as many sentences as fit into N words (default {DEFAULT_WORDS})"
    )
    length.add_argument("--sentences", type=_positive, metavar="N", help="how many sentences")
    parser.add_argument("--query", metavar="TEXT", help="bend the choice toward these words, in any form")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON object, with offsets into the articles")
    shape.add_argument(
        "--jsonl",
        action="store_true",
        help='each input line is {"id", "articles": [{"id", "text", "title"?, "published"?, "language"?}], '
        '"seen"?: [like articles], "query"?}',
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the briefs; 0, or 2 with one line on standard error for an input that cannot be read."""
    write_utf8()
    try:
        for line in _from_lines(options) if options.jsonl else _from_texts(options):
            print(line)
    except BadInput as error:
        sys.stdout.flush()
        print(f"communique: {error}", file=sys.stderr)
        return 2
    return 0


def _budget(options: argparse.Namespace) -> Budget:
    from summarizer.budget import Budget

    if options.sentences:
        return Budget(sentences=options.sentences)
    return Budget(words=options.words or DEFAULT_WORDS)


def _from_texts(options: argparse.Namespace) -> Iterator[str]:
    from summarizer.briefs.brief import brief
    from summarizer.briefs.model import Source
    from summarizer.model import Article

    sources = [Source.read(path, Article(text(path))) for path in options.paths]
    found = brief(sources, _budget(options), query=options.query)
    if options.json:
        yield to_json({"sentences": _rows(found)})
        return
    for passage in found.passages:
        yield f"{' '.join(passage.sentence.text.split())} ({name(passage.article)})"


def _from_lines(options: argparse.Namespace) -> Iterator[str]:
    from summarizer.briefs.brief import brief

    budget = _budget(options)
    for path in options.paths:
        for number, line in enumerate(read(path).split(b"\n"), start=1):
            if line.strip():
                place = f"{name(path)}, line {number}"
                record = _record(line, place)
                sources = _sources(record.get("articles"), "articles", place)
                seen = _sources(record.get("seen") or [], "seen", place)
                found = brief(sources, budget, seen=seen, query=record.get("query") or options.query)
                ids = [one["id"] for one in record["articles"]]
                yield to_json({"id": record["id"], "sentences": _rows(found, ids)})


def _record(line: bytes, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadInput(f"{place}: not a JSON object in UTF-8") from None
    if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("articles"), list):
        raise BadInput(f'{place}: an object with "id" and a list of "articles" is needed')
    if not isinstance(record.get("query"), str | None):
        raise BadInput(f'{place}: "query" is not a string')
    return record


def _sources(articles: object, field: str, place: str) -> list[Source]:
    from summarizer.briefs.model import Source
    from summarizer.model import Article

    if not isinstance(articles, list):
        raise BadInput(f'{place}: "{field}" is not a list')
    found = []
    for number, one in enumerate(articles):
        if not isinstance(one, dict) or "id" not in one or not isinstance(one.get("text"), str):
            raise BadInput(f'{place}: "{field}" number {number + 1} needs an "id" and a "text"')
        wrong = next((key for key in FIELDS if not isinstance(one.get(key), str | None)), None)
        if wrong:
            raise BadInput(f'{place}: "{wrong}" of "{field}" number {number + 1} is not a string')
        # By its place: what an article is called may be any JSON, and twice the same.
        found.append(Source.read(str(number), Article(one["text"], one.get("title"), one.get("language"))))
    return found


def _rows(found: Brief, ids: list[Any] | None = None) -> list[dict[str, Any]]:
    return [
        {
            "article": passage.article if ids is None else ids[int(passage.article)],
            "text": passage.sentence.text,
            "start": passage.sentence.start,
            "end": passage.sentence.end,
            "index": passage.sentence.index,
        }
        for passage in found.passages
    ]


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above zero")
    return number
