"""The step from a draft to what is stored of it: where it is done, and what comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import ParamSpec, TypeVar, cast

import pytest

from bot.errors import AnalysisFailed
from bot.services.analysis import LARGE, Analyser
from bot.services.working import PIECE, Prepared, digest, prepare, work
from bot.sources.draft import Draft
from summarizer.errors import NothingToSummarise
from summarizer.serial import dump
from summarizer.topics.facts import Facts
from summarizer.topics.tokens import tokens

P = ParamSpec("P")
R = TypeVar("R")

TEXT = "Envoys of Japan met in Geneva on Monday. They will meet again in May."


class Lanes:
    """Notes which lane is taken."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    async def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        self.taken.append("common")
        return function(*args, **kwargs)

    async def run_apart(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        self.taken.append("apart")
        return function(*args, **kwargs)

    async def run_many(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        self.taken.append("shared")
        return function(*args, **kwargs)

    def helped(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()


async def test_a_large_draft_is_worked_on_apart() -> None:
    lanes = Lanes()
    analyser = Analyser(lanes)
    await analyser.identify(Draft(TEXT))
    await analyser.prepare(Draft(TEXT))
    await analyser.identify(Draft(TEXT * (LARGE // len(TEXT) + 1)))
    await analyser.read_file("talks.txt", TEXT.encode() * (LARGE // len(TEXT) + 1), None)
    assert lanes.taken == ["common", "common", "apart", "apart"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        TEXT,
        f"  {TEXT}\n\n{TEXT}  ",
        "x" * (PIECE + 5),
        f"{TEXT}\u2003\n" * (3 * PIECE // len(TEXT)),
        "e\u0301 a",
    ],
    ids=["empty", "blank", "short", "wrapped", "one word", "long", "composed"],
)
def test_a_digest_is_that_of_the_words(text: str) -> None:
    words = " ".join(text.replace("e\u0301", "\u00e9").split())
    assert digest(text) == hashlib.sha256(words.encode()).hexdigest()


def test_what_is_stored_is_made_of_the_analysis() -> None:
    draft = Draft(TEXT, "Envoys meet", "Wire")
    analysis, prepared = work(draft), prepare(draft)
    facts = Facts.of(analysis, "Wire")
    assert prepared.body == dump(analysis)
    assert prepared.tokens == tokens(facts)
    assert (prepared.language, prepared.sentences) == ("en", 2)
    assert (prepared.facts.terms, list(prepared.facts.breaks)) == (facts.terms, list(facts.breaks))
    assert (prepared.facts.entities, prepared.facts.outlet) == (facts.entities, facts.outlet)


class Mortal(Lanes):
    """A worker that dies of one text."""

    async def run_many(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return await self.run_apart(function, *args, **kwargs)

    async def run_apart(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        if any("poison" in draft.text for draft in cast("Sequence[Draft]", args[0])):
            raise AnalysisFailed
        return await super().run_apart(function, *args, **kwargs)


async def test_a_draft_that_kills_the_worker_is_found_among_others() -> None:
    drafts = [Draft(TEXT), Draft("..."), Draft("A poison for the worker."), Draft(TEXT, "Talks"), Draft(TEXT)]
    made = await Analyser(Mortal()).prepare_all(drafts)
    assert [type(one) for one in made] == [Prepared, NothingToSummarise, AnalysisFailed, Prepared, Prepared]


async def test_many_drafts_are_identified_as_one_is() -> None:
    analyser = Analyser(Lanes())
    drafts = [Draft(TEXT), Draft("Another.")]
    assert await analyser.identify_all(drafts) == [digest(draft.text) for draft in drafts]
