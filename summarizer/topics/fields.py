"""The fields of a topic: ``country:japan``, ``act:summons``, ``lang:ru``, ``outlet:reuters``, ``title:"new pact"``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import partial

from babel import Locale

from summarizer.entities.labels import label
from summarizer.entities.lookup import LONGEST, lookup
from summarizer.entities.spelling import spelled
from summarizer.errors import QueryError
from summarizer.text.folding import fold
from summarizer.topics.acts.lexicon import act_named, acts_like
from summarizer.topics.names import understood
from summarizer.topics.nodes import About, Act, All, Any, Language, Named, Node, Outlet, Title, Words

SOME_ACTS = ("ceasefire", "sanctions", "summit")
"""Acts that are named to whoever asks for one that is like none."""

Reader = Callable[[str], Node | None]
"""Makes a field's value into a node; None if it is no value for the field."""


def field_of(name: str, value: Sequence[str]) -> Node | None:
    """Return what a field with its colon demands of as many of its words as it can use, and the words after those.

    Raises QueryError with code ``field`` for an unknown field, ``value`` for a value that the field has not.
    """
    field = name.strip().rstrip(":").lower()
    reader = FIELDS.get(field)
    if reader is None:
        raise QueryError("field", field, name, 0, tuple(get_close_matches(field, FIELDS, n=1)))
    words = value[0][1:-1].split() if value[0].startswith('"') else list(value)
    longest = 1 if field in _LITERAL and not value[0].startswith('"') else LONGEST
    for size in range(min(longest, len(words)), 0, -1):
        node = reader(" ".join(words[:size]))
        if node is not None:
            rest = tuple(understood(" ".join(words[size:])))
            return All((node, *rest)) if rest else node
    raise QueryError("value", f"{field}:{' '.join(words)[:40]}", name, 0, _like(field, " ".join(words)))


def _entity(prefix: str, text: str) -> Node | None:
    ids = lookup().ids(prefix + text)
    if not ids:
        meant = lookup().meant(spelled(text))
        ids = [id for id in meant.ids if id.startswith(prefix)] if meant else []  # noqa: A001
    nodes = tuple(map(Named, ids))
    return None if not nodes else nodes[0] if len(nodes) == 1 else Any(nodes)


def _about(text: str) -> Node | None:
    node = _entity("", text.replace("/", ":", 1))
    if isinstance(node, Named):
        return About(node.id)
    return Any(tuple(About(one.id) for one in node.parts if isinstance(one, Named))) if isinstance(node, Any) else None


def _act(text: str) -> Node | None:
    found = act_named(text)
    return Act(found) if found else None


def _language(text: str) -> Node | None:
    word = text.lower()
    if len(word) == 2 and word in Locale("en").languages:
        return Language(word)
    for spoken in ("en", "ru", "fr", "es", "ar", "zh", "de"):
        for code, name in Locale(spoken).languages.items():
            if len(code) == 2 and name.lower() == word:
                return Language(code)
    return None


def _worded(kind: type[Words] | type[Outlet] | type[Title], text: str) -> Node | None:
    clause = tuple(fold(text))
    return kind(clause) if clause else None


def _like(field: str, text: str) -> tuple[str, ...]:
    if field == "act":
        return tuple(acts_like(text) or SOME_ACTS)
    prefix = {"country": "country:", "org": "org:", "place": "place:", "about": ""}.get(field)
    return () if prefix is None else tuple(label(id, "en") for id in lookup().alike(text, prefix))  # noqa: A001


FIELDS: dict[str, Reader] = {
    "country": partial(_entity, "country:"),
    "org": partial(_entity, "org:"),
    "place": partial(_entity, "place:"),
    "about": _about,
    "act": _act,
    "lang": _language,
    "outlet": partial(_worded, Outlet),
    "title": partial(_worded, Title),
}
"""Every field that a topic may have."""

_LITERAL = frozenset({"outlet", "title"})
"""Fields that take any word, and so without quotation marks only the next."""
