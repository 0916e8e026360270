"""sumy's summarisers, made to give the same answer on every run."""

from __future__ import annotations

from sumy.models.dom import ObjectDocumentModel
from sumy.summarizers.lsa import LsaSummarizer


class SteadyLsaSummarizer(LsaSummarizer):  # type: ignore[misc]
    """sumy numbers the words in the order of a set, which changes from run to run, and so do the last digits."""

    def _create_dictionary(self, document: ObjectDocumentModel) -> dict[str, int]:
        stems = dict.fromkeys(self.stem_word(word) for word in document.words)
        return {stem: row for row, stem in enumerate(stems)}
