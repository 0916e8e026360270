"""How much a story matters to a reader: a number to put a digest's stories in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, log2

PRIOR = 20
"""Votes that everything is taken to have had before the first one, half of them useful."""

STRENGTH = 0.5
"""How far the votes of one reader move a story: by at most half of its weight for outlets, and for topics again."""

WEAK_STRENGTH = 0.1
"""How far those of all readers move a story for everybody."""

HALF_LIFE = timedelta(hours=24)
"""Age at which news is worth half of what it was: digests come once a day at the most usual."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a story: the reader's topics that it holds, outlets and articles that tell it, whether it
    reports a diplomatic act, and when its newest article came. ``favour`` is what the reader's votes make of it.
    """

    topics: int
    outlets: int
    articles: int
    has_acts: bool
    newest: datetime
    favour: float = 1.0


def favour(useful: int, number: int, strength: float = STRENGTH) -> float:
    """What votes multiply a weight with: 1 without any, from 1 - ``strength`` to 1 + ``strength``.

    The share of useful votes is shrunken to a half: it is the mean of what a beta-binomial model believes after
    ``useful`` of ``number`` votes, from a prior of `PRIOR` votes (Gelman et al., Bayesian Data Analysis, chapter 2).
    Three useful votes give 1.07, twenty 1.25. A further useful vote never lowers it, one that is not never raises it.
    """
    share = (useful + PRIOR / 2) / (number + PRIOR)
    return 1 + strength * (2 * share - 1)


def importance(standing: Standing, now: datetime) -> float:
    """Topics and outlets count most, each further one less; an act as much as a second outlet; age halves it a day.

    All of it is multiplied with what the reader's votes on its outlets and topics say, see `favour`.

    The weights are judged by hand: there is no labelled set of readers' choices to learn them from.
    """
    told = log2(1 + standing.outlets) + 0.5 * log2(1 + standing.articles)
    wanted = log2(1 + standing.topics)
    age = max(now - standing.newest, timedelta(0)) / HALF_LIFE
    weight = wanted + told + (0.6 if standing.has_acts else 0.0)
    return weight * exp(-age * 0.693) * standing.favour
