"""Words that are written as one and are two: the French article and pronoun, the Arabic "and" before a verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from summarizer.quotes.frames import Frame
from summarizer.quotes.tokens import WORD, Token

_ELIDED = {
    "l": "l'",
    "d": "de",
    "qu": "que",
    "n": "ne",
    "s": "se",
    "j": "je",
    "c": "ce",
    "m": "me",
    "t": "te",
    "lorsqu": "lorsque",
    "puisqu": "puisque",
    "jusqu": "jusque",
}
_HAVING = frozenset(("a", "ont", "avait", "avaient", "aurait", "auraient", "est"))
_AND = "وف"
_FOR = "ل"


def french(tokens: Iterable[Token], frame: Frame) -> Iterator[Token]:
    """l'AFP is two words, and so is dit-il; of a-t-il only the pronoun is kept."""
    for token in tokens:
        head, sign, rest = token.low.partition("'")
        if token.kind == WORD and sign and rest and head in _ELIDED:
            at = token.start + len(head) + 1
            yield replace(token, end=at, low=_ELIDED[head], capital=False)
            token = replace(token, start=at, low=rest, capital=token.inner)
        verb, _, pronoun = token.low.rpartition("-")
        if verb and pronoun in frame.pronouns:
            verb = verb.removesuffix("-t")
            if verb not in _HAVING:
                yield replace(token, end=token.start + len(verb), low=verb)
            yield replace(token, start=token.end - len(pronoun), low=pronoun, capital=False)
        else:
            yield token


def arabic(tokens: Iterable[Token], frame: Frame) -> Iterator[Token]:
    """And-said is said; for-the-ministry, after "according", is the ministry."""
    opened = frozenset(words[-1] for words in frame.according)
    known = frame.verbs | opened | frame.joins
    before = ""
    for token in tokens:
        low = token.low
        if low[:1] in _AND and low not in known and low[1:] in known:
            token = replace(token, low=low[1:])
        elif low[:1] == _FOR and low[1:2] != _FOR and before in opened and len(low) > 3:
            token = replace(token, start=token.start + 1, low=low[1:])
        yield token
        before = token.low


def apart(tokens: list[Token], language: str, frame: Frame) -> list[Token]:
    """The tokens of a language with such words taken apart."""
    take = TAKEN_APART.get(language)
    return list(take(tokens, frame)) if take else tokens


TAKEN_APART = {"fr": french, "ar": arabic}
