"""Bytes of any encoding become text, and what is no text is refused."""

from __future__ import annotations

import pytest

from bot.errors import NotText
from bot.sources.decode import decode
from bot.sources.draft import Draft
from bot.sources.text import draft, read_text

RUSSIAN = "Министр иностранных дел прибыл в Токио. Переговоры продолжатся завтра утром."
FRENCH = "Le ministère a rappelé son ambassadeur à Téhéran ; les négociations sont suspendues depuis l'été."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"])
def test_russian_text_is_read_in_each_encoding(encoding: str) -> None:
    assert decode((RUSSIAN * 5).encode(encoding)) == RUSSIAN * 5


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16-le"])
def test_french_text_is_read_in_each_encoding(encoding: str) -> None:
    assert decode((FRENCH * 5).encode(encoding)) == FRENCH * 5


SHORT = {
    "Le ministère a rappelé son ambassadeur à Téhéran.": "latin-1",
    "Les négociations reprendront après l'été à Genève.": "cp1252",
    "Der Außenminister führte in Zürich Gespräche über die Verträge.": "cp1252",
    "El señor embajador habló mañana en España sobre la situación.": "latin-1",
    "As negociações serão retomadas após a reunião de São Paulo.": "latin-1",
    "The envoy’s “frank” talks — they said — went on.": "cp1252",
    "Minister przybył do Genewy, żeby rozmawiać o pokoju z sąsiadami. Ambasador wróci jutro.": "cp1250",
    "Ministr zahraničních věcí přijel do Ženevy. Velvyslanec se vrátí zítra večer.": "cp1250",
    "Министр прибыл в Токио. Переговоры продолжатся завтра.": "cp1251",
    "Переговоры продолжатся завтра утром в гостинице.": "koi8-r",
    "Ο υπουργός έφτασε στην Αθήνα για συνομιλίες.": "cp1253",
    "Dışişleri Bakanı görüşmeler için Cenevre'ye gitti.": "cp1254",
    "وصل الوزير إلى جنيف لإجراء محادثات السلام.": "cp1256",
    "外交部长会见了来访的代表团。双方同意继续会谈。": "gb18030",
    "外務大臣は代表団と会談した。両者は協議を続けることで合意した。": "cp932",
}


@pytest.mark.parametrize("text", SHORT)
def test_a_single_sentence_is_read_letter_by_letter(text: str) -> None:
    assert decode(text.encode(SHORT[text])) == text


def test_a_few_broken_bytes_cost_only_themselves() -> None:
    data = RUSSIAN.encode() * 4 + b"\xd0" + RUSSIAN.encode()
    assert decode(data) == RUSSIAN * 4 + "\ufffd" + RUSSIAN


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"\x7fELF" + bytes(200),
        bytes(range(256)) * 100,
        b"PK\x03\x04\x14\x00\x08\x08" * 99,
    ],
)
def test_a_binary_file_is_refused_whatever_its_name(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


def test_line_ends_become_one() -> None:
    assert decode(b"a\r\nb\rc") == "a\nb\nc"


def test_a_short_first_line_is_the_title() -> None:
    found = draft("Talks resume\n\nEnvoys met in Geneva. They will meet again.")
    assert (found.title, found.text) == ("Talks resume", "Envoys met in Geneva. They will meet again.")


def test_a_first_line_that_is_a_sentence_is_no_title() -> None:
    assert draft("Envoys met in Geneva.\nThey will meet again.").title is None


@pytest.mark.parametrize(
    "text",
    [
        "The envoys of both countries met in Geneva on Monday to speak\nabout the treaty. They will meet again.",
        "The envoys of both countries met on Monday in the city of\nGeneva to speak about the treaty of peace.",
        "Envoys\nmet in Geneva.",
    ],
)
def test_the_first_line_of_a_broken_paragraph_is_no_title(text: str) -> None:
    assert draft(text) == Draft(text=text)


@pytest.mark.parametrize("title", ["Envoys walk out", "The war is over", "Tokyo warns US", "Sanctions to stay on"])
def test_a_headline_may_end_with_a_short_word(title: str) -> None:
    assert draft(f"{title}\nThe envoys met in Geneva. They will meet again.").title == title


def test_a_title_needs_no_blank_line_before_a_long_paragraph() -> None:
    text = "Envoys resume talks on the treaty of peace in Geneva\n" + "They met for the first time in a year. " * 5
    assert draft(text).title == "Envoys resume talks on the treaty of peace in Geneva"


def test_a_single_line_is_text() -> None:
    assert draft("Talks resume").title is None


def test_characters_that_no_database_stores_keep_their_place() -> None:
    assert draft("a\x00b\ud800c").text == "a\ufffdb\ufffdc"


def test_an_empty_file_is_an_empty_draft() -> None:
    assert read_text(b"").text == ""
