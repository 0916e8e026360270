"""What changed in an article, sentence by sentence, and what is no change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.stories.corrections import Change, Correction, correction, retitled

OLD = ["Envoys met in Geneva on Monday.", "They signed 9 papers in the hall.", "Nobody spoke of the border."]


def test_a_changed_sentence_is_shown_as_it_was_and_as_it_is() -> None:
    new = [OLD[0], "They signed 7 papers in the hall.", OLD[2]]
    assert correction(OLD, new) == Correction((Change(OLD[1], new[1]),))


def test_sentences_that_were_added_and_removed_stand_alone() -> None:
    new = ["A minister resigned.", OLD[0], OLD[1]]
    assert correction(OLD, new) == Correction((Change(None, new[0]), Change(OLD[2], None)))


def test_white_space_case_and_punctuation_are_no_change() -> None:
    new = ["ENVOYS met  in Geneva,\non Monday", OLD[1], "\u201cNobody spoke of the border.\u201d"]
    assert correction(OLD, new) == Correction(())


def test_another_text_is_no_correction() -> None:
    assert correction(OLD, ["Ships left port.", "The harbour is empty."]) is None
    assert correction(OLD, OLD[:1]) is None
    assert correction([], OLD) is None
    assert correction(OLD, ["word"] * 3001) is None


def test_two_changed_neighbours_are_told_apart() -> None:
    old = [*OLD, "Talks go on in May.", "The hall was full."]
    new = [OLD[0], "They signed 7 papers in the hall.", "Nobody spoke of the new border.", *old[3:]]
    found = correction(old, new)
    assert found is not None
    assert found.changes == (Change(old[1], new[1]), Change(old[2], new[2]))


sentences = st.lists(st.text("ab c.1", max_size=8), max_size=8)


@given(sentences, sentences)
def test_every_change_is_word_for_word(old: list[str], new: list[str]) -> None:
    found = correction(old, new)
    for change in found.changes if found else ():
        assert change.before is None or change.before in old
        assert change.after is None or change.after in new


def test_another_title_is_a_change() -> None:
    assert retitled("Talks resume", "Talks fail") == Change("Talks resume", "Talks fail")
    assert retitled("Talks resume", "Talks resume - and fail again within the hour of their beginning") is not None


@pytest.mark.parametrize("after", [None, "", "TALKS resume!", "Talks resume | The Gazette", "Talks resume \u2013 Wire"])
def test_no_title_and_the_outlets_name_are_no_other_title(after: str | None) -> None:
    assert retitled("Talks resume", after) is None
    assert retitled(after, "Talks resume") is None
