"""What a person is told of an error that is theirs to mend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from bot.errors import CommuniqueError
from bot.texts.catalogue import Translator
from bot.texts.html import Markup

OF_LOADS = {"error.text.short": "load.wordless", "error.unexpected": "error.feed.odd"}
"""What is said of a load where the error's own sentence speaks of a text to summarise, or of a whole request."""


def told(t: Translator, error: CommuniqueError) -> Markup:
    """What was wrong and what to do, for a message; with what may have been meant."""
    sentence = t(error.key, **error.values)
    meant = _meant(t, error)
    return Markup(f"{sentence} {t('error.topic.suggest', names=meant)}") if meant else sentence


def plainly(t: Translator, error: CommuniqueError) -> str:
    """The same for places that know no HTML."""
    sentence = t.plain(error.key, **error.values)
    meant = _meant(t, error)
    return f"{sentence} {t.plain('error.topic.suggest', names=meant)}" if meant else sentence


def beside(t: Translator, error: CommuniqueError) -> str:
    """As `plainly`, for a line that names the file or page before it says what was wrong with it."""
    if error.key in OF_LOADS:
        return t.plain(OF_LOADS[error.key])
    named = {"name": t.plain("load.this")} if "name" in error.values else {}
    return t.plain(error.key, **{**error.values, **named})


def _meant(t: Translator, error: CommuniqueError) -> str:
    found = cast("Sequence[str]", error.values.get("suggestions", ()))
    return t.listed((t.plain("topic.words", words=name) for name in found), "or")
