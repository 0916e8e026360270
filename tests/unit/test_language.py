from __future__ import annotations

import pytest

from summarizer.text.language import FALLBACK, LANGUAGES, _detector, _opening, _plain_prose, detect

TEXTS = {
    "ar": "التقى وزيرا الخارجية في جنيف واتفقا على مواصلة المحادثات بشأن المعاهدة.",
    "en": "The foreign ministers met in Geneva and agreed to go on talking about the treaty.",
    "es": "Los ministros de Asuntos Exteriores se reunieron en Ginebra para hablar del tratado.",
    "fr": "Les ministres des Affaires étrangères se sont réunis à Genève pour parler du traité.",
    "ru": "Министры иностранных дел встретились в Женеве и обсудили договор.",
    "zh": "两国外长在日内瓦会晤，讨论了和平条约。",
}

PROSE = {
    "de": (
        "Die Minister trafen sich am Montag in Genf, aber sie haben sich nicht über den Vertrag geeinigt. Es ist noch "
        "nicht klar, ob und wann sie wieder mit den anderen reden, denn das hängt von der Lage in ihren Ländern ab."
    ),
    "en": (
        "The ministers met in Geneva on Monday, but they did not agree on what the treaty should say of the isles. "
        "It is not clear when they will meet again, or whether all of them have been told that this was their last day."
    ),
    "es": (
        "Los ministros se reunieron el lunes en Ginebra, pero no llegaron a un acuerdo sobre lo que el tratado dice de "
        "las islas. No está claro cuándo se verán otra vez, ni si todos ellos saben que esta fue su última cita."
    ),
    "fr": (
        "Les ministres se sont réunis à Genève lundi, mais ils ne se sont pas mis d'accord sur ce que le traité dit "
        "des îles. On ne sait pas quand ils se verront avec les autres, ni si tous savent que c'est leur dernier jour."
    ),
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_each_language_of_the_united_nations_is_told(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "   ", "1956 / 2018", "😀😀", "\ud800\udfff", "Treaty", "Envoys met in Tokyo."])
def test_what_says_little_falls_back(text: str) -> None:
    assert detect(text) == FALLBACK


def test_a_few_accented_words_are_enough() -> None:
    assert detect("Traité signé") == "fr"


def test_only_the_opening_is_read() -> None:
    assert detect(TEXTS["en"] * 20 + TEXTS["ru"] * 100_000) == "en"


def test_every_language_has_a_two_letter_code() -> None:
    assert all(len(code) == 2 for code in LANGUAGES)
    assert len(set(LANGUAGES)) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("SIS CORP YEAR NET\nShr one ct vs nil\n Net 9,949,000 vs 3,799,000\n Revs 15.5 mln vs 13.5 mln", "en"),
        ("CORN PRICES UP 4 PCT\n******", "en"),
        ("Ministeri tapasi kollegansa Moskovassa tiistaina. Neuvottelut jatkuvat huomenna Helsingissa.", "fi"),
        ("Die Minister trafen sich am Montag in Genf. Die Verhandlungen gehen morgen weiter.", "de"),
        ("Los ministros se reunieron el lunes en Ginebra. Las negociaciones siguen hoy.", "es"),
    ],
)
def test_a_table_of_figures_is_no_foreign_language(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("language", ["de", "en", "es", "fr"])
def test_prose_full_of_function_words_is_what_the_detector_says_too(language: str) -> None:
    prose = PROSE[language]
    assert _plain_prose(_opening(prose)) == language == detect(prose)
    assert _detector().detect_language_of(prose).iso_code_639_1.name.lower() == language  # type: ignore[union-attr]


def test_a_text_half_in_another_language_is_left_to_the_detector() -> None:
    assert _plain_prose(_opening(PROSE["en"] + PROSE["fr"])) is None
