"""The quick stemmers, and those that they stand for."""

from __future__ import annotations

import pytest
import snowballstemmer

from summarizer.text.stemming import stemmer
from summarizer.text.terms import STEMMERS, stem

TEXT = """
    negotiations negotiated negotiator generously sanctions' dying skies by oo a 1956 переговоры договорились
    посольствами négociations négociatrice heureusement mayores negociábamos Verhandlungen aufgehoben negoziazioni
    المفاوضات والسفراء بالاتفاقيات görüşmelerinden büyükelçileri переговори neuvotteluissa förhandlingarna
    onderhandelingen
    rokowaniach tárgyalásokat negociações negocierile διαπραγματεύσεις वार्ताओं jednáních derybose negotiatiounen
    """


@pytest.mark.parametrize("name", sorted(set(STEMMERS.values())))
def test_stems_are_those_of_snowball(name: str) -> None:
    words = [word[:size] for word in TEXT.split() for size in range(1, len(word) + 1)]
    slow, quick = snowballstemmer.stemmer(name), stemmer(name)
    assert list(map(quick, words)) == [slow.stemWord(word) for word in words]


@pytest.mark.parametrize("language", STEMMERS)
def test_a_figure_stays_as_it_is(language: str) -> None:
    assert stem("2024", language) == snowballstemmer.stemmer(STEMMERS[language]).stemWord("2024") == "2024"
