"""What an entity is called."""

from __future__ import annotations

from summarizer.entities.labels import label


def test_the_congos_are_called_as_people_call_them() -> None:
    assert label("country:CD", "en") == "Democratic Republic of the Congo"
    assert label("country:CG", "en") == "Republic of the Congo"
    assert label("country:JP", "fr") == "Japon"
