from __future__ import annotations

import pytest

from summarizer.text.stopwords import stopwords


@pytest.mark.parametrize(
    ("language", "word"),
    [
        *(("en", "the"), ("fr", "les"), ("es", "los"), ("ru", "что"), ("ar", "من"), ("zh", "的"), ("de", "und")),
        *(("pt", "não"), ("it", "della"), ("ja", "の"), ("uk", "що"), ("tr", "ve"), ("pl", "się"), ("nl", "het")),
    ],
)
def test_each_language_has_its_function_words(language: str, word: str) -> None:
    assert word in stopwords(language)
    assert len(stopwords(language)) > 90
    assert all(listed == listed.lower() for listed in stopwords(language))


@pytest.mark.parametrize("language", ["xx", "", "../en", "e n"])
def test_other_languages_have_none(language: str) -> None:
    assert stopwords(language) == frozenset()
