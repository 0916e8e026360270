"""What full text search promises, on each database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

import pytest

from storage.engine import Database
from storage.records import NewArticle
from storage.search.postgres import LONGEST_PART, NEWEST, OVERLAP, PLACES, PostgresSearch
from storage.search.search import LONGEST_TERM, Clause, Every, Has, Lacks, Some, Wanted
from storage.unit import Unit
from tests.fixtures.ledger import NOW, SECOND, add_article

HOSTILE = [
    '"',
    "'",
    "\\",
    "a'b\\'c\"d",
    "OR",
    "AND",
    "NOT",
    "NEAR(a",
    "kuril*",
    "^kuril",
    "terms:kuril",
    "-kuril",
    "(",
    ")",
    "a:1",
    "&|!<->",
    "don't",
    "a b",
    "nul\x00byte",
    "\ud800",
    "%_",
    "?",
    ":name",
    "курил",
    "北方領土",
    "قمة",
    "e\u0301te\u0301",
    "🕊",
    "_5f",
    "KURIL",
    "x" * LONGEST_TERM,
]


async def _articles(unit: Unit, *texts: Sequence[str]) -> list[int]:
    ids = []
    for number, terms in enumerate(texts):
        ids.append((await add_article(unit, f"d{number}")).id)
        await unit.search.put(ids[-1], terms)
    return ids


def _every(clauses: Sequence[Clause]) -> Every:
    return Every([Has(clause) for clause in clauses])


def _word(term: str) -> Has:
    return Has([(term,)])


async def test_newest_article_comes_first_and_results_page(database: Database) -> None:
    async with database.write() as unit:
        ids = await _articles(unit, ["kuril"], ["oslo"], ["kuril", "oslo"], ["kuril"])
        assert await unit.search.find(_word("kuril"), 2) == [ids[3], ids[2]]
        assert await unit.search.find(_word("kuril"), 2, before=ids[2]) == [ids[0]]


async def test_every_clause_must_hold_and_one_alternative_is_enough(database: Database) -> None:
    async with database.write() as unit:
        ids = await _articles(unit, ["talks", "tokyo"], ["talks", "moscow"], ["talks", "oslo"], ["tokyo"])
        found = await unit.search.find(_every([[("talks",)], [("tokyo",), ("moscow",)]]), 10)
        assert found == [ids[1], ids[0]]


async def test_terms_of_an_alternative_stand_next_to_each_other_in_order(database: Database) -> None:
    async with database.write() as unit:
        ids = await _articles(unit, ["peace", "treaty"], ["treaty", "peace"], ["peace", "draft", "treaty"])
        assert await unit.search.find(_every([[("peace", "treaty")]]), 10) == [ids[0]]
        assert await unit.search.find(_every([[("peace", "treaty"), ("draft",)]]), 10) == [ids[2], ids[0]]


async def test_a_term_is_compared_whole(database: Database) -> None:
    async with database.write() as unit:
        await _articles(unit, ["kurils", "over-kuril", "kuril's"])
        assert await unit.search.find(_word("kuril"), 10) == []


@pytest.mark.parametrize("term", HOSTILE)
async def test_hostile_term_means_itself_and_nothing_else(database: Database, term: str) -> None:
    async with database.write() as unit:
        ids = await _articles(unit, ["kuril", "a", "b", "name"], ["summit", term, "end"])
        assert await unit.search.find(_word(term), 10) == [ids[1]]
        assert await unit.search.find(_every([[("summit", term, "end")]]), 10) == [ids[1]]
        assert await unit.search.find(_every([[("kuril",)], [(term,)]]), 10) == []


@pytest.mark.parametrize("clauses", [[], [[]], [[()]], [[("",)]], [[("kuril",)], []]])
async def test_nothing_asked_is_nothing_found(database: Database, clauses: list[Clause]) -> None:
    async with database.write() as unit:
        await _articles(unit, ["kuril", ""], [])
        assert await unit.search.find(_every(clauses), 10) == []


async def test_new_terms_replace_the_old(database: Database) -> None:
    async with database.write() as unit:
        ids = await _articles(unit, ["kuril"])
        await unit.search.put(ids[0], ["oslo"])
        assert await unit.search.find(_word("kuril"), 10) == []
        assert await unit.search.find(_word("oslo"), 10) == ids


async def test_the_end_of_a_very_long_article_is_found(database: Database) -> None:
    terms = [*["the"] * 20_000, "kuril", "the", "end"]
    async with database.write() as unit:
        ids = await _articles(unit, terms)
        assert await unit.search.find(_every([[("the", "kuril", "the", "end")]]), 10) == ids
        assert await unit.search.find(_every([[("the",) * 30 + ("kuril",)]]), 10) == ids
        assert await unit.search.find(_every([[("end", "the")]]), 10) == []


@pytest.mark.parametrize("start", range(PLACES - OVERLAP - 2, PLACES + 2, 3))
async def test_a_phrase_is_found_wherever_it_stands(database: Database, start: int) -> None:
    phrase = tuple(f"p{number}" for number in range(OVERLAP + 1))
    async with database.write() as unit:
        ids = await _articles(unit, [*["x"] * start, *phrase, *["x"] * 300])
        assert await unit.search.find(_every([[phrase]]), 10) == ids


async def test_clauses_may_hold_in_distant_places(database: Database) -> None:
    async with database.write() as unit:
        ids = await _articles(unit, ["tokyo", *["x"] * 5000, "moscow"])
        assert await unit.search.find(_every([[("tokyo",)], [("moscow",)]]), 10) == ids


async def test_overlong_terms_are_cut_alike(database: Database) -> None:
    async with database.write() as unit:
        ids = await _articles(unit, ["語" * 10_000])
        assert await unit.search.find(_word("語" * 9_999), 10) == ids


async def test_parts_are_joined_and_left_out(database: Database) -> None:
    async with database.write() as unit:
        ids = await _articles(unit, ["talks", "tokyo"], ["talks", "moscow"], ["talks", "oslo"], ["tokyo"])
        without = Every([_word("talks"), Lacks(Some([_word("oslo"), _word("moscow")]))])
        assert await unit.search.find(without, 10) == [ids[0]]
        either = Some([Every([_word("tokyo"), Lacks(_word("talks"))]), _word("moscow")])
        assert await unit.search.find(either, 10) == [ids[3], ids[1]]
        assert await unit.search.find(Every([Some([_word("tokyo"), Lacks(_word("talks"))])]), 10) == [ids[3], ids[0]]


async def test_what_was_added_since_is_counted(database: Database) -> None:
    async with database.write() as unit:
        ids = await _articles(unit, ["kuril"], ["kuril"], ["oslo"])
        added = (await unit.articles.get(ids[0])).added  # type: ignore[union-attr]
        assert await unit.search.count(_word("kuril"), added) == 2
        assert await unit.search.count(_word("kuril"), added + timedelta(days=1)) == 0


async def test_what_was_added_since_is_found(database: Database) -> None:
    async with database.write() as unit:
        ids = await _articles(unit, ["kuril"], ["kuril"], ["oslo"])
        added = (await unit.articles.get(ids[0])).added  # type: ignore[union-attr]
        assert await unit.search.find(_word("kuril"), 10, since=added) == [ids[1], ids[0]]
        assert await unit.search.find(_word("kuril"), 10, since=added + timedelta(days=1)) == []


async def test_old_articles_are_found_behind_many_that_do_not_hold(database: Database) -> None:
    many = 1_100
    async with database.write() as unit:
        new = [
            NewArticle(f"n{number}", "T", "Envoys met.", "en", added=NOW + number * SECOND) for number in range(many)
        ]
        ids = [one.id for one, _ in await unit.articles.add_all(new, now=NOW)]
        await unit.search.put_all([(ids[0], ["oil", "kuril"]), (ids[2], ["kuril"]), (ids[-1], ["kuril"])])
        wanted = Has([("kuril",)])
        assert await unit.search.find(wanted, 3) == [ids[-1], ids[2], ids[0]]
        assert await unit.search.find(wanted, 1, before=ids[-1]) == [ids[2]]
        assert await unit.search.find(wanted, 5, since=NOW + SECOND) == [ids[-1], ids[2]]
        assert await unit.search.find(wanted, 5, since=NOW + many * SECOND) == []
        assert await unit.search.count(wanted, NOW + SECOND) == 2
        assert await unit.search.find(Every([wanted, Lacks(Has([("oil",)]))]), 3) == [ids[-1], ids[2]]


WORDS = "abcdefgh"


def _holds(wanted: Wanted, terms: Sequence[str]) -> bool:
    if isinstance(wanted, Has):
        ends = range(len(terms))
        return any(tuple(terms[at : at + len(one)]) == tuple(one) for one in wanted.alternatives for at in ends)
    if isinstance(wanted, Lacks):
        return not _holds(wanted.part, terms)
    if isinstance(wanted, Some):
        return any(_holds(part, terms) for part in wanted.parts)
    return bool(wanted.parts) and all(_holds(part, terms) for part in wanted.parts)


def _any(random: Random, deep: int) -> Wanted:
    kind = random.choice((Has, Every, Some, Lacks)) if deep else Has
    if kind is Has:
        return Has([tuple(random.choices(WORDS, k=random.choice((1, 1, 2)))) for _ in range(random.choice((1, 2)))])
    if kind is Lacks:
        return Lacks(_any(random, deep - 1))
    parts = [_any(random, deep - 1) for _ in range(random.randrange(4))]
    return Every(parts) if kind is Every else Some(parts)


@pytest.mark.parametrize("nearby", [NEWEST, 5, 0])
async def test_whatever_is_asked_the_articles_are_those_for_which_it_holds(database: Database, nearby: int) -> None:
    random = Random(11)
    texts = [random.choices(WORDS, k=random.randrange(6)) for _ in range(30)]
    texts += [[*random.choices(WORDS, k=2), *["x"] * 600, *random.choices(WORDS, k=2)] for _ in range(6)]
    async with database.write() as unit:
        if isinstance(unit.search, PostgresSearch):
            unit.search.nearby = nearby
        ids = await _articles(unit, *texts)
        for _ in range(120):
            wanted = _any(random, 3)
            expected = [number for number, terms in zip(ids, texts, strict=True) if _holds(wanted, terms)][::-1]
            assert await unit.search.find(wanted, 100) == expected, wanted
            assert await unit.search.find(wanted, 3, before=ids[25]) == [one for one in expected if one < ids[25]][:3]


async def test_a_word_in_the_last_place_of_the_longest_part_is_found(database: Database) -> None:
    terms = [f"w{number}" for number in range(LONGEST_PART + 50)]
    async with database.write() as unit:
        ids = await _articles(unit, terms)
        for at in (LONGEST_PART - 2, LONGEST_PART - 1, LONGEST_PART):
            assert await unit.search.find(_every([[tuple(terms[at : at + 3])]]), 10) == ids
