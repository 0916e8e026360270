"""Fixtures that every test may ask for."""

from __future__ import annotations

import gc

import pytest

pytest_plugins = ["tests.fixtures.databases"]

freeze = gc.freeze
"""As the collector has it."""


def pytest_collection_finish() -> None:
    """What is imported and collected stays to the end: the collector need not look at it over and over."""
    gc.collect()
    freeze()


@pytest.fixture(autouse=True)
def forgetting(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program tells the collector to leave alone for good does not outlive the test."""
    monkeypatch.setattr(gc, "freeze", lambda: None)
