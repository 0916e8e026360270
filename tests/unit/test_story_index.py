from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from summarizer.model import Article, Entity
from summarizer.stories.figures import figures
from summarizer.stories.fingerprint import Fingerprint, dump, fingerprint, load
from summarizer.stories.index import StoryIndex
from summarizer.stories.postings import Postings
from summarizer.text.terms import laid_out
from summarizer.topics.facts import Facts

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)

STRIKE = (
    "Dockers in Rotterdam walked out on Monday over night shifts. The union said 4,300 workers joined the strike at "
    "the container terminals, and ships wait off the coast. The port's managers offered talks on Thursday, which the "
    "dockers turned down as too late. Lorries queued for 12 kilometres before the gates of the harbour."
)
STRIKE_AGAIN = (
    "Container terminals in Rotterdam stand still as dockers refuse night shifts. Ships wait off the coast while the "
    "union and the port's managers argue about talks. Some 4,300 workers of the harbour have joined the strike so far."
)
FLOOD = (
    "Heavy rain made the river Drina leave its bed near Zvornik, and two bridges were carried away. Rescuers took 61 "
    "families from their roofs by helicopter. The mayor asked for tents and drinking water, for wells are foul."
)


def made(
    text: str,
    title: str = "",
    language: str = "en",
    entities: Sequence[str] = (),
    published: datetime | None = None,
) -> Fingerprint:
    laid = laid_out(title, text, (), language)
    named = tuple(Entity(name, "about", 1.0, (), ()) for name in entities)
    return fingerprint(Article(text, title, language), Facts(language, *laid, named), published)


def test_an_article_that_is_like_no_other_begins_a_story() -> None:
    index = StoryIndex()
    first, second = index.place(1, made(STRIKE)), index.place(2, made(FLOOD))
    assert (first.story, first.because.kind) == (1, "new")
    assert (second.story, second.duplicate_of) == (2, None)


def test_another_report_of_the_event_joins_its_story() -> None:
    index = StoryIndex()
    index.place("a", made(STRIKE, "Rotterdam dockers strike"))
    placed = index.place("b", made(STRIKE_AGAIN, "Strike halts port of Rotterdam", entities=("place:rotterdam",)))
    assert (placed.story, placed.duplicate_of) == ("a", None)
    assert (placed.because.kind, placed.because.nearest) == ("words", "a")


