"""Articles that nobody wrote, no two of which share their names or what happened."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

TOPICS = ("fisheries", "railways", "vaccines", "aviation")
"""What readers follow; each article is about one of them."""

ONSETS = [
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gl",
    "h",
    "k",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "z",
]
VOWELS = ["a", "e", "i", "o", "u", "ai", "ei", "ou"]
CODAS = ["l", "m", "n", "nd", "r", "rt", "s", "sk", "t", "x"]

DEEDS = (
    "ordered {n} {things} from {place}",
    "refused to sell its {things} to {place}",
    "counted {n} {things} in the harbour of {place}",
    "sent {person} to {place} with a list of {things}",
    "closed a school for {things} near {place}",
    "asked {person} to draw a map of {place}",
    "lost a lawsuit over {n} {things}",
    "painted the town hall of {place} green",
    "lent {place} a bridge that nobody had crossed in {n} years",
    "gave {person} a medal for {things}",
    "forgot {n} {things} in a shed behind {place}",
    "voted by {n} hands to move {things} into {place}",
)
REMARKS = (
    "{person} called it the oddest morning since the flood of {place}.",
    "An inspector named {person} will count the {things} again on Thursday.",
    "Nobody in {place} had expected so many {things}, said {person}.",
    "The bill of {n} crowns goes to {firm}, which makes {things}.",
    "{firm} and {other} had argued about {things} for {n} weeks.",
    "A choir from {place} sang while {person} unlocked the doors.",
)
THINGS = [
    "lanterns",
    "barrels",
    "ladders",
    "kettles",
    "umbrellas",
    "compasses",
    "anvils",
    "violins",
    "blankets",
    "mirrors",
    "turbines",
    "saddles",
    "bricks",
    "chimneys",
    "stamps",
    "baskets",
    "hammocks",
    "thermometers",
    "whistles",
    "ropes",
    "carpets",
    "telescopes",
    "pianos",
    "windmills",
    "buttons",
    "candles",
]


@dataclass(frozen=True, slots=True)
class Issue:
    """One article: the title is its own, and it is about one topic."""

    number: int
    topic: str
    title: str
    text: str


def issue(number: int, seed: int) -> Issue:
    """The article of a number; the same seed always gives the same."""
    random = Random(f"{seed}/{number}")
    topic = TOPICS[number % len(TOPICS)]
    firm, place, person = _name(random), _name(random), f"{_name(random)} {_name(random)}"
    title = f"{firm} reports on {topic} from {place}"
    opening = f"The council of {place} heard {person} speak on {topic} for {random.randint(2, 90)} minutes."
    deeds = [f"{_name(random)} {_filled(random, deed, place)}." for deed in random.sample(DEEDS, 3)]
    remarks = [_filled(random, remark, place) for remark in random.sample(REMARKS, 2)]
    return Issue(number, topic, title, " ".join([opening, *deeds, *remarks]))


def _filled(random: Random, pattern: str, place: str) -> str:
    return pattern.format(
        n=random.randint(11, 99_999),
        things=random.choice(THINGS),
        place=random.choice((place, _name(random))),
        person=_name(random),
        firm=_name(random),
        other=_name(random),
    )


def _name(random: Random) -> str:
    syllables = [random.choice(ONSETS) + random.choice(VOWELS) for _ in range(random.randint(2, 3))]
    return ("".join(syllables) + random.choice(CODAS)).capitalize()
