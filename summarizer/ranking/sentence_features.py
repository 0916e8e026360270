"""What is measured of a sentence before any set of them is judged."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from summarizer.ranking.page import Floats, Page
from summarizer.ranking.salience import Salience
from summarizer.ranking.standing import dangles

QUOTE = re.compile("[\"“”«»„「」]|(?<!\\w)'|'(?!\\w)")

NAMES = (
    *("first_share", "opens", "second", "third", "place", "log_place"),
    *("log_length", "length", "short", "long", "relative_length"),
    *("cover", "cover_rate", "cover_40", "cover_20", "content_cover", "pair_cover", "pair_rate", "pair_30"),
    *("central", "forward", "backward", "like_lead", "like_opening"),
    *("dangles", "quotes", "capitals", "numbers", "question", "prior", "log_content", "log_total"),
)


@dataclass(frozen=True)
class Likeness:
    """Of each two sentences, over their units weighted by rarity: scalar products, and cosines with a zero diagonal."""

    products: Floats
    cosines: Floats


def likeness(page: Page, idf: Floats) -> Likeness:
    """Compare each two sentences."""
    weighted = page.holds.astype(float) * np.where(page.stops, 0.0, idf)
    products = np.asarray(weighted @ weighted.T, dtype=float)
    norms = np.sqrt(products.diagonal()) + 1e-9
    cosines = products / norms[:, None] / norms[None, :]
    np.fill_diagonal(cosines, 0)
    return Likeness(products, np.asarray(cosines))


def sentence_features(page: Page, known: Salience, alike: Floats) -> Floats:
    """One row a sentence, one column a name of `NAMES`; ``alike`` are the cosines."""
    count, place, length = len(page), np.arange(len(page)), page.lengths
    content = page.holds[:, ~page.stops].sum(1)
    cover = page.holds @ known.words
    content_cover = page.holds @ (known.words * ~page.stops)
    pair_cover = page.pair_holds @ known.pairs if len(known.pairs) else np.zeros(count)
    after = np.triu(alike).sum(1) / count
    before = np.tril(alike).sum(1) / count
    columns = [
        *(1 / (1 + place), place == 0, place == 1, place == 2, place / count, np.log1p(place)),
        *(np.log1p(length), length / 20, length < 8, length > 45, length / (length.mean() + 1)),
        *(cover, cover / (length + 5), 2 * cover / (length + 40), 2 * cover / (length + 20)),
        *(content_cover / (content + 3), pair_cover, pair_cover / (length + 5), 2 * pair_cover / (length + 30)),
        *(alike.mean(1), after, before, alike[:, 0], alike[:, :3].mean(1)),
        *_signs(page),
        *(page.holds @ known.prior / (length + 3), np.log1p(content), np.full(count, np.log(count))),
    ]
    return np.stack([np.asarray(column, dtype=float) for column in columns], 1)


def _signs(page: Page) -> list[Floats]:
    """Dangling openings, quotation marks, capitals, numbers, questions."""
    written = np.maximum(page.lengths, 1)
    inner = np.bincount(page.rows[page.upper], minlength=len(page)) - [
        bool(words) and words[0][:1].isupper() for words in page.raw
    ]
    rows = [
        (
            dangles(text, page.language),
            QUOTE.search(text) is not None,
            any(word[0].isdigit() for word in words),
            text.rstrip().endswith(("?", "؟", "？")),
        )
        for text, words in zip(page.texts, page.raw, strict=True)
    ]
    dangling, quotes, numbers, question = np.array(rows, dtype=float).T
    return [dangling, quotes, inner / written, numbers, question]
