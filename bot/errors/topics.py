"""Topics and searches that are not understood, and the sentence for each thing that can be wrong with them."""

from __future__ import annotations

from bot.errors.root import CommuniqueError
from summarizer.errors import QueryError

SHOWN = 24
"""Characters of a topic that are quoted around the place where it is not understood."""


class BadTopic(CommuniqueError):
    """A topic or a search that is not understood; the sentence says what is wrong, where, and what may be meant."""

    @classmethod
    def of(cls, error: QueryError, text: str, asking: str = "topic") -> BadTopic:
        """The error for what was written; ``asking`` is "topic" or "query"."""
        start = max(0, min(error.place, len(text)) - SHOWN // 2)
        return cls(
            code=error.code,
            asking=asking,
            topic=" ".join(text.split())[:60],
            detail=error.detail[:60],
            near=text[start : start + SHOWN].strip() or text[-SHOWN:].strip(),
            suggestions=error.suggestions,
        )

    @property
    def key(self) -> str:  # type: ignore[override]
        """By the code, and by what was asked where that makes a difference."""
        code = str(self.values["code"])
        return (
            SEARCH_SENTENCES.get(code, TOPIC_SENTENCES[code])
            if self.values["asking"] == "query"
            else TOPIC_SENTENCES[code]
        )


TOPIC_SENTENCES = {
    "empty": "error.topic.empty",
    "long": "error.topic.long",
    "quote": "error.topic.quote",
    "complex": "error.topic.complex",
    "open": "error.topic.open",
    "close": "error.topic.close",
    "unfinished": "error.topic.unfinished",
    "operator": "error.topic.operator",
    "sign": "error.topic.sign",
    "field": "error.topic.field",
    "value": "error.topic.value",
    "near": "error.topic.near",
    "never": "error.topic.never",
    "excludes": "error.topic.excludes",
}
"""What a QueryError's code is in words."""


SEARCH_SENTENCES = {"empty": "error.query.empty", "long": "error.query.long", "quote": "error.query.quote"}
"""Those that differ for a search."""


class TooManyTopics(CommuniqueError):
    """The reader follows as many topics as one may."""

    key = "error.topic.many"


class UnknownTopic(CommuniqueError):
    """The reader does not follow that topic."""

    key = "error.topic.unknown"
