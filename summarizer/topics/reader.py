"""A reader's words made into a tree of nodes, as the grammar has it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken, VisitError

from summarizer.errors import QueryError
from summarizer.text.folding import fold
from summarizer.topics.fields import FIELDS, field_of
from summarizer.topics.lookalikes import unmixed
from summarizer.topics.names import understood
from summarizer.topics.nodes import All, Any, Node, Not, Words
from summarizer.topics.normal import near

QUOTES = frozenset('"“”„‟«»＂「」『』')
"""Each opens a phrase, or closes the one that is open."""

_ENDINGS = " \t\r\n,、，;.!?。？！"
"""What ends a sentence or a list, and asks for nothing."""

_GRAMMAR = Path(__file__).with_name("grammar.lark")


@dataclass(frozen=True, slots=True)
class _Run:
    """Words and names side by side, each a unit: all are meant, and a sign before or behind takes the nearest."""

    units: tuple[Node, ...]


Found: TypeAlias = Node | _Run | None
"""What a part asks for, or None for one that holds no word."""


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
        found = _whole(_Builder().transform(tree))
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
        return _whole(parts[0])

    def either(self, parts: list[Found]) -> Found:
        return _joined(Any, parts)

    def together(self, parts: list[Found]) -> Found:
        return _joined(All, parts)

    def without(self, parts: list[Found]) -> Found:
        first, *rest = _units(parts[0]) or (None,)
        return None if first is None else _Run((Not(first), *rest))

    def near(self, parts: list[Found]) -> Found:
        found: list[Node] = []
        last: Node | None = None
        for thing in filter(None, map(_units, parts)):
            if last is not None:
                kept = found[:-1] if found[-1] is last else found
                found = [*kept, near(last, thing[0]), *thing[1:]]
            else:
                found = [*thing]
            last = thing[-1]
        return _Run(tuple(found)) if found else None

    def field(self, parts: list[Token]) -> Found:
        found = field_of(parts[0], parts[1:])
        return _Run(found.parts) if isinstance(found, All) else found

    def phrase(self, parts: list[Token]) -> Found:
        clause = tuple(fold(parts[0]))
        return Words(clause) if clause else None

    def run(self, parts: list[Token]) -> Found:
        last = parts[-1]
        if last.endswith(":") and last[:-1].lower() in FIELDS:
            raise QueryError("unfinished", "a field needs a value", str(last), last.end_pos or 0)
        return _Run(tuple(understood(" ".join(parts))))


def _units(part: Found) -> tuple[Node, ...]:
    """The things of which a sign takes the nearest."""
    return part.units if isinstance(part, _Run) else () if part is None else (part,)


def _whole(part: Found) -> Node | None:
    units = _units(part)
    return units[0] if len(units) == 1 else All(units) if units else None


def _joined(kind: type[All] | type[Any], parts: list[Found]) -> Found:
    held = tuple(node for part in parts if (node := _whole(part)) is not None)
    return held[0] if len(held) == 1 else kind(held) if held else None