@pytest.mark.parametrize(
    "text",
    [
        STRIKE,
        STRIKE.upper(),
        STRIKE[: len(STRIKE) // 2],
        f"{FLOOD[:60]} {STRIKE} Read more of our reports from the port.",
    ],
    ids=["whole", "upper case", "half", "within another text"],
)
def test_a_republication_is_linked_to_the_first(text: str) -> None:
    index = StoryIndex()
    index.place(1, made(STRIKE, "Dockers walk out"))
    placed = index.place(2, made(text, "Port news"))
    assert (placed.story, placed.duplicate_of, placed.because.kind) == (1, 1, "copy")


def test_a_copy_of_a_copy_is_a_copy_of_the_first() -> None:
    index = StoryIndex()
    for number, text in enumerate((STRIKE, STRIKE + " More soon.", STRIKE + " More soon. Stay with us."), start=1):
        placed = index.place(number, made(text))
    assert placed.duplicate_of == 1


def test_a_phrase_that_both_quote_makes_no_copy() -> None:
    index = StoryIndex()
    quoted = "“We shall not be moved by threats,” he said."
    index.place(1, made(f"{STRIKE} {quoted}"))
    assert index.place(2, made(f"{FLOOD} {quoted}")).story == 2


def test_teasers_that_say_the_same_under_different_titles_are_no_copies() -> None:
    index = StoryIndex()
    index.place(1, made("Read the whole story here.", "Dockers strike in Rotterdam"))
    assert index.place(2, made("Read the whole story here.", "River floods Zvornik")).duplicate_of is None


def test_reports_further_apart_than_the_window_are_two_stories() -> None:
    index = StoryIndex(window=3 * DAY)
    index.place(1, made(STRIKE, published=NOW - 4 * DAY), NOW)
    assert index.place(2, made(STRIKE_AGAIN, published=NOW), NOW).story == 2


def test_what_is_older_than_the_window_is_let_go() -> None:
    index = StoryIndex(window=3 * DAY)
    index.place(1, made(STRIKE), NOW)
    index.place(2, made(FLOOD), NOW + 4 * DAY)
    assert len(index) == 1
    assert index.place(3, made(STRIKE), NOW + 4 * DAY).duplicate_of is None


def test_a_date_far_in_the_future_lets_nothing_go() -> None:
    index = StoryIndex()
    index.place(1, made(STRIKE), NOW)
    index.place(2, made(FLOOD, published=datetime(2100, 1, 1, tzinfo=UTC)), NOW)
    assert len(index) == 2


def test_no_more_are_held_than_asked_for() -> None:
    index = StoryIndex(most=2)
    for number in range(5):
        index.place(number, made(f"{FLOOD} {number}"))
    assert len(index) == 2


def test_a_removed_article_is_found_no_more() -> None:
    index = StoryIndex()
    index.place(1, made(STRIKE))
    index.remove(1)
    index.remove(1)
    assert index.place(2, made(STRIKE)).duplicate_of is None


def test_an_index_made_again_places_as_before() -> None:
    index = StoryIndex()
    index.restore(7, load(dump(made(STRIKE))), NOW, story=3, duplicate_of=3)
    placed = index.place(8, made(STRIKE), NOW)
    assert (placed.story, placed.duplicate_of) == (3, 3)


def test_a_fingerprint_comes_back_as_it_was_and_one_of_another_version_is_refused() -> None:
    held = made(STRIKE, "Dockers", entities=("country:NL",), published=NOW)
    assert load(dump(held)) == held
    with pytest.raises(ValueError, match="another version"):
        load(b'{"version": 0}')


def test_names_and_figures_join_reports_in_two_languages() -> None:
    entities = ("country:JP", "country:RU", "place:kuril-islands")
    english = "Tokyo counted 347 boats and 1,250 fishermen near the islands on 14 May; 62 were fined."
    russian = "Токио насчитал у островов 347 лодок и 1 250 рыбаков 14 мая, 62 оштрафованы."
    index = StoryIndex()
    index.place(1, made(english, entities=entities))
    placed = index.place(2, made(russian, language="ru", entities=entities))
    assert (placed.story, placed.because.kind, placed.because.entities) == (1, "facts", entities)
    other = "Токио насчитал у островов 512 лодок 21 мая."
    assert index.place(3, made(other, language="ru", entities=entities)).because.kind != "facts"


def test_chinese_is_compared_by_pairs_of_characters() -> None:
    text = "外交部发言人星期一表示双方将继续就边界问题举行会谈并欢迎邻国代表团下月来访共同讨论贸易安排"
    index = StoryIndex()
    index.place(1, made(text, language="zh"))
    assert index.place(2, made(text[: len(text) * 2 // 3], language="zh")).duplicate_of == 1
    assert (
        index.place(
            3, made("昨天的足球比赛因大雨推迟到下个星期六晚上在体育场重新举行门票继续有效", language="zh")
        ).story
        == 3
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,500 men, 1 500 men", ["1500"]),
        ("7,9 km or 7.9", ["7.9"]),
        ("in 2005, 12 of 3", ["12"]),
        ("٣٥٠ لاجئا", ["350"]),
        ("B52 and 3G", []),
    ],
)
def test_figures_are_written_one_way(text: str, found: list[str]) -> None:
    assert list(figures(text)) == found


def test_an_entry_that_finds_its_row_full_takes_the_place_of_the_oldest() -> None:
    postings = Postings(entries=8, depth=2)
    for number in (1, 2, 3):
        postings.add([5], number)
    assert sorted(postings.find([5])[1].tolist()) == [2, 3]
    assert not len(postings.find([6])[1])


@pytest.mark.slow
def test_fingerprints_are_the_same_under_any_hash_seed() -> None:
    program = (
        "from tests.unit.test_story_index import *\n"
        "import sys; sys.stdout.buffer.write(dump(made(STRIKE, 'Dockers', entities=('country:NL', 'place:x'))))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1", "7")
    }
    assert len(printed) == 1
    assert printed.pop()
