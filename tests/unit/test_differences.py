"""Figures in which the articles of a story differ."""

from __future__ import annotations

from summarizer.stories.differences import Told, differences
from summarizer.stories.figures import counted


def told(number: int, *sentences: str, language: str = "en") -> Told:
    text = " ".join(sentences)
    spans, start = [], 0
    for sentence in sentences:
        start = text.index(sentence, start)
        spans.append((start, start + len(sentence)))
    return Told(number, f"Outlet {number}", text, spans, language)


def test_figures_are_told_with_what_they_count() -> None:
    assert counted("At least 1,500 sailors and 3 ships.", {"1500"}) == ["1,500 sailors"]
    assert counted("It grew by 7,9 % to 4 million euros in 2 years.", {"7.9", "4"}) == ["7,9 %", "4 million euros"]
    assert counted("Погибли 15 моряков, ещё 3 пропали.", {"15", "3"}) == ["15 моряков", "3 пропали"]
    assert counted("Nobody: 15.", {"15"}) == ["15"]


WIRE = told(1, "A ferry sank off the coast.", "At least 12 sailors drowned when the ferry sank near Oslo.")
HERALD = told(2, "When the ferry sank near Oslo, 15 sailors drowned, officials said.", "The 3 owners were silent.")


def test_sentences_about_the_same_with_other_figures_are_a_pair() -> None:
    (found,) = differences([WIRE, HERALD])
    assert (found.one.outlet, found.one.figures) == ("Outlet 1", ("12",))
    assert (found.other.article, found.other.figures) == (2, ("15",))
    for said, article in ((found.one, WIRE), (found.other, HERALD)):
        assert article.text[said.start : said.end] == said.text


def test_equal_figures_and_added_ones_are_no_difference() -> None:
    same = told(3, "Near Oslo, 12 sailors drowned when the ferry sank.")
    more = told(4, "Near Oslo, 12 sailors drowned and 4 were hurt when the ferry sank.")
    assert differences([WIRE, same]) == differences([WIRE, more]) == []


def test_sentences_about_something_else_are_not_compared() -> None:
    assert differences([WIRE, told(5, "The town of Oslo has 15 parks and many trees.")]) == []


def test_languages_are_not_compared() -> None:
    assert differences([WIRE, told(2, HERALD.text, language="fr")]) == []


def test_a_sentence_stands_in_one_pair() -> None:
    third = told(6, "Some 20 sailors drowned when the ferry sank near Oslo.")
    assert len(differences([WIRE, HERALD, third])) == 1
    assert len(differences([WIRE, HERALD, third], most=0)) == 0
