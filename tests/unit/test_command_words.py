"""Words and numbers that commands take, in the six languages and in other digits."""

from __future__ import annotations

from datetime import date

import pytest

from bot.errors import BadPeriod, BadSpan
from bot.handlers.numbers import leading_number
from bot.handlers.top import _days
from bot.handlers.wanted import Wanted
from bot.handlers.wanted import understand as wanted
from bot.services import words
from bot.services.briefs.periods import understand as brief
from bot.services.largest import USUAL
from bot.services.stats.service import period
from bot.services.trends.asked import understand as trend
from tests.fixtures.house import house

TODAY = date(2026, 3, 10)
TABLES = (words.PERIODS, words.LENGTHS, words.DARK, words.SWITCHES, words.ROLES, words.FEED_VERBS)
SETS = (words.YEARS, words.PICTURES, words.CANCELS, words.DAYS, words.TOURS)


@pytest.mark.parametrize("table", [*TABLES, *SETS], ids=range(len(TABLES) + len(SETS)))
def test_words_stand_in_the_tables_as_they_are_looked_up(table: dict[str, object] | frozenset[str]) -> None:
    assert [word for word in table if words.folded(word) != word] == []


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_each_meaning_has_a_word_of_each_writing(table: dict[str, object]) -> None:
    for meaning in set(table.values()):
        said = "".join(word for word, means in table.items() if means == meaning)
        for first, last in ("az", "ая", "ءي", ("一", "鿿")):
            assert any(first <= letter <= last for letter in said), (meaning, first)


@pytest.mark.parametrize("words_", ["japan cette semaine", "japan за неделю", "japan هذا الأسبوع", "japan 本週"])
def test_week_is_understood_behind_a_topic(words_: str) -> None:
    assert (brief(words_, TODAY).topic, brief(words_, TODAY).since) == ("japan", date(2026, 3, 3))
    assert (trend(words_, TODAY).words, trend(words_, TODAY).since) == ("japan", date(2026, 3, 3))


@pytest.mark.parametrize("topic", ["independence day", "supreme court", "día", "фестиваль день"])
def test_word_that_belongs_to_a_topic_stays_there(topic: str) -> None:
    assert (brief(topic, TODAY).topic, brief(topic, TODAY).since) == (topic, None)


@pytest.mark.parametrize(
    ("said", "sentences"), [("japan кратко", 5), ("japan 详细", 20), ("japan ١٢", 12), ("japan 7", 7)]
)
def test_length_of_a_brief_is_understood(said: str, sentences: int) -> None:
    assert (brief(said, TODAY).topic, brief(said, TODAY).sentences) == ("japan", sentences)


@pytest.mark.parametrize("said", ["japan картинку", "japan 圖片", "japan صورة"])
def test_picture_is_asked_for(said: str) -> None:
    assert brief(said, TODAY).picture


@pytest.mark.parametrize(
    ("said", "days"),
    [
        *[("", USUAL), ("3", 3), ("٣", 3), ("jour", 1), ("Сегодня", 1), ("неделя", 7), ("أسبوع", 7), ("一周", 7)],
        *[("3 days", 3), ("5 jours", 5), ("2 días", 2), ("5 дней", 5), ("٣ أيام", 3), ("3天", 3), ("1 week", 7)],
        *[("Dernière semaine", 7), ("última semana", 7), ("за последнюю неделю", 7), ("最近一周", 7), ("最近 5 天", 5)],
    ],
)
def test_days_of_top_are_understood(said: str, days: int) -> None:
    assert _days(said) == days


@pytest.mark.parametrize("said", ["month", "месяц", "0", "٠", "soon", "0 days", "99 days", "3 dogs"])
def test_other_days_of_top_are_refused(said: str) -> None:
    with pytest.raises(BadPeriod):
        _days(said)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        *[("", 1), ("Day", 1), ("день", 1), ("semana", 7), ("本月", 30), ("٣٠", 30)],
        *[("7 jours", 7), ("30 дней", 30), ("7天", 7), ("٧ أيام", 7)],
    ],
)
def test_period_of_figures_is_understood(said: str, days: int) -> None:
    assert period(said) == days


@pytest.mark.parametrize("said", ["year", "3 days", "7 dogs"])
def test_other_period_of_figures_is_refused(said: str) -> None:
    with pytest.raises(BadSpan):
        period(said)


@pytest.mark.parametrize("said", ["3 days", "last 3 days", "les 3 jours", "3 días", "3 дня", "آخر 3 أيام", "最近3天"])
def test_days_behind_a_topic_are_a_period(said: str) -> None:
    assert (brief(f"japan {said}", TODAY).topic, brief(f"japan {said}", TODAY).since) == ("japan", date(2026, 3, 7))
    assert (trend(f"japan {said}", TODAY).words, trend(f"japan {said}", TODAY).since) == ("japan", date(2026, 3, 7))


@pytest.mark.parametrize("said", ["year", "année", "este año", "за год", "هذا العام", "今年"])
def test_year_behind_a_topic_is_a_period(said: str) -> None:
    assert (brief(f"japan {said}", TODAY).topic, brief(f"japan {said}", TODAY).since) == ("japan", date(2025, 3, 10))


@pytest.mark.parametrize("topic", ["new year", "lunar new year", "nouvel an", "новый год"])
def test_new_year_is_a_topic(topic: str) -> None:
    assert (brief(topic, TODAY).topic, brief(topic, TODAY).since) == (topic, None)


@pytest.mark.parametrize("word", ["tour", "Visite", "recorrido", "тур", "جولة", "导览"])
async def test_tour_is_asked_for_in_six_languages(sqlite_url: str, word: str) -> None:
    async with house(sqlite_url) as here:
        assert "1" in (await here.say(f"/start {word}"))[-1]["text"]


def test_numbers_are_read_in_other_digits_and_words_are_kept_as_they_are() -> None:
    assert wanted("٥") == Wanted(sentences=5)
    assert wanted("１０１２") == Wanted(article=1012)
    assert wanted("٥ قمة ٢٠٢٤") == Wanted(sentences=5, words="قمة ٢٠٢٤")
    assert leading_number("١٠١٢ ملاحظة ٣") == (1012, "ملاحظة ٣")


@pytest.mark.parametrize("word", ["Cancel", "отмена", "annuler", "cancelar", "إلغاء", "取消"])
async def test_question_is_taken_back_by_a_word(sqlite_url: str, word: str) -> None:
    async with house(sqlite_url) as here:
        await here.say("/follow")
        assert (await here.say(word))[0]["text"] == "Cancelled: /follow no longer waits for an answer."
        assert "nothing to cancel" in (await here.say("/cancel"))[0]["text"]


def test_digits_keep_their_places() -> None:
    text = "٢٢:٣٠ ½ 五 a"
    assert words.western(text) == "22:30 ½ 五 a"
    assert len(words.western(text)) == len(text)
