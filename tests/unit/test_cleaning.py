from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.model import Credits
from summarizer.text.cleaning import Cleaned, clean
from summarizer.text.sentences import split

PROSE = ["Envoys of Japan met in secret on Monday.", "They agreed on nothing at all."]
BODY = " ".join(PROSE)


def prose(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in clean(text, language).prose]


def around(text: str, language: str = "en") -> tuple[str | None, str | None, str | None]:
    cleaned = clean(text, language)
    return cleaned.credits.place, cleaned.credits.dated, cleaned.credits.outlet


@pytest.mark.parametrize(
    ("dateline", "place", "dated", "outlet"),
    [
        ("TOKYO, March 3 (Reuters) – ", "TOKYO", "March 3", "Reuters"),
        ("(CNN) -- ", None, None, "CNN"),
        ("(CNN)", None, None, "CNN"),
        ("Tehran, Iran (CNN) ", "Tehran, Iran", None, "CNN"),
        ("Abu Dhabi, United Arab Emirates (CNN)", "Abu Dhabi, United Arab Emirates", None, "CNN"),
        ("MOSCOW — ", "MOSCOW", None, None),
        ("NEW YORK -- ", "NEW YORK", None, None),
        ("WASHINGTON (AP) — ", "WASHINGTON", None, "AP"),
        ("BRUSSELS, 12 Feb. (Xinhua) -- ", "BRUSSELS", "12 Feb.", "Xinhua"),
        ("PARIS (AFP) - ", "PARIS", None, "AFP"),
        ("Paris, le 3 mars 2014 (AFP) - ", "Paris", "le 3 mars 2014", "AFP"),
        ("Madrid, 3 mar (EFE).- ", "Madrid", "3 mar", "EFE"),
        ("Berlin (dpa) - ", "Berlin", None, "dpa"),
        ("MOSCOW, March 3. /TASS/. ", "MOSCOW", "March 3", "TASS"),
        ("LONDON, Jan. 27— ", "LONDON", "Jan. 27", None),
        ("OTTAWA, Ontario — ", "OTTAWA, Ontario", None, None),
        ("(Evening Courier)", None, None, "Evening Courier"),
        ("Port-au-Prince, Haiti (CNN) -- ", "Port-au-Prince, Haiti", None, "CNN"),
    ],
)
def test_a_dateline_is_left_out_and_kept_as_data(
    dateline: str, place: str | None, dated: str | None, outlet: str | None
) -> None:
    assert prose(dateline + BODY) == PROSE
    assert around(dateline + BODY) == (place, dated, outlet)


@pytest.mark.parametrize(
    ("language", "dateline", "sentence", "said"),
    [
        ("ru", "МОСКВА, 3 мар — РИА Новости. ", "Послы встретились.", ("МОСКВА", "3 мар", "РИА Новости")),
        ("ru", "ТАСС, 17 мая. ", "Послы встретились.", (None, "17 мая", "ТАСС")),
        ("ru", "Москва, 17 мая. ", "Послы встретились.", ("Москва", "17 мая", None)),
        ("ar", "القاهرة (رويترز) - ", "التقى الوزراء.", ("القاهرة", None, "رويترز")),
        ("zh", "（新华社东京3月3日电）", "外长会晤。", ("东京", "3月3日", "新华社")),
        ("zh", "新华社北京3月3日电（记者李明）", "外长会晤。", ("北京", "3月3日", "新华社")),
        ("ja", "【ワシントン共同】", "外相が会談した。", ("ワシントン", None, "共同")),
        ("ja", "[東京 3日 ロイター] - ", "外相が会談した。", ("東京", "3日", "ロイター")),
    ],
)
def test_datelines_of_other_scripts(
    language: str, dateline: str, sentence: str, said: tuple[str | None, str | None, str | None]
) -> None:
    assert prose(dateline + sentence, language) == [sentence]
    assert around(dateline + sentence, language) == said


