"""The gazetteer's tables: well formed, of known entities, and as complete as another list of the world's names."""

from __future__ import annotations

import gzip
import json

import pytest
from babel import Locale

from summarizer.entities.doubts import doubts_of
from summarizer.entities.gazetteer import gazetteer
from summarizer.entities.labels import label
from summarizer.entities.mentions import mentions
from summarizer.entities.reading import Reading
from summarizer.entities.spelling import plain
from summarizer.entities.tables import FOLDER, languages, names
from tests.quality.labelled import DATA, MISSING

UNITED_NATIONS = ("ar", "en", "es", "fr", "ru", "zh")
MEMBERS = (  # noqa: SIM905 - a list of 193 strings is one word a line
    "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH "
    "CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN "
    "GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC "
    "LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP "
    "NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV "
    "SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW "
).split()
SPECIAL = ("PS", "VA", "TW", "XK", "EH", "HK", "MO", "GL")
DISPUTED = ("place:natuna", "place:imia", "place:halaib")
NEWSMAP = {"arabic": "ar", "chinese_simplified": "zh", "english": "en", "french": "fr", "german": "de", "italian": "it"}
NEWSMAP |= {"japanese": "ja", "portuguese": "pt", "russian": "ru", "spanish": "es"}


def named(text: str, language: str) -> set[str]:
    reading = Reading.of(None, [text])
    return {one.id for one in mentions(reading, gazetteer(language), doubts_of(language))}


@pytest.mark.parametrize("language", languages())
def test_tables_are_well_formed_and_name_known_countries(language: str) -> None:
    territories = Locale("en").territories
    found = {name.id for name in names(language)}
    assert {code for one in found if (code := one.removeprefix("country:")) != one and code not in territories} == set()


def test_organisations_and_places_have_one_list_of_ids() -> None:
    english = {name.id for name in names("en")}
    for language in languages():
        assert {name.id for name in names(language)} - english == set(), language


@pytest.mark.parametrize("language", UNITED_NATIONS)
def test_organisations_and_places_are_all_there_in_the_languages_of_the_united_nations(language: str) -> None:
    english, own = (
        {name.id for name in names(code) if not name.id.startswith("country:")} for code in ("en", language)
    )
    assert own == english


# The lower one is the outer: few languages' names are kept at a time.
@pytest.mark.parametrize(
    "id",
    ["org:IOM", "org:UNODC", "org:MONUSCO", "org:EUROPOL", "org:FRONTEX", "org:EPC", "org:AL-SHABAAB", *DISPUTED],
)
@pytest.mark.parametrize("language", languages())
def test_what_news_names_often_is_known_in_every_language(language: str, id: str) -> None:  # noqa: A002
    forms = [name.form.rstrip("*") for name in names(language) if name.id == id]
    assert forms
    assert [form for form in forms if id not in named(form, language)] == []


@pytest.mark.parametrize("language", UNITED_NATIONS)
def test_every_state_has_a_row_in_the_languages_of_the_united_nations(language: str) -> None:
    found = {name.id for name in names(language)}
    assert {f"country:{code}" for code in (*MEMBERS, *SPECIAL)} - found == set()
    for table in ("organisations", "places"):
        assert (FOLDER / table / f"{language}.csv").exists()


@pytest.mark.parametrize("language", ["en", "ru", "fr", "es", "ar", "zh", "de", "ja", "sv", "ko"])
def test_each_country_is_found_by_its_usual_name(language: str) -> None:
    missed = [code for code in MEMBERS if f"country:{code}" not in named(label(f"country:{code}", language), language)]
    assert missed == []


def is_known(id: str, form: str, language: str, own: set[tuple[str, str]]) -> bool:  # noqa: A002
    """Whether a name is found; of a stem, which is no word, whether the tables have a word that begins with it."""
    stem = form.removesuffix("*")
    if id in named(stem if stem.isupper() else stem.title(), language):
        return True
    return stem != form and any(id == known and word.startswith(plain(stem)) for known, word in own)


@pytest.mark.parametrize("listed", NEWSMAP)
def test_names_of_another_list_are_known(listed: str) -> None:
    path = DATA / "reference" / "newsmap.json.gz"
    if not path.exists():
        pytest.skip(MISSING)
    known = json.loads(gzip.decompress(path.read_bytes()))[listed]
    language = NEWSMAP[listed]
    forms = [(f"country:{code}", form) for code, patterns in known.items() if code in MEMBERS for form in patterns]
    own = {(name.id, plain(name.form.rstrip("*"))) for name in names(language)}
    found = [(id, form) for id, form in forms if is_known(id, form, language, own)]  # noqa: A001
    assert len(found) >= 0.85 * len(forms)
