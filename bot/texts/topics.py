"""A topic in words, and why one holds for an article, in a reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.texts.catalogue import Translator, language_name
from bot.texts.directions import unmarked
from summarizer.entities.labels import label
from summarizer.model import ActReport, Entity
from summarizer.topics.acts.lexicon import labels, languages
from summarizer.topics.canonical import plain
from summarizer.topics.nodes import About, Act, All, Any, Language, Named, Near, Node, Not, Outlet, Title, Words

ARROW = " -> "
"""From what stands in the article to what it names; it is turned with the direction of the language."""

QUOTES = "“”„«»「」\u00a0\u202f "
"""What stands around words, in any language."""

MOST_EVIDENCE = 2
"""Words of an article that are shown for one name."""


def described(t: Translator, node: Node) -> str:
    """A topic as it is understood: Japan and Russia in the same sentence, without “trade”. Plain text."""
    if isinstance(node, All):
        wanted = [_part(t, part) for part in node.parts if not isinstance(part, Not)]
        barred = [_part(t, part.what) for part in node.parts if isinstance(part, Not)]
        line = t.listed(wanted)
        return t.plain("topic.without", what=line, other=t.listed(barred, "or")) if barred else line
    if isinstance(node, Any):
        return t.listed((_part(t, part) for part in node.parts), "or")
    return _part(t, node)


def counted(t: Translator, count: int, *, whole: bool) -> str:
    """A count, or that there are at least so many where not all were counted. Plain text."""
    return t.number(count) if whole else t.plain("topic.at_least", count=count)


def named(t: Translator, node: Node) -> str:
    """One thing that a topic asks for, as a button or a list shows it. Plain text."""
    if isinstance(node, Words):
        return t.plain("topic.words", words=plain(node.clause))
    if isinstance(node, Named | About):
        return label(node.id, t.language)
    if isinstance(node, Act):
        found = labels(t.language) if t.language in languages() else {}
        return found.get(node.id) or labels("en").get(node.id, node.id)
    return described(t, node)


def unquoted(text: str) -> str:
    """The words of a topic without what stands around them."""
    return unmarked(text).strip(QUOTES)


def because(
    t: Translator, found: Iterable[Node], entities: Sequence[Entity], acts: Sequence[ActReport]
) -> Iterator[str]:
    """Why a topic holds, a line for each thing that was found: ``Tokyo -> Japan``. Plain text."""
    by_id = {entity.id: entity for entity in entities}
    for node in found:
        if isinstance(node, Near):
            yield from because(t, (node.one, node.other), entities, acts)
        elif isinstance(node, Named | About) and node.id in by_id:
            called = label(node.id, t.language)
            words = by_id[node.id].evidence[:MOST_EVIDENCE]
            yield called if called in words else t.joined([t.joined(words, ", "), called], ARROW)
        elif isinstance(node, Act):
            report = next((act for act in acts if act.id == node.id), None)
            if report is not None:
                mark = f" ({t.plain(f'act.{report.mark}')})" if report.mark else ""
                yield t.joined([report.evidence, f"{named(t, node)}{mark}"], ARROW)
        else:
            yield named(t, node)


def _part(t: Translator, node: Node) -> str:
    if isinstance(node, Near):
        return t.plain("topic.near", one=named(t, node.one), other=named(t, node.other))
    if isinstance(node, About):
        return t.plain("topic.about", what=named(t, node))
    if isinstance(node, Language):
        return t.plain("topic.language", language=language_name(node.code, t.language))
    if isinstance(node, Outlet):
        return t.plain("topic.outlet", outlet=plain(node.clause))
    if isinstance(node, Title):
        return t.plain("topic.title", words=t.plain("topic.words", words=plain(node.clause)))
    if isinstance(node, Not):
        return t.plain("topic.not", what=_part(t, node.what))
    if isinstance(node, All | Any):
        return t.plain("topic.group", what=described(t, node))
    return named(t, node)
