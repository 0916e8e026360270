"""`communique match QUERY`: which texts a topic holds for, and because of what."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.cli.texts import STANDARD_INPUT, BadInput, name, records, text, to_json, write_utf8

if TYPE_CHECKING:
    from bot.cli import Subparsers
    from summarizer.model import Article
    from summarizer.topics.query import Query


def register(subparsers: Subparsers) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("match", help="print which texts a topic holds for, and because of what")
    parser.add_argument("query", metavar="QUERY", help='a topic, such as: japan ~ russia, or: sanctions -"trade deal"')
    parser.add_argument("paths", metavar="FILE", nargs="*", default=[STANDARD_INPUT], help="text; - or none: stdin")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON object a file")
    shape.add_argument("--jsonl", action="store_true", help='each input line is {"id", "text", "title"?, "language"?}')
    # A topic may begin with a minus, which is no option; argparse knows this of negative numbers only.
    parser._negative_number_matcher = re.compile(r"-[^\W\d_][^=]*")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the answers; 0, or 2 with one line on standard error for a topic or an input that is not understood."""
    from bot.errors import BadTopic
    from bot.services.topics import understand
    from bot.texts.catalogue import translator
    from bot.texts.problems import plainly

    write_utf8()
    try:
        query = understand(options.query)
        for path in options.paths:
            for line in _from_lines(path, query) if options.jsonl else _from_text(path, query, as_json=options.json):
                print(line)
    except BadTopic as error:
        print(f"communique: {plainly(translator('en'), error)}", file=sys.stderr)
        return 2
    except BadInput as error:
        sys.stdout.flush()
        print(f"communique: {error}", file=sys.stderr)
        return 2
    return 0


def _from_text(path: str, query: Query, *, as_json: bool) -> Iterator[str]:
    from summarizer.errors import NothingToSummarise
    from summarizer.model import Article

    try:
        answer = _answer(Article(text(path)), query)
    except NothingToSummarise:
        raise BadInput(f"{name(path)}: nothing to match, there is no word in it") from None
    if as_json:
        yield to_json({"id": path, **answer})
        return
    verdict = "match" if answer["match"] else "no match"
    yield ": ".join([verdict, ", ".join(answer["because"])] if answer["because"] else [verdict])


def _from_lines(path: str, query: Query) -> Iterator[str]:
    from summarizer.errors import NothingToSummarise
    from summarizer.model import Article

    for record in records(path):
        try:
            answer = _answer(Article(record["text"], record.get("title"), record.get("language")), query)
        except NothingToSummarise:
            answer = {"match": False, "because": []}
        yield to_json({"id": record["id"], **answer})


def _answer(article: Article, query: Query) -> dict[str, Any]:
    from bot.texts.catalogue import translator
    from bot.texts.topics import because
    from summarizer.tagging import facts
    from summarizer.topics.index import TopicIndex

    known = facts(article)
    index = TopicIndex()
    index.add(1, query)
    if not index.match(known):
        return {"match": False, "because": []}
    found = index.explain(1, query, known)
    return {"match": True, "because": list(because(translator("en"), found.because, known.entities, known.acts))}
