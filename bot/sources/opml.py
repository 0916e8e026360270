"""Lists of feeds as OPML, the format in which feed readers hand over their subscriptions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from bot.errors import FileTooLong, ForbiddenXml, ListOfFeeds, NotOpml
from bot.sources.draft import Draft
from bot.sources.limits import LARGEST_PAGE, MB, MOST_SUBSCRIPTIONS
from bot.sources.metadata import web_address
from bot.sources.prolog import decode_markup, root_of
from storage.letters import storable


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed in a list; ``url`` is the feed's address, http or https."""

    title: str
    url: str


def read_opml(data: bytes) -> list[Subscription]:
    """The feeds in the list, in its order, folders opened, each address once, MOST_SUBSCRIPTIONS at most.

    Raises NotOpml, FileTooLong, and ForbiddenXml for a document that declares entities.
    """
    if len(data) > LARGEST_PAGE:
        raise FileTooLong(name="OPML", limit=LARGEST_PAGE // MB)
    text = decode_markup(data)
    if root_of(text) != "opml":
        raise NotOpml
    try:
        root = fromstring(text)
    except DefusedXmlException as error:
        raise ForbiddenXml(name="OPML") from error
    except (ParseError, ValueError) as error:
        raise NotOpml from error
    found = {one.url: one for one in reversed([one for one in map(_subscription, root.iter("outline")) if one])}
    return list(islice(reversed(found.values()), MOST_SUBSCRIPTIONS))


def write_opml(subscriptions: Iterable[Subscription]) -> bytes:
    """The list as an OPML 2.0 document in UTF-8."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = "Communiqué"
    body = SubElement(root, "body")
    for one in subscriptions:
        title = "".join(char for char in storable(one.title) if char.isprintable())
        SubElement(body, "outline", type="rss", text=title, title=title, xmlUrl=one.url)
    found: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return found


def refuse_opml(data: bytes) -> Draft:
    """A list of feeds is no article. Raises ListOfFeeds, or as `read_opml` for a list that cannot be read either."""
    read_opml(data)
    raise ListOfFeeds


def _subscription(outline: Element) -> Subscription | None:
    names = {name.lower(): value for name, value in outline.attrib.items()}
    url = web_address(names.get("xmlurl"))
    if url is None:
        return None
    title = " ".join((names.get("title") or names.get("text") or "").split())[:300]
    return Subscription(title or url, url)