@pytest.mark.parametrize(
    "opening",
    [
        "He — a careful man — refused.",
        "Talks (the third this year) failed.",
        "March 3 was a good day.",
        "Source of all trouble, he said, is money.",
        "Read the treaty before you sign it.",
        "By Monday all envoys had left.",
        "Editors noted the silence.",
        "More people came.",
        "Video diplomacy has its limits.",
        "Follow the money, he said.",
        "IAEA inspectors came to Vienna.",
        "The U.S. — and nobody else — objected.",
        "Photographs of the island were shown to the envoys.",
        "In this treaty nothing is said of fish.",
        "Moscow, Beijing and Paris abstained.",
    ],
)
def test_prose_is_not_taken_for_furniture(opening: str) -> None:
    assert prose(f"{opening} {BODY}")[0] == opening
    assert prose(f"{BODY} {opening}")[-1] == opening


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By . Evening Reporter . ", ("Evening Reporter",)),
        ("By . Ann Lee . and Bo Smith . ", ("Ann Lee", "Bo Smith")),
        (
            "By . Ann Lee . PUBLISHED: . 12:05 EST, 3 March 2014 . | . UPDATED: . 13:05 EST, 3 March 2014 . ",
            ("Ann Lee",),
        ),
        ("PUBLISHED: . 12:05 EST . ", ()),
        ("By . Ann Lee . Last updated at 1:25 AM on 3rd August 2011 . ", ("Ann Lee",)),
        ("By ANN LEE and BO SMITH\n", ("ANN LEE", "BO SMITH")),
        ("By Ann Lee, Associated Press\n", ("Ann Lee",)),
        ("Ann Lee, Chronicle Staff Writer ", ("Ann Lee",)),
        ("Friday, May 5th 2000, 2:12AM ", ()),
    ],
)
def test_a_byline_is_left_out_and_its_authors_kept(byline: str, authors: tuple[str, ...]) -> None:
    assert prose(byline + BODY) == PROSE
    assert clean(byline + BODY, "en").credits.authors == authors


@pytest.mark.parametrize(
    "line",
    [
        "Scroll down for video.",
        "Read more: Why the talks failed.",
        "Click here to subscribe to our paper.",
        "Follow us on Facebook and Twitter.",
        "You can follow him on Instagram.",
        "Share this article.",
        "We use cookies to make this page better.",
        "All rights reserved.",
        "© 2014 Evening Courier.",
        "Sign up for our daily letter.",
        "The Courier's Ann Lee and Bo Smith contributed to this report.",
        "(Reporting by Ann Lee; Editing by Bo Smith)",
        "Ann Lee reported from Oslo and Bo Smith from Rome.",
        "The opinions expressed in this commentary are solely those of Ann Lee.",
        "Lire aussi : les pourparlers échouent.",
        "Читайте также: послы уехали.",
        "Подписывайтесь на наш канал.",
        "اقرأ أيضا: فشل المحادثات.",
        "Lesen Sie auch: Gespräche gescheitert.",
        "#peace#talks",
    ],
)
def test_furniture_is_left_out(line: str) -> None:
    assert prose(f"{BODY} {line}") == PROSE
    assert prose(f"{PROSE[0]}\n{line}\n{PROSE[1]}")[::1] == PROSE or line.startswith("Ann Lee reported")


def test_a_phrase_stuck_to_a_sentence_is_cut_off() -> None:
    assert prose(f"{PROSE[0]} Scroll down for video {PROSE[1]}") == PROSE


@pytest.mark.parametrize("source", ["(Source: Newspapers.Ru)", "Source: Newspapers.Ru", "(Источник: Newspapers.Ru)"])
def test_a_source_behind_the_text_is_its_outlet(source: str) -> None:
    assert prose(f"{BODY} {source}") == PROSE
    assert clean(f"{BODY} {source}", "en").credits.outlet == "Newspapers.Ru"


def test_an_editors_note_at_the_head_is_left_out() -> None:
    note = "Editor's note: Ann Lee is a fellow in Oslo. She is the author of three books on fish."
    assert prose(f"{note} (CNN) -- {BODY}") == PROSE
    assert prose(f"{note} {BODY}") == PROSE


def test_a_caption_in_front_of_an_agency_dateline_is_left_out() -> None:
    assert (
        prose(f"Ministers wave to the crowd. LIMA, Peru (CNN) -- {BODY} {BODY.replace('Japan', 'Chile')}")[0]
        == PROSE[0]
    )


def test_a_picture_credit_takes_its_caption_along_at_the_head() -> None:
    assert prose(f"An envoy leaves the palace. (Ann Lee/Reuters) {BODY}") == PROSE


def test_a_repeated_paragraph_is_said_once() -> None:
    assert prose(f"{BODY}\n\n{BODY}\n") == PROSE


