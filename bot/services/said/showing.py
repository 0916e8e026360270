"""From quotations to what their messages show."""

from __future__ import annotations

from bot.services.said.asked import Asked
from bot.services.said.model import Heard
from bot.texts.briefs import Sheet
from bot.texts.catalogue import Translator
from bot.texts.html import Markup
from bot.texts.said import Heading, choices_text, said_page
from summarizer.entities.labels import label


def said_sheet(t: Translator, asked: Asked, found: Heard, page: int) -> Sheet:
    """A page of quotations, counted from 0."""
    return said_page(t, Heading(_named(found.who, t), asked.topic, found.articles, found.whole), found.sayings, page)


def which(t: Translator, asked: Asked, found: Heard) -> Markup:
    """Whom the words may mean."""
    return choices_text(t, asked.who, [(_named(one.name, t), one.count) for one in found.choices])


def _named(who: str, t: Translator) -> str:
    """A person's name as it is, that of a country or an organisation in the reader's language."""
    return label(who, t.language) if who.startswith(("country:", "org:")) else who
