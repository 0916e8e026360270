"""Fixtures that every test may ask for."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

pytest_plugins = ["tests.fixtures.databases"]


@pytest.fixture(autouse=True)
def forgetting() -> Iterator[None]:
    """What the program tells the collector to leave alone for good must not outlive the test."""
    yield
    gc.unfreeze()
