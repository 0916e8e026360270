"""What the analysis loads of nltk and sumy, and that both are whole for whoever asks for them afterwards."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


def said(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_analysis_loads_only_what_it_uses() -> None:
    program = "import sys, summarizer.analysis; print([m for m in ('nltk', 'scipy', 'requests') if m in sys.modules])"
    assert said(program) == "[]"


def test_nltk_and_requests_are_whole_afterwards() -> None:
    program = """
import summarizer.analysis, nltk, nltk.corpus, requests
print(nltk.stem.SnowballStemmer("english").stem("talks"), nltk.corpus.stopwords is not None, callable(requests.get))
"""
    assert said(program) == "talk True True"


def test_readers_of_files_and_pages_load_no_database() -> None:
    program = "import sys, bot.sources.files, bot.sources.pages; print('sqlalchemy' in sys.modules)"
    assert said(program) == "False"
