"""`communique summarize`: the best sentences of texts, word for word."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.cli.texts import STANDARD_INPUT, BadInput, name, records, text, to_json, write_utf8

if TYPE_CHECKING:
    from bot.cli import Subparsers
    from summarizer.model import Article, Summary


def register(subparsers: Subparsers) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("summarize", help="print the best sentences of texts, word for word")
    parser.add_argument("paths", metavar="FILE", nargs="*", default=[STANDARD_INPUT], help="text; - or none: stdin")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--sentences", type=_positive, metavar="N", help="how many sentences (default 3)")
    length.add_argument("--words", type=_positive, metavar="N", help="as many sentences as fit into N words")
    length.add_argument("--ratio", type=_share, metavar="R", help="this share of the sentences, over 0 and up to 1")
    parser.add_argument("--topic", metavar="TEXT", help="bend the choice toward these words, in any form")
    parser.add_argument("--style", help="lead, balanced or coverage; told by the text's structure if not given")
    parser.add_argument("--explain", action="store_true", help="say for each sentence why it was kept")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON object a file, with offsets into its text")
    shape.add_argument("--jsonl", action="store_true", help='each input line is {"id", "text", "title"?, "language"?}')
    parser.add_argument("--method", help="ranking method; a wrong name lists the known ones")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the summaries; 0, or 2 with one line on standard error for an input that has none."""
    from summarizer.errors import UnknownMethod, UnknownStyle

    write_utf8()
    try:
        for path in options.paths:
            for line in _from_lines(path, options) if options.jsonl else _from_text(path, options):
                print(line)
    except (BadInput, UnknownMethod, UnknownStyle) as error:
        sys.stdout.flush()
        print(f"communique: {error}", file=sys.stderr)
        return 2
    return 0


def _from_text(path: str, options: argparse.Namespace) -> Iterator[str]:
    from summarizer.errors import NothingToSummarise
    from summarizer.model import Article

    try:
        rows = _answer(Article(text(path)), options, options.topic)
    except NothingToSummarise:
        raise BadInput(f"{name(path)}: nothing to summarise, there is no word in it") from None
    if options.json:
        yield to_json({"id": path, **rows})
        return
    for row in rows["sentences"]:
        yield " ".join(row["text"].split("\n"))
        if options.explain:
            yield f"    – {'; '.join(row['because'])}"


def _from_lines(path: str, options: argparse.Namespace) -> Iterator[str]:
    from summarizer.errors import NothingToSummarise
    from summarizer.model import Article

    for record in records(path):
        language = record.get("language")
        try:
            article = Article(record["text"], record.get("title"), language)
            answer = _answer(article, options, record.get("topic") or options.topic)
        except NothingToSummarise:
            yield to_json({"id": record["id"], "language": language, "sentences": []})
        else:
            yield to_json({"id": record["id"], **answer})


def _answer(article: Article, options: argparse.Namespace, topic: str | None) -> dict[str, Any]:
    # Imported late: the languages' libraries take a second that `--help` need not wait for.
    from summarizer.analysis import DEFAULT_METHOD
    from summarizer.budget import Budget
    from summarizer.summarise import summarise

    summary = summarise(
        article,
        Budget(options.sentences, options.words, options.ratio),
        method=options.method or DEFAULT_METHOD,
        topic=topic,
        style=options.style,
    )
    rows: list[dict[str, Any]] = [
        {"text": s.text, "start": s.start, "end": s.end, "index": s.index} for s in summary.sentences
    ]
    if options.explain:
        for row, why in zip(rows, _because(article, summary, topic), strict=True):
            row["because"] = why
    return {"language": summary.language, "sentences": rows}


def _because(article: Article, summary: Summary, topic: str | None) -> list[list[str]]:
    from bot.texts.catalogue import translator
    from bot.texts.reasons import told
    from summarizer.ranking.explain import reasons
    from summarizer.ranking.focus import focus_terms
    from summarizer.text.sentences import split

    t = translator("en")
    kept = [sentence.index for sentence in summary.sentences]
    spans = split(article.text, summary.language)
    bent = focus_terms(topic or "", summary.language)
    found = reasons(article.text, spans, kept, summary.language, article.title, bent)
    return [[told(t, reason) for reason in found[place]] for place in kept]


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above zero")
    return number


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number over 0 and up to 1")
    return share
