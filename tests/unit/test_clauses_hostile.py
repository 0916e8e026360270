"""A sentence that is made to keep the program busy does not."""

from __future__ import annotations

import pytest

from summarizer.clauses import cut


@pytest.mark.parametrize("letter", ["A", "Ї", "A.", "A'"])
def test_a_word_of_capitals_is_one_name_and_looked_at_once(letter: str) -> None:
    """Five hundred of them took minutes: each could be four names in any way."""
    assert cut(f"The envoy said so, {letter * 20_000} and left.", "en", 5, 100_000) == 17
