"""A word is found in whatever form of its language the reader writes it, and the same on each database."""

from __future__ import annotations

import pytest

from bot.services.searching import wanted
from bot.services.topics import understand
from storage.engine import Database
from summarizer.text.terms import terms
from tests.fixtures.ledger import add_article

TEXTS = {
    "en": "Sanctions were lifted after the negotiators had met in Geneva.",
    "fr": "Les négociations sur la pêche ont échoué à l'aube.",
    "es": "Las elecciones anticipadas dividen a los senadores.",
    "ru": "После переговоров министры подписали соглашение о рыболовстве.",
    "ar": "انتهت المفاوضات حول المياه دون اتفاق.",
    "zh": "双方就渔业问题举行会谈后发表了声明。",
    "de": "Die Fischereirechte bleiben umstritten, sagten die Gesandten.",
    "xx": "Zorblatt vrimin kuldas.",
}
CASES = [
    ("sanction", "en"),
    ("SANCTIONS", "en"),
    ('"negotiators had met"', "en"),
    ("négociation", "fr"),
    ("NEGOCIATIONS", "fr"),
    ("elección", "es"),
    ("eleccion anticipada", "es"),
    ("переговоры", "ru"),
    ("соглашения", "ru"),
    ("مفاوضات", "ar"),
    ("渔业", "zh"),
    ("渔业问题", "zh"),
    ("Gesandte", "de"),
    ("kuldas", "xx"),
]
NOWHERE = ['"met negotiators"', "问题渔业", "vrimon", "сани"]


@pytest.fixture
async def numbers(database: Database) -> dict[str, int]:
    """The article of each language."""
    found = {}
    async with database.write() as unit:
        for language, text in TEXTS.items():
            found[language] = (await add_article(unit, language)).id
            await unit.search.put(found[language], terms(text, language))
    return found


async def test_each_form_finds_its_article_and_no_other(database: Database, numbers: dict[str, int]) -> None:
    async with database.read() as unit:
        found = {words: await unit.search.find(wanted(understand(words, "query").root), 10) for words, _ in CASES}
        nowhere = {words: await unit.search.find(wanted(understand(words, "query").root), 10) for words in NOWHERE}
    assert found == {words: [numbers[language]] for words, language in CASES}
    assert nowhere == {words: [] for words in NOWHERE}
