"""The catalogue has each message that the code asks for, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import bot
from bot.errors import BadTopic, CommuniqueError
from bot.handlers.menu import ADMIN_COMMANDS, READER_COMMANDS
from bot.handlers.schedule_grants import SUBJECTS
from bot.services.schedules.schedule import Kind
from bot.texts.catalogue import language_name, languages, translator
from storage.tables import FEED_STATES

ROOT = Path(bot.__file__).parent
KEY = re.compile(r"""["']((?:[a-z]+\.)[a-z_.]+)["']""")
PREFIXES = {"start", "help", "privacy", "stop", "cancel", "hint", "latest", "card", "summary", "topic", "topics"}
PREFIXES |= {"load", "button", "error", "menu", "explain", "search", "act", "desk", "audit", "feed", "feeds"}
PREFIXES |= {"schedule", "story", "differences", "correction", "digest", "brief", "timeline"}
PREFIXES |= {"chart", "trend", "compare", "ties"}
PREFIXES |= {"saved", "top", "share", "link", "inline", "export", "forget", "group", "role", "ban", "quota", "person"}


PREFIXES |= {"vote", "stats", "said", "settings", "tour", "alarm", "broadcast", "language"}

FEED_VERBS = ("add", "list", "pause", "resume", "check", "remove", "whole", "refused", "unknown")
FEED_ACTIONS = {f"feed.{verb}" for verb in FEED_VERBS} | {"feeds.import", "feeds.export", "feeds.unknown"}
FEED_ACTIONS |= {"stats.read", "feeds.well", "feeds.poll", "feeds.sweep"}
FEED_ACTIONS |= {"person.changed", "person.role", "person.list"}
"""What the audit, the jobs and those who count troubles are told, and nobody else."""


def catalogue_keys(language: str) -> set[str]:
    with (ROOT / "texts" / "locale" / f"{language}.po").open("rb") as source:
        return {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(source)} - {""}


def used_keys() -> set[str]:
    code = "\n".join(path.read_text() for path in ROOT.rglob("*.py"))
    found = {key for key in KEY.findall(code) if key.split(".")[0] in PREFIXES}
    found |= {f"menu.{name}" for name in (*READER_COMMANDS, *ADMIN_COMMANDS)}
    found |= {"act.negated", "act.threatened", "bot.description", "bot.short_description"}
    found |= {f"feed.state.{state}" for state in FEED_STATES}
    found |= {f"schedule.{kind}" for kind in Kind}
    found |= {f"schedule.{what}.{subject}" for what in ("ask", "like") for subject in SUBJECTS}
    found |= {f"{command}.{what}" for command in ("brief", "timeline") for what in ("ask", "placeholder")}
    found -= FEED_ACTIONS
    return found | {error.key for error in CommuniqueError.__subclasses__() if error is not BadTopic}


def test_every_message_that_is_used_has_its_text() -> None:
    assert not used_keys() - catalogue_keys("en")


def test_no_text_is_left_over() -> None:
    used = used_keys()
    # A plural may have words of its own for none at all.
    used |= {f"{key}.none" for key in used}
    assert not catalogue_keys("en") - used


@pytest.mark.parametrize("language", languages())
def test_each_language_has_the_same_messages_as_english(language: str) -> None:
    assert catalogue_keys(language) == catalogue_keys("en")


def test_values_are_escaped() -> None:
    assert "&lt;b&gt;" in translator("en")("topic.unfollowed", topic="<b>")


def test_plain_text_is_not_escaped() -> None:
    assert "<b>" in translator("en").plain("topic.unfollowed", topic="<b>")


def test_plural_forms_differ() -> None:
    t = translator("en")
    assert t.plural("load.sentences", 1) == "1 sentence"
    assert t.plural("load.sentences", 2) == "2 sentences"


def test_none_at_all_may_have_words_of_its_own() -> None:
    t = translator("en")
    assert t.plural("load.followers", 0) == "no reader gets a digest"
    assert t.plural("load.sentences", 0) == "0 sentences"


def test_a_language_without_catalogue_is_answered_in_english() -> None:
    assert translator("tlh").language == "en"


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        translator("en")("topic.no_such_key")


def test_languages_are_named_by_cldr() -> None:
    assert language_name("ru", "en") == "Russian"
    assert language_name("xx-nonsense-code", "en") == "xx-nonsense-code"
