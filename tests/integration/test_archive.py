"""The archive asked with a topic whose pairs full text search cannot tell, over many articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

from bot.services.archive import Archive
from bot.services.candidates import PAGE, PATIENCE
from storage.engine import Database
from storage.records import AnalysisRecord
from summarizer.analysis import analyse
from summarizer.model import Article
from summarizer.serial import dump
from summarizer.topics.facts import Facts
from summarizer.topics.query import parse
from summarizer.topics.tokens import tokens
from tests.fixtures.ledger import new_article
from tests.fixtures.sandbox import Clock

NEAR = "They signed a treaty of peace on Monday. Nobody spoke against it. The envoys left at night."
FAR = "They spoke of peace on Monday. Nobody was surprised. The envoys left at night. A treaty is far off."
PAIR = parse("peace ~ treaty")


async def fill(database: Database, clock: Clock, texts: Sequence[str]) -> list[int]:
    """Stores the texts as articles, the last one as the newest."""
    known = {text: analyse(Article(text, language="en")) for text in set(texts)}
    numbers = []
    async with database.write() as unit:
        for number, text in enumerate(texts):
            digest = f"{clock().isoformat()} {number}"
            article, _ = await unit.articles.add(new_article(digest, f"No {number}", text), now=clock())
            await unit.articles.put_analysis(AnalysisRecord(article.id, "blend", 1, dump(known[text])))
            await unit.search.put(article.id, tokens(Facts.of(known[text])))
            numbers.append(article.id)
    return numbers


def slow() -> Callable[[], float]:
    """Seconds that run so fast that time is up after every page."""
    ticks = count(step=int(PATIENCE) + 1)
    return lambda: float(next(ticks))


async def test_older_articles_are_found_behind_many_that_do_not_hold(database: Database) -> None:
    numbers = await fill(database, Clock(), [NEAR, *[FAR] * (2 * PAGE), NEAR])
    found = await Archive(database, Clock()).find(PAIR, 10)
    assert [one.id for one in found.newest] == [numbers[-1], numbers[0]]
    assert found.older is None


async def test_a_search_whose_time_is_up_goes_on_where_it_stopped(database: Database) -> None:
    numbers = await fill(database, Clock(), [NEAR, *[FAR] * (2 * PAGE), NEAR])
    archive = Archive(database, Clock(), slow())
    pages, before = [], None
    while True:
        found = await archive.find(PAIR, 10, before)
        pages.append([one.id for one in found.newest])
        before = found.older
        if before is None:
            break
    assert pages == [[numbers[-1]], [], [numbers[0]]]


async def test_a_full_page_says_whether_there_are_older_ones(database: Database) -> None:
    numbers = await fill(database, Clock(), [NEAR] * 5)
    archive = Archive(database, Clock())
    for query in (PAIR, parse("peace treaty")):
        first = await archive.find(query, 3)
        assert [one.id for one in first.newest] == numbers[:1:-1]
        second = await archive.find(query, 3, first.older)
        assert [one.id for one in second.newest] == numbers[1::-1]
        assert second.older is None


async def test_only_the_last_days_count(database: Database) -> None:
    clock = Clock()
    await fill(database, clock, [NEAR] * 3)
    clock.forward(days=31)
    new = await fill(database, clock, [FAR, NEAR])
    for text, held in (("peace ~ treaty", new[1:]), ("peace treaty", new)):
        caught = await Archive(database, clock).caught(parse(text))
        assert (caught.count, caught.of, caught.whole) == (len(held), 2, True)
        assert await Archive(database, clock).number(parse(text)) == (len(held), True)
        assert [one.id for one in caught.newest] == held[::-1]


async def test_what_was_not_all_counted_says_so(database: Database) -> None:
    clock = Clock()
    await fill(database, clock, [NEAR] * (PAGE + 1))
    assert (await Archive(database, clock).caught(PAIR)).count == PAGE + 1
    caught = await Archive(database, clock, slow()).caught(PAIR)
    assert (caught.count, caught.whole) == (PAGE, False)
