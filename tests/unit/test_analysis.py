from __future__ import annotations

import json
from dataclasses import replace

import pytest

from summarizer.analysis import LONGEST_PICK, analyse
from summarizer.errors import NothingToSummarise, UnknownMethod
from summarizer.extract import extract
from summarizer.model import Analysis, Article, Credits
from summarizer.ranking.registry import METHODS
from summarizer.serial import dump, load

ENVOYS = (
    "Japan Chile Kenya Norway Peru Ghana India Malta Nepal Oman Qatar Samoa Togo Yemen Zambia Cuba Egypt Fiji Iraq Laos"
)
SUBJECTS = (
    "fish rail visas water grain steel ports mines maps tea roads ships loans coal films radio courts rice wool salt"
)
TEXT = " ".join(
    f"{envoy} {verb} {subject} {when}."
    for envoy, subject, verb, when in zip(
        ENVOYS.split(),
        SUBJECTS.split(),
        ("signed an accord about", "asked partners for", "sold", "will inspect", "bought much more") * 4,
        ("in Geneva", "on Monday morning", "after long quarrels", "without any delay") * 5,
        strict=True,
    )
)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(Article(TEXT))


@pytest.mark.parametrize("text", ["", "  \n\t ", "1956", "12 %, 3.", "😀😀", "\u200b", "\ud800", "— … !"])
def test_without_a_word_there_is_nothing_to_summarise(text: str) -> None:
    with pytest.raises(NothingToSummarise):
        analyse(Article(text, title="A title does not help"))


def test_an_unknown_method_is_named() -> None:
    with pytest.raises(UnknownMethod):
        analyse(Article(TEXT), "best")


@pytest.mark.parametrize(
    "text", ["Treaty", "<script>alert(1)</script> & more", "Talks \ud800 met.", "\x00a\x01.", "وقع؟ نعم."]
)
@pytest.mark.parametrize("method", METHODS)
def test_strange_text_is_summarised_word_for_word(text: str, method: str) -> None:
    summary = extract(text, analyse(Article(text), method))
    assert summary.sentences
    assert all(text[kept.start : kept.end] == kept.text for kept in summary.sentences)


def test_the_given_language_is_believed() -> None:
    assert analyse(Article(TEXT, language="fr-CA")).language == "fr"
    assert analyse(Article(TEXT)).language == "en"


def test_terms_begin_with_the_title(analysis: Analysis) -> None:
    assert analyse(Article(TEXT, title="Peace talks")).terms == ("peac", "talk", *analysis.terms)


def test_picks_are_ascending_and_of_every_length(analysis: Analysis) -> None:
    assert [len(pick) for pick in analysis.picks] == list(range(1, LONGEST_PICK + 1))
    assert all(list(pick) == sorted(set(pick)) for pick in analysis.picks)


@pytest.mark.parametrize(
    ("asked", "given"), [(1, 1), (3, 3), (10, 10), (15, 15), (20, 20), (9999, 20), (0, 1), (-3, 1)]
)
def test_a_summary_has_as_many_sentences_as_asked(analysis: Analysis, asked: int, given: int) -> None:
    summary = extract(TEXT, analysis, sentences=asked)
    assert len(summary.sentences) == given
    assert summary.total == 20
    assert [kept.index for kept in summary.sentences] == sorted({kept.index for kept in summary.sentences})
    assert all(TEXT[kept.start : kept.end] == kept.text for kept in summary.sentences)


def test_three_sentences_unless_told_otherwise(analysis: Analysis) -> None:
    assert extract(TEXT, analysis) == extract(TEXT, analysis, sentences=3)


@pytest.mark.parametrize("words", [1, 13, 14, 40, 150, 10_000])
def test_words_are_never_exceeded_but_by_a_single_sentence(analysis: Analysis, words: int) -> None:
    kept = extract(TEXT, analysis, words=words).sentences
    assert kept
    assert len(kept) == 1 or sum(len(sentence.text.split()) for sentence in kept) <= words
    assert words < 10_000 or len(kept) == 20


def test_both_limits_hold_together(analysis: Analysis) -> None:
    assert len(extract(TEXT, analysis, sentences=2, words=1_000).sentences) == 2


def test_words_fill_up_with_what_fits_beside_the_best() -> None:
    text = "One two three four five. Six seven eight nine ten. Eleven twelve."
    made = replace(analyse(Article(text)), scores=(3.0, 2.0, 1.0), picks=((0,), (0, 1), (0, 1, 2)))
    assert [kept.index for kept in extract(text, made, words=8).sentences] == [0, 2]


def test_an_analysis_survives_json_but_for_its_terms(analysis: Analysis) -> None:
    assert load(json.loads(json.dumps(dump(analysis)))) == replace(analysis, terms=(), titled=0, breaks=())


def test_what_the_text_says_of_its_origin_is_kept() -> None:
    said = "By Ann Lee, Staff Writer\nOSLO, March 3 (Reuters) - Envoys met on Monday. They will meet again."
    analysis = analyse(Article(said, language="en"))
    assert analysis.credits == Credits("OSLO", "March 3", "Reuters", ("Ann Lee",))
    assert load(json.loads(json.dumps(dump(analysis)))).credits == analysis.credits
    assert load({name: part for name, part in dump(analysis).items() if name != "credits"}).credits == Credits()


def test_a_stored_analysis_takes_few_bytes_a_sentence(analysis: Analysis) -> None:
    spans = tuple((100 * at, 100 * at + 99) for at in range(10_000))
    long = replace(analysis, spans=spans, scores=analysis.scores * 500)
    assert len(json.dumps(dump(long))) < 25 * 10_000
    assert load(dump(long)).spans == spans


def test_the_same_article_is_analysed_alike() -> None:
    assert analyse(Article(TEXT)) == analyse(Article(TEXT))
