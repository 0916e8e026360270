"""A reader's words made into a tree of nodes, as the grammar has it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeAlias

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken, VisitError

from summarizer.errors import QueryError
from summarizer.text.folding import fold
from summarizer.topics.fields import field_of
from summarizer.topics.lookalikes import unmixed
from summarizer.topics.names import understood
from summarizer.topics.nodes import All, Any, Node, Not, Words
from summarizer.topics.normal import near

QUOTES = frozenset('"“”„‟«»＂「」『』')
"""Each opens a phrase, or closes the one that is open."""

_ENDINGS = " \t\r\n,、，;.!?。？！"
"""What ends a sentence or a list, and asks for nothing."""

_GRAMMAR = Path(__file__).with_name("grammar.lark")

Found: TypeAlias = Node | None
"""A node, or None for a part that holds no word."""


def read(text: str) -> Node | None:
    """Return what ``text`` demands, not yet put in order; None if there is no word in it. Raises QueryError."""
    plain = unmixed("".join('"' if char in QUOTES else char for char in text).rstrip(_ENDINGS))
    if plain.count('"') % 2:
        raise QueryError("quote", "a quotation mark is not closed", text, plain.rindex('"'))
    if not fold(plain):
        return None
    try:
        tree = _parser().parse(plain)
    except UnexpectedInput as error:
        raise _explained(error, plain) from None
    try:
        found: Found = _Builder().transform(tree)
    except VisitError as error:
        if isinstance(error.orig_exc, QueryError):
            raise error.orig_exc from None
        raise
    return found


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR.read_text(encoding="utf-8"), parser="lalr", maybe_placeholders=False, propagate_positions=True)


def _explained(error: UnexpectedInput, text: str) -> QueryError:
    place = error.pos_in_stream if error.pos_in_stream is not None and error.pos_in_stream >= 0 else len(text)
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        if "RPAR" in error.expected and text.count("(") > text.count(")"):
            return QueryError("open", "a parenthesis is not closed", text, text.rindex("("))
        return QueryError("unfinished", "something is missing at the end", text, len(text))
    found = text[place : place + 1]
    if found == ")":
        return QueryError("close", "a parenthesis closes that was not opened", text, place)
    if isinstance(error, UnexpectedCharacters):
        return QueryError("sign", f"{found} has no meaning there", text, place)
    return QueryError("operator", f"{found} needs something before and after it", text, place)


class _Builder(Transformer[Token, Found]):
    """Bottom up, so that no nesting is too deep for it."""

    def start(self, parts: list[Found]) -> Found:
        return parts[0]

    def either(self, parts: list[Found]) -> Found:
        return _joined(Any, parts)

    def together(self, parts: list[Found]) -> Found:
        return _joined(All, parts)

    def without(self, parts: list[Found]) -> Found:
        return None if parts[0] is None else Not(parts[0])

    def near(self, parts: list[Found]) -> Found:
        things = [part for part in parts if part is not None]
        if len(things) < 2:
            return things[0] if things else None
        return _joined(All, [near(one, other) for one, other in zip(things, things[1:], strict=False)])

    def field(self, parts: list[Token]) -> Found:
        return field_of(parts[0], parts[1:])

    def phrase(self, parts: list[Token]) -> Found:
        clause = tuple(fold(parts[0]))
        return Words(clause) if clause else None

    def run(self, parts: list[Token]) -> Found:
        return _joined(All, list(understood(" ".join(parts))))


def _joined(kind: type[All] | type[Any], parts: list[Found]) -> Found:
    held = tuple(part for part in parts if part is not None)
    return held[0] if len(held) == 1 else kind(held) if held else None