def test_lines_stuck_together_are_parted() -> None:
    assert prose("It failed, he said.The envoys left in 2014.Nobody stayed.") == [
        "It failed, he said.",
        "The envoys left in 2014.",
        "Nobody stayed.",
    ]


def test_a_text_of_nothing_but_furniture_is_taken_as_it_is() -> None:
    assert prose("Read more: Talks fail. Click here to subscribe.") == [
        "Read more: Talks fail.",
        "Click here to subscribe.",
    ]
    assert clean("", "en") == clean(" \n", "en") == Cleaned((), Credits())


PIECES = st.sampled_from(
    [
        *PROSE,
        "By . Ann Lee . ",
        "TOKYO (Reuters) - ",
        "(CNN)",
        "Scroll down for video ",
        "(Source: Ru)",
        ".",
        "\n",
        " ",
        "\ud800",
        "\u200b",
    ]
)


@settings(deadline=None)
@given(
    st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join), st.sampled_from(["en", "ru", "ar", "zh", "de"])
)
def test_spans_are_ordered_trimmed_and_never_empty(text: str, language: str) -> None:
    reached = 0
    for start, end in split(text, language):
        assert reached <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        reached = end


@pytest.mark.parametrize(
    "unit",
    ["AB-", "A, ", "By . Aa . and ", "(CNN) -- ", "PUBLISHED: . ", "Aa and ", "(Source: ", '"', "#a ", "{'a':",
     "Follow @a ", "3 March 2014, 12:05 ", "... ", "1. ", "Mr. ", "Aa contributed ", "said.The "],
)  # fmt: skip
def test_no_furniture_stalls(unit: str) -> None:
    for text in (unit * (30_000 // len(unit)), "Envoys met. " + unit * (30_000 // len(unit))):
        began = time.process_time()
        clean(text, "en")
        assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("Jane Doe\nForeign Correspondent\n3 March 2024\n\n", ("Jane Doe",)),
        ("By Jane Doe in Geneva\n\n", ("Jane Doe",)),
        ("Written by Jane Doe\n", ("Jane Doe",)),
        ("By Reuters Staff\n\n2 Min Read\n\n", ("Reuters Staff",)),
        ("Par Jean Dupont, correspondant à Genève\nPublié le 3 mars 2024 à 12h05\n", ("Jean Dupont",)),
        ("Von Hans Müller, Berlin\n03.03.2024, 12:05 Uhr\n", ("Hans Müller",)),
        ("Por Ana García | Madrid | 3 mar 2024\n", ("Ana García",)),
        ("3 March 2024 | ", ()),
        ("Source: Xinhua | 2024-03-03 12:00:00 | Editor: huaxia\n", ()),
    ],
)
def test_the_lines_over_an_article_are_left_out_in_front_of_a_dateline_too(head: str, authors: tuple[str, ...]) -> None:
    for filed in ("", "GENEVA (Reuters) - "):
        assert prose(head + filed + BODY) == PROSE
        assert clean(head + filed + BODY, "en").credits.authors == authors


@pytest.mark.parametrize(
    ("dateline", "place", "outlet"),
    [
        ("ISLAMABAD: ", "ISLAMABAD", None),
        ("DUBAI, United Arab Emirates — (AP) — ", "DUBAI, United Arab Emirates", "AP"),
        ("LONDON, March 3 - (UPI) - ", "LONDON", "UPI"),
        ("Москва. 3 марта. ИНТЕРФАКС - ", "Москва", "ИНТЕРФАКС"),
    ],
)
def test_rarer_datelines(dateline: str, place: str, outlet: str | None) -> None:
    assert prose(dateline + BODY) == PROSE
    said = clean(dateline + BODY, "en").credits
    assert (said.place, said.outlet) == (place, outlet)


def test_a_label_in_capitals_is_no_dateline() -> None:
    assert prose(f"EXPLAINER: {BODY}") == [f"EXPLAINER: {PROSE[0]}", PROSE[1]]


def test_a_picture_agency_s_credit_ends_its_line() -> None:
    text = f"Minister Lee shakes hands with Minister Kim in Seoul, March 3, 2024. REUTERS/Jane Doe\n{BODY}"
    assert prose(text)[-2:] == PROSE
    assert not any("REUTERS" in sentence for sentence in prose(text))
