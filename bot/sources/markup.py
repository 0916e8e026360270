"""HTML as a tree and as text: what one would read of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.errors import FileTooLong, TooNested
from bot.sources.limits import DEEPEST_PAGE, LARGEST_PAGE, LONGEST_TAG, MB, MOST_ELEMENTS

_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol p pre section summary table tbody td "
    "tfoot th thead title tr ul"
)
BLOCKS = frozenset(_BLOCKS.split())
"""Elements that begin and end a paragraph."""

_UNSEEN = (
    "applet audio button canvas embed iframe input map math noscript object script select style svg template textarea "
    "title video"
)
UNSEEN = frozenset(_UNSEEN.split())
"""Elements whose text is not part of what one reads."""

_SPACE = re.compile(r"[ \t\n\f\r\u200b]+")
_TAG = re.compile(
    r"""<([a-zA-Z][^\s/>]{0,100}+)"""
    r"""(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+)*+"""
)
"""A tag up to its end, in the words of the HTML standard's tokenizer."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def tree_of(text: str) -> Any:
    """The document as an lxml tree, comments left out. Raises FileTooLong, TooNested."""
    from lxml import etree, html

    if len(text) > LARGEST_PAGE:
        raise FileTooLong(limit=LARGEST_PAGE // MB)
    # As bytes: libxml2 would take a declaration inside a str for the truth.
    data = _TAG.sub(_shorter, _ILLEGAL.sub(" ", text)).encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(data, parser=parser)
    except etree.ParserError:  # nothing in it
        return html.document_fromstring("<html><body></body></html>")
    depth = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > DEEPEST_PAGE:
            raise TooNested(limit=DEEPEST_PAGE)
        if count > MOST_ELEMENTS:
            raise FileTooLong(limit=LARGEST_PAGE // MB)
    return tree


def _shorter(tag: re.Match[str]) -> str:
    return tag.group() if len(tag.group()) <= LONGEST_TAG else f"<{tag.group(1)} "


def plain(html_text: str) -> str:
    """What one reads of a piece of HTML: paragraphs with an empty line between, the words as they are.

    Raises as `tree_of`.
    """
    if "<" not in html_text and "&" not in html_text:
        return "\n\n".join(_lines(html_text))
    return paragraphs(tree_of(f"<div>{html_text}</div>"))


def paragraphs(tree: Any, blocks: frozenset[str] = BLOCKS, breaks: frozenset[str] = frozenset({"br"})) -> str:
    """The text of a tree whose elements named in ``blocks`` are paragraphs and in ``breaks`` ends of lines."""
    parts: list[str] = []
    for piece in _pieces(tree, blocks, breaks):
        if piece is None:
            parts.append("\x00")
        else:
            parts.append(piece)
    found = ("\n".join(_lines_of(part)) for part in "".join(parts).split("\x00"))
    return "\n\n".join(part for part in found if part)


def _pieces(tree: Any, blocks: frozenset[str], breaks: frozenset[str]) -> Iterator[str | None]:
    """The tree's text in pieces, None for the border of a paragraph."""
    from lxml import etree

    walker = etree.iterwalk(tree, events=("start", "end"))
    unseen = None
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in UNSEEN:
                walker.skip_subtree()
                unseen = element
                continue
            if tag in blocks:
                yield None
            elif tag in breaks:
                yield "\x01"
            yield _flat(element.text)
        else:
            if tag in blocks and element is not unseen:
                yield None
            if element is not tree:
                yield _flat(element.tail)


def _flat(text: str | None) -> str:
    return _SPACE.sub(" ", text.replace("\x00", "").replace("\x01", "")) if text else ""


def _lines_of(part: str) -> list[str]:
    return [line for line in (_SPACE.sub(" ", line).strip() for line in part.split("\x01")) if line]


def _lines(text: str) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
