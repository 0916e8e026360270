from __future__ import annotations

import pytest

from bot.sources.seeds import read_seeds
from summarizer.budget import Budget, count_words
from summarizer.errors import UnknownMethod, UnknownStyle
from summarizer.model import Article, Summary
from summarizer.ranking.structure import is_analysis, paragraphs, parts
from summarizer.ranking.styles import STYLES
from summarizer.summarise import summarise
from summarizer.text.sentences import split

NEWS = (
    "Japan and Russia resumed talks about a peace treaty in Geneva.\n"
    "The weather was mild and the lake calm on the day of the meeting.\n"
    "Officials of both countries named the islands as the hardest question.\n"
    "A sturgeon farm near the lake paid for the dinner and showed its new basins.\n"
    "Another round of talks between the two countries will follow in Oslo in May."
)


def analysis_of_the_islands() -> Article:
    draft = next(draft for draft in read_seeds() if is_analysis(draft.text, split(draft.text, "en"), "en"))
    return Article(draft.text, draft.title, "en")


def places(summary: Summary) -> list[int]:
    return [sentence.index for sentence in summary.sentences]


def test_sentences_stand_in_the_text_in_its_order() -> None:
    summary = summarise(Article(NEWS), Budget(sentences=3))
    assert places(summary) == sorted(places(summary))
    assert all(NEWS[s.start : s.end] == s.text for s in summary.sentences)


@pytest.mark.parametrize(
    ("budget", "kept"), [(Budget(), 3), (Budget(sentences=2), 2), (Budget(ratio=0.4), 2), (Budget(ratio=0.01), 1)]
)
def test_a_budget_says_how_many(budget: Budget, kept: int) -> None:
    assert len(summarise(Article(NEWS), budget).sentences) == kept


@pytest.mark.parametrize("words", [11, 25, 30, 40])
def test_words_are_never_exceeded(words: int) -> None:
    summary = summarise(Article(NEWS), Budget(words=words))
    assert 0 < sum(len(sentence.text.split()) for sentence in summary.sentences) <= words


def test_one_sentence_is_kept_whatever_it_costs() -> None:
    assert len(summarise(Article(NEWS), Budget(words=1)).sentences) == 1


def test_chinese_words_are_characters() -> None:
    assert count_words("外长会晤。", "zh") == 4
    assert count_words("外长会晤。", "en") == 1


def test_a_budget_of_everything_gives_everything() -> None:
    assert places(summarise(Article(NEWS), Budget(sentences=99))) == [0, 1, 2, 3, 4]


def test_a_topic_bends_the_choice() -> None:
    assert 3 not in places(summarise(Article(NEWS), Budget(sentences=2)))
    assert 3 in places(summarise(Article(NEWS), Budget(sentences=2), topic="sturgeon"))


@pytest.mark.parametrize(
    "topic",
    ["basins | farms", '"sturgeon farm', "STURGEON", "(sturgeon OR", "nothing, " * 200 + "sturgeons", "fish*, farm"],
)
def test_any_writing_of_a_topic_is_understood(topic: str) -> None:
    assert 3 in places(summarise(Article(NEWS), Budget(sentences=2), topic=topic))


@pytest.mark.parametrize("topic", ["", "  ", "!?", "volcano", "\ud800"])
def test_a_topic_that_the_text_does_not_have_changes_nothing(topic: str) -> None:
    assert summarise(Article(NEWS), Budget(), topic=topic) == summarise(Article(NEWS), Budget())


def test_the_title_is_not_said_again() -> None:
    titled = Article(NEWS, "Japan and Russia resumed talks about a peace treaty in Geneva")
    assert 0 not in places(summarise(titled, Budget(sentences=2)))


def test_an_analysis_is_told_from_news_by_its_structure() -> None:
    article = analysis_of_the_islands()
    assert is_analysis(article.text, split(article.text, "en"), "en")
    assert not is_analysis(NEWS, split(NEWS, "en"), "en")


def test_a_summary_of_an_analysis_covers_its_parts() -> None:
    article = analysis_of_the_islands()
    position, obstacles, outlook = (sentence.text for sentence in summarise(article, Budget()).sentences)
    assert "stance" in position
    assert "complicates efforts" in obstacles
    assert "future" in outlook


def test_styles_differ_on_an_analysis() -> None:
    article = analysis_of_the_islands()
    lead, balanced, coverage = (places(summarise(article, Budget(sentences=4), style=style)) for style in STYLES)
    assert max(lead) < max(coverage)
    assert coverage == places(summarise(article, Budget(sentences=4)))
    assert balanced != coverage


def test_a_named_method_chooses_by_itself() -> None:
    article = analysis_of_the_islands()
    assert places(summarise(article, Budget(sentences=4), method="lead")) == [0, 1, 2, 3]


def test_wrong_names_are_refused() -> None:
    with pytest.raises(UnknownStyle, match="coverage"):
        summarise(Article(NEWS), Budget(), style="vivid")
    with pytest.raises(UnknownMethod, match="lexrank"):
        summarise(Article(NEWS), Budget(), method="vivid")


def test_parts_are_contiguous_and_as_many_as_asked_for() -> None:
    groups = [[0, 1], [2], [3, 4, 5], [6]]
    for count in range(1, 8):
        split_up = parts(groups, [10, 1, 1, 30, 1, 1, 5], count)
        assert len(split_up) == count
        assert [place for part in split_up for place in part] == list(range(7))


def test_paragraphs_are_lines() -> None:
    assert paragraphs("A b. C d.\nE f.", [(0, 4), (5, 9), (10, 14)]) == [[0, 1], [2]]


@pytest.mark.parametrize(
    ("budget", "method"),
    [
        (Budget(sentences=30), "sets"),
        (Budget(sentences=15), "sets"),
        (Budget(ratio=1.0), "sets"),
        (Budget(words=500), "sets"),
        (Budget(words=500), "lexrank"),
    ],
)
@pytest.mark.parametrize("topic", [None, "treaty"])
def test_a_refrain_is_kept_once_however_long_the_summary(budget: Budget, method: str, topic: str | None) -> None:
    others = " Peace now.".join(f"Delegation number {number} read its statement aloud." for number in range(15))
    summary = summarise(Article(f"{NEWS}\n{others}", language="en"), budget, method=method, topic=topic)
    said = [sentence.text for sentence in summary.sentences]
    assert len(said) > 5
    assert len(set(said)) == len(said)


def test_a_topic_that_the_text_does_not_hold_bends_nothing() -> None:
    article = Article(NEWS, language="en")
    assert summarise(article, Budget(), topic="Antarctica, walrus") == summarise(article, Budget())
