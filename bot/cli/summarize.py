"""`communique summarize`: the best sentences of texts, word for word."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.cli import Subparsers
    from summarizer.model import Analysis, Article, Summary

STANDARD_INPUT = "-"


class BadInput(Exception):
    """An input that cannot be read or summarised; the text is the line for standard error."""


def register(subparsers: Subparsers) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("summarize", help="print the best sentences of texts, word for word")
    parser.add_argument("paths", metavar="FILE", nargs="*", default=[STANDARD_INPUT], help="text; - or none: stdin")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--sentences", type=_positive, metavar="N", help="how many sentences (default 3)")
    length.add_argument("--words", type=_positive, metavar="N", help="as many sentences as fit into N words")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON object a file, with offsets into its text")
    shape.add_argument("--jsonl", action="store_true", help='each input line is {"id", "text", "title"?, "language"?}')
    parser.add_argument("--method", help="ranking method; a wrong name lists the known ones")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the summaries; 0, or 2 with one line on standard error for an input that has none."""
    from summarizer.errors import UnknownMethod

    # The same bytes wherever it runs; a lone surrogate cannot be written and shows as a question mark.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
    try:
        for path in options.paths:
            for line in _from_lines(path, options) if options.jsonl else _from_text(path, options):
                print(line)
    except (BadInput, UnknownMethod) as error:
        sys.stdout.flush()
        print(f"communique: {error}", file=sys.stderr)
        return 2
    return 0


def _from_text(path: str, options: argparse.Namespace) -> Iterator[str]:
    from bot.errors import NotText
    from bot.sources.decode import decode
    from summarizer.errors import NothingToSummarise
    from summarizer.model import Article

    try:
        summary = _summary(Article(decode(_read(path))), options)
    except NotText:
        raise BadInput(f"{_name(path)}: not a text file") from None
    except NothingToSummarise:
        raise BadInput(f"{_name(path)}: nothing to summarise, there is no word in it") from None
    if options.json:
        yield _json({"id": path, "language": summary.language, "sentences": _rows(summary)})
    else:
        yield from (" ".join(sentence.text.split("\n")) for sentence in summary.sentences)


def _from_lines(path: str, options: argparse.Namespace) -> Iterator[str]:
    from summarizer.errors import NothingToSummarise
    from summarizer.model import Article

    for number, line in enumerate(_read(path).split(b"\n"), start=1):
        if not line.strip():
            continue
        record = _record(line, f"{_name(path)}, line {number}")
        language = record.get("language")
        try:
            summary = _summary(Article(record["text"], record.get("title"), language), options)
        except NothingToSummarise:
            yield _json({"id": record["id"], "language": language, "sentences": []})
        else:
            yield _json({"id": record["id"], "language": summary.language, "sentences": _rows(summary)})


def _record(line: bytes, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadInput(f"{place}: not a JSON object in UTF-8") from None
    if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("text"), str):
        raise BadInput(f'{place}: an object with "id" and "text" is needed')
    for field in ("title", "language"):
        if not isinstance(record.get(field), str | None):
            raise BadInput(f'{place}: "{field}" is not a string')
    return record


def _summary(article: Article, options: argparse.Namespace) -> Summary:
    from summarizer.extract import extract

    return extract(article.text, _analysis(article, options.method), sentences=options.sentences, words=options.words)


def _analysis(article: Article, method: str | None) -> Analysis:
    # Imported late: the languages' libraries take a second that `--help` need not wait for.
    from summarizer.analysis import DEFAULT_METHOD, analyse

    return analyse(article, method or DEFAULT_METHOD)


def _rows(summary: Summary) -> list[dict[str, Any]]:
    return [{"text": s.text, "start": s.start, "end": s.end, "index": s.index} for s in summary.sentences]


def _json(value: dict[str, Any]) -> str:
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return line


def _read(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from None


def _name(path: str) -> str:
    return "standard input" if path == STANDARD_INPUT else path


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above zero")
    return number
