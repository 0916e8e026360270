"""Reports that nobody has written: names, figures and sentences drawn from lists, of countries that meet and disagree.

Each is read like news: a title, who met whom where, what was said by whom, figures. Countries are drawn as news has
them, a few very often and most seldom.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random


def _list(text: str, mark: str | None = None) -> list[str]:
    return text.split(mark)


COUNTRIES = _list(
    "Japan Russia China France Germany India Brazil Egypt Turkey Ukraine Iran Israel Mexico Canada Spain Italy Poland"
    " Norway Sweden Finland Greece Kenya Nigeria Ethiopia Morocco Algeria Chile Peru Colombia Argentina Australia"
    " Indonesia Vietnam Thailand Malaysia Pakistan Bangladesh Nepal Mongolia Kazakhstan Uzbekistan Georgia Armenia"
    " Azerbaijan Romania Bulgaria Serbia Croatia Austria Switzerland Belgium Denmark Iceland Ireland Portugal Tunisia"
    " Ghana Senegal Angola Zambia"
)
CITIES = _list("Geneva Vienna Nairobi Astana Lima Oslo Doha Lisbon Santiago Jakarta Helsinki Tunis Dakar Tbilisi")
BODIES = ("the United Nations", "the European Union", "the African Union", "NATO", "the Arab League", "ASEAN", "OPEC")
OUTLETS = [
    f"The {place} {kind}"
    for place in ("Harbour", "Meridian", "Northern", "Lakeside", "Capital", "Continental", "Island", "Valley")
    for kind in ("Courier", "Herald", "Dispatch", "Observer", "Gazette")
]
SUBJECTS = _list(
    "fishing rights|grain exports|border crossings|a prisoner exchange|gas transit|air links|visa rules|water sharing"
    "|customs duties|satellite data|arms control|debt relief|refugee returns|port access|rail freight|mine clearance"
    "|vaccine supplies|the release of detained sailors|nuclear inspections|a ceasefire",
    "|",
)
DAYS = _list("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTHS = _list("January February March April May June July August September October November December")
POSTS = ("foreign minister", "president", "prime minister", "deputy foreign minister", "special envoy", "ambassador")
START = _list("Ha To Mi Ke La Sor Bel An Ra Ti No Dar Vel Os Kar Lu Em Jo Pet Sa")
END = _list("ruto naka ren vin stad mira dov lind gard beke ssen tano rova dir mund cari lenko tesh wari dal")

TITLES = (
    "{a} and {b} resume talks on {s}",
    "{a} rejects {b}'s proposal on {s}",
    "{a} signs agreement with {b} on {s}",
    "{b} recalls ambassador from {a} over {s}",
    "{a} offers {n} million dollars for {s}",
    "Talks on {s} between {a} and {b} end without result",
    "{a}, {b} and {c} to meet in {city}",
    "{a} expels {b}'s envoy as dispute over {s} grows",
)
OPENINGS = (
    "Envoys of {a} and {b} met in {city} on {day} to discuss {s}, for the first time in {n} days.",
    "{a} and {b} agreed on {day} to continue their talks on {s}, officials of both countries said in {city}.",
    "{a} summoned the ambassador of {b} on {day} over {s}, the foreign ministry said.",
    "The governments of {a} and {b} said on {day} that an agreement on {s} was close after {n} hours of talks.",
)
SENTENCES = (
    '"We will not accept conditions that were set without us," {p}, the {post} of {a}, said on {day}.',
    '"This is a first step, and {b} has to take the next," said {p}, {a}\'s {post}.',
    "{p} told reporters in {city} that {n} people had been affected by the dispute over {s}.",
    "{q}, the {bpost} of {b}, said that his government would study the proposal until {month}.",
    '{q} said: "Nobody in {b} wants to close the door, but {s} cannot wait for another year."',
    "According to {p}, the delegations exchanged a list of {n} names in the night to {day}.",
    "The draft has {n} articles and names {city} as the seat of a joint commission.",
    "{c} offered to host the next round, which is expected on {d} {month}.",
    "Trade between the two countries fell by {n} million dollars last year, the statistics office of {b} reported.",
    "{body} called on both sides to keep to the agreement of {d} {month}.",
    "A spokesman of {body} said that {n} observers would be sent to the region.",
    "In {city}, several hundred people protested against the plan, which they called a gift to {c}.",
    "Sanctions that {a} imposed on {k} companies of {b} remain in force.",
    "The ministry in {a} said that it had received no answer to its note of {d} {month}.",
    "The two countries have been at odds over {s} since {month}, when {n} tonnes of freight were held at the border.",
    "{p} thanked {c} for its mediation and left the city without taking questions.",
    "Analysts in {city} expect that a decision will be put off until {month}.",
    "The {post} of {a} will travel to {c} on {day}, her office announced.",
    "A joint statement speaks of {n} points, {k} of which are still open.",
    "Parliament in {b} has to approve the text before {d} {month}; the opposition has announced that it will not.",
    "A convoy with {n} tonnes of aid reached the border of {c} on {day}.",
    "Both sides promised to open {k} crossings and to let journalists in.",
    "{q} rejected the charge and said that {b} had kept every promise it made in {city}.",
    "The talks were to end on {day}, but were prolonged by a day at the request of {c}.",
)

_FIGURE = re.compile(r"\b\d{3}\b")
"""What differs between the copies of a report: figures of three digits, so that all places stay."""


@dataclass(frozen=True, slots=True)
class Report:
    """A text with its title, from an outlet."""

    title: str
    text: str
    outlet: str


def report(random: Random) -> Report:
    """One of 10 to 28 sentences."""
    a, b, c = _countries(random)
    known = {"a": a, "b": b, "c": c, "s": random.choice(SUBJECTS), "p": _person(random), "q": _person(random)}
    known |= {"post": random.choice(POSTS), "bpost": random.choice(POSTS)}
    bodies = [random.choice(OPENINGS), *random.sample(SENTENCES, random.randint(9, 20))]
    bodies += random.sample(SENTENCES, random.randint(0, 7))
    title = random.choice(TITLES).format(**known, **_chance(random))
    sentences = [one.format(**known, **_chance(random)) for one in bodies]
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    return Report(title, "\n\n".join(paragraphs), random.choice(OUTLETS))


def figures(report: Report, random: Random) -> dict[str, str]:
    """Others in place of the figures of a report."""
    found = set(_FIGURE.findall(f"{report.title} {report.text}"))
    return {figure: str(random.randint(100, 999)) for figure in sorted(found)}


def put(text: str, others: dict[str, str]) -> str:
    """The text with other figures, as long as before."""
    return _FIGURE.sub(lambda found: others[found[0]], text)


def _countries(random: Random) -> list[str]:
    weights = [1 / (place + 3) for place in range(len(COUNTRIES))]
    found = list(dict.fromkeys(random.choices(COUNTRIES, weights, k=12)))
    return found[:3] if len(found) > 2 else random.sample(COUNTRIES, 3)


def _person(random: Random) -> str:
    return f"{random.choice(START)}{random.choice(END)} {random.choice(START)}{random.choice(END)}"


def _chance(random: Random) -> dict[str, str]:
    return {
        "n": str(random.randint(100, 999)),
        "k": str(random.randint(2, 99)),
        "d": str(random.randint(1, 28)),
        "day": random.choice(DAYS),
        "month": random.choice(MONTHS),
        "city": random.choice(CITIES),
        "body": random.choice(BODIES),
    }
