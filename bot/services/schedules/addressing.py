"""Whom words about a schedule are about: one of the topics that a reader follows, or all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.errors import BadSchedule, CommuniqueError, UnknownTopic
from bot.services.schedules.lexicon import fold
from bot.services.schedules.wishes import Wish, understand
from bot.services.topics import understand as understand_topic
from storage.records import FollowRecord

_QUOTED = re.compile(r"""["“”„«「『](?P<topic>[^"“”„«»「」『』]+)["“”»」』](?P<rest>.*)""", re.DOTALL)


def addressed(text: str, follows: Sequence[FollowRecord]) -> tuple[FollowRecord | None, Wish | None]:
    """The topic that the words begin with, if any, and what is wanted of it; None where nothing is, but to see it.

    A topic stands in quotation marks, or as the reader wrote it when they followed it. Raises UnknownTopic, and what
    `understand` raises.
    """
    quoted = _QUOTED.fullmatch(text.strip())
    if quoted:
        return _named(quoted["topic"].strip(), follows), _wish(quoted["rest"])
    try:
        return None, _wish(text)
    except BadSchedule:
        for follow in sorted(follows, key=lambda one: -len(one.label)):
            rest = _behind(follow.label, text)
            if rest is not None:
                return follow, _wish(rest)
        raise


def _wish(text: str) -> Wish | None:
    return understand(text) if text.strip() else None


def _behind(label: str, text: str) -> str | None:
    """What follows the label at the beginning of a text, or None if it does not begin with it."""
    folded, places = fold(text)
    start = fold(label)[0]
    if not folded.startswith(start) or folded[len(start) : len(start) + 1].isalnum():
        return None
    return text[places[len(start)] :] if len(start) < len(places) else ""


def _named(name: str, follows: Sequence[FollowRecord]) -> FollowRecord:
    written = {fold(name)[0], fold(f'"{name}"')[0]}
    meant = {form for form in map(_canonical, (name, f'"{name}"')) if form}
    for follow in follows:
        if fold(follow.label)[0] in written or follow.canonical in meant:
            return follow
    raise UnknownTopic(topic=name[:60])


def _canonical(name: str) -> str | None:
    try:
        return understand_topic(name).canonical
    except CommuniqueError:
        return None
