"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import html
import json
from datetime import datetime
from typing import Any

from bot.errors import BrokenFeed
from bot.sources.dates import read_date
from bot.sources.entries import Feed, Raw, entry, newest, one_line
from bot.sources.limits import MOST_ENTRIES, PAGE_SECONDS
from bot.sources.metadata import language_code, web_address
from bot.sources.patience import time_limit


def is_json_feed(text: str) -> bool:
    """Whether a JSON document says that it is a feed."""
    return "://jsonfeed.org/version" in text.replace("\\/", "/").replace("://www.", "://")


def read_json_feed(text: str, base_url: str, now: datetime) -> Feed:
    """The feed in a JSON document. Raises BrokenFeed, TookTooLong."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenFeed from error
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list):
        raise BrokenFeed
    raws = sorted((_raw(item) for item in items if isinstance(item, dict)), key=_age)[:MOST_ENTRIES]
    with time_limit(PAGE_SECONDS):
        entries = newest(entry(raw, base_url, now) for raw in raws)
    return Feed(
        title=one_line(html.escape(_text(found, "title"))),
        link=web_address(found.get("home_page_url"), base_url),
        language=language_code(found.get("language")),
        entries=entries,
    )


def _age(raw: Raw) -> float:
    return -raw.published.timestamp() if raw.published else float("-inf")


def _raw(item: dict[str, Any]) -> Raw:
    people = item.get("authors") or [item.get("author")]
    return Raw(
        id=str(item["id"]) if item.get("id") not in (None, "") else None,
        link=item.get("url") or item.get("external_url"),
        title=html.escape(_text(item, "title")),
        content=_text(item, "content_html") or _as_html(_text(item, "content_text")),
        summary=html.escape(_text(item, "summary")),
        published=read_date(item.get("date_published") or item.get("date_modified")),
        authors=tuple(_text(one, "name") for one in people if isinstance(one, dict))
        if isinstance(people, list)
        else (),
    )


def _text(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _as_html(text: str) -> str:
    return "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n"))
