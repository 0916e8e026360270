"""What is measured of a sentence before any set of them is judged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from summarizer.ranking.page import Floats, Page, in_columns
from summarizer.ranking.salience import Salience
from summarizer.ranking.standing import dangles

QUOTE = re.compile("[\"“”«»„「」]|(?<!\\w)'|'(?!\\w)")

NAMES = (
    *("first_share", "opens", "second", "third", "place", "log_place"),
    *("log_length", "length", "short", "long", "relative_length"),
    *("cover", "cover_rate", "cover_40", "cover_20", "content_cover", "pair_cover", "pair_rate", "pair_30"),
    *("central", "forward", "backward", "like_lead", "like_opening"),
    *("dangles", "quotes", "capitals", "numbers", "question", "prior", "log_content", "log_total"),
    *("news", "news_rate", "cover_rank", "rate_rank", "central_rank", "before_rate", "after_rate"),
    *("like_next", "like_before", "next_dangles", "head_lead", "lead_length", "titles"),
)


@dataclass(frozen=True)
class Likeness:
    """Of each two sentences, over their units weighted by rarity: scalar products, and cosines with a zero diagonal."""

    products: Floats
    cosines: Floats

    @cached_property
    def along(self) -> Floats:
        """The product of each sentence with the whole text."""
        return np.asarray(self.products.sum(1))

    @cached_property
    def whole(self) -> float:
        """The product of the whole text with itself."""
        return float(self.products.sum())


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
    signs = _signs(page)
    columns = [
        *(1 / (1 + place), place == 0, place == 1, place == 2, place / count, np.log1p(place)),
        *(np.log1p(length), length / 20, length < 8, length > 45, length / (length.mean() + 1)),
        *(cover, cover / (length + 5), 2 * cover / (length + 40), 2 * cover / (length + 20)),
        *(content_cover / (content + 3), pair_cover, pair_cover / (length + 5), 2 * pair_cover / (length + 30)),
        *(alike.mean(1), after, before, alike[:, 0], alike[:, :3].mean(1)),
        *signs,
        *(page.holds @ known.prior / (length + 3), np.log1p(content), np.full(count, np.log(count))),
        *_context(page, known, cover, alike, signs[0]),
    ]
    return in_columns(columns)


def _context(page: Page, known: Salience, cover: Floats, alike: Floats, dangling: Floats) -> list[Floats]:
    """What it says first, its ranks in the article, and its neighbours."""
    count, length = len(page), page.lengths
    first = page.holds.argmax(0)
    news = np.bincount(first, weights=known.words * ~page.stops, minlength=count)
    rate = cover / (length + 3)
    beside = alike.diagonal(1) if count > 1 else np.zeros(0)
    nothing = np.zeros(1)
    return [
        *(news, news / (length + 3), _ranks(cover), _ranks(rate), _ranks(alike.sum(1))),
        *(np.concatenate([nothing, rate[:-1]]), np.concatenate([rate[1:], nothing])),
        *(np.concatenate([beside, nothing]), np.concatenate([nothing, beside])),
        *(np.concatenate([dangling[1:], nothing]), alike[:, 0] * (np.arange(count) < 4)),
        *(np.full(count, length[0] / 20), page.holds @ known.lore[:, 1] / (length + 3)),
    ]


def _ranks(values: Floats) -> Floats:
    """From 0 for the greatest to 1."""
    places = np.empty(len(values))
    places[np.argsort(-np.round(values, 9), kind="stable")] = np.arange(len(values))
    return places / len(values)


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
