"""sumy's summarisers, made to give the same answer on every run and to keep quiet on tiny texts."""

from __future__ import annotations

import warnings
from typing import Any

from sumy.models.dom import ObjectDocumentModel
from sumy.summarizers.lsa import LsaSummarizer


class SteadyLsaSummarizer(LsaSummarizer):  # type: ignore[misc]
    """sumy numbers the words in the order of a set, which changes from run to run, and so do the last digits."""

    def _create_dictionary(self, document: ObjectDocumentModel) -> dict[str, int]:
        stems = dict.fromkeys(self.stem_word(word) for word in document.words)
        return {stem: row for row, stem in enumerate(stems)}

    def _create_matrix(self, document: ObjectDocumentModel, dictionary: dict[str, int]) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return super()._create_matrix(document, dictionary)
