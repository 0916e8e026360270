"""Each catalogue is complete and fits; and the checker that says so finds what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale

from bot.texts.catalogue import languages
from bot.texts.directions import is_right_to_left
from tests.quality.catalogue_limits import CALLBACKS, COMPOSED, limit
from tests.quality.catalogues import ENGLISH, LOCALE, main, problems

CATALOGUES = sorted(LOCALE.glob("*.po"))

RUSSIAN = (
    'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=3; '
    'plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n\n'
)


def faults(folder: Path, text: str, head: str = RUSSIAN) -> list[str]:
    """What is said of a catalogue with this text, but for what it lacks."""
    path = folder / "ru.po"
    path.write_text(head + text, "utf-8")
    return [line for line in problems(path) if not line.endswith(": missing")]


def test_the_six_languages_of_the_united_nations_are_there() -> None:
    assert {"ar", "en", "es", "fr", "ru", "zh"} <= set(languages())


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_catalogue_is_complete_and_fits(path: Path) -> None:
    assert problems(path) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_catalogue_is_named_after_its_language(path: Path) -> None:
    assert str(Locale.parse(path.stem)) == path.stem
    assert f'"Language: {path.stem}\\n"' in path.read_text("utf-8")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_arrows_are_of_the_kind_that_is_turned_with_the_direction(path: Path) -> None:
    if is_right_to_left(path.stem):
        assert not set("◂▸◀▶←→⬅➡") & set(path.read_text("utf-8"))


def test_limits_are_of_messages_that_there_are() -> None:
    english = ENGLISH.read_text("utf-8")
    named = {*CALLBACKS, *(key for keys in COMPOSED.values() for key in keys), "bot.description", "inline.none"}
    assert [key for key in named if f'msgid "{key}"' not in english] == []


def test_limits_are_those_of_the_place() -> None:
    places = ("button.save", "menu.help", "bot.description", "bot.short_description", "topic.paused", "help.reader")
    assert [limit(key) for key in places] == [40, 256, 512, 120, 200, 4096]


def test_missing_and_unknown_messages_are_named(tmp_path: Path) -> None:
    (tmp_path / "ru.po").write_text(RUSSIAN + 'msgid "no.such"\nmsgstr "Нет"\n', "utf-8")
    found = problems(tmp_path / "ru.po")
    assert "button.save: missing" in found
    assert "no.such: not in the English catalogue" in found


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('msgid "button.save"\nmsgstr ""', "button.save: is empty"),
        ('#, fuzzy\nmsgid "button.save"\nmsgstr "Сохранить"', "button.save: fuzzy"),
        ('msgid "button.save"\nmsgstr "' + "х" * 41 + '"', "button.save: has 41 characters with its values, 40 are"),
        ('msgid "menu.help"\nmsgstr "' + "х" * 257 + '"', "menu.help: has 257 characters"),
        ('msgid "search.end"\nmsgstr "' + "х" * 201 + '"', "search.end: has 201 characters"),
        ('msgid "button.read"\nmsgstr "\u2068Прочесть\u2069"', "button.read: holds a mark of direction"),
        ('msgid "card.number"\nmsgstr "статья"', "card.number: lacks {id}"),
        ('msgid "card.number"\nmsgstr "статья {id} {no}"', "card.number: has {no}, which"),
        ('msgid "card.number"\nmsgstr "статья {id:d}"', "card.number: braces cannot be read"),
        ('msgid "card.number"\nmsgstr "статья {id"', "card.number: braces cannot be read"),
        ('msgid "card.corrected"\nmsgstr "<b>исправлено</b>"', "card.corrected: tags are 1 <b>, in English none"),
        ('msgid "latest.head"\nmsgstr "<b>Новые статьи"', "latest.head: <b> is not closed"),
        ('msgid "latest.head"\nmsgstr "<b>Новые</i> статьи</b>"', "latest.head: </i> closes what is not open"),
        ('msgid "latest.head"\nmsgstr "<b>Новые</b> <статьи>"', "latest.head: has a < or >"),
        ('msgid "topic.list"\nmsgstr "Покажет, за чем вы следите."', "topic.list: names the commands none, in English"),
        ('msgid "topic.list"\nmsgstr " /topics покажет"', "topic.list: begins and ends with the white space"),
        ('msgid "topic.list"\nmsgstr "/topics\\nпокажет"', "topic.list: has 2 lines, in English 1"),
        ('msgid "load.wordless"\nmsgstr "и\u0306"', "load.wordless: is not in Unicode's composed form"),
        (
            'msgid "load.wordless"\nmsgstr "There is no article in that: it has no words. Nothing was loaded."',
            "load.wordless: is still the English text",
        ),
        ('msgid "brief.articles"\nmsgstr "{count} статей"', "brief.articles: a text with plural forms in one"),
        (
            'msgid "brief.articles"\nmsgid_plural "brief.articles.many"\nmsgstr[0] "{count} статья"\n'
            'msgstr[1] "{count} статьи"',
            "brief.articles: msgstr[2] is empty",
        ),
        (
            'msgid "topics.head"\nmsgid_plural "topics.head.many"\nmsgstr[0] "<b>Тема</b>"\n'
            'msgstr[1] "<b>{count} темы</b>"\nmsgstr[2] "<b>{count} тем</b>"',
            "topics.head: msgstr[0] lacks {count}",
        ),
    ],
)
def test_fault_is_found(tmp_path: Path, text: str, fault: str) -> None:
    found = faults(tmp_path, text + "\n")
    assert any(line.startswith(fault) for line in found), found


def test_number_may_be_left_out_where_a_form_is_that_of_one_number(tmp_path: Path) -> None:
    head = RUSSIAN.replace("Language: ru", "Language: fr").replace("nplurals=3", "nplurals=2")
    head = head.split("plural=(")[0] + 'plural=(n > 1);\\n"\n\n'
    text = (
        'msgid "topics.head"\nmsgid_plural "topics.head.many"\nmsgstr[0] "<b>Un sujet</b>"\n'
        'msgstr[1] "<b>{count} sujets</b>"\n'
    )
    assert faults(tmp_path, text, head) == []


def test_plural_rule_that_mixes_what_cldr_tells_apart_is_found(tmp_path: Path) -> None:
    found = faults(
        tmp_path, "", RUSSIAN.split('"Plural-Forms')[0] + '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    )
    assert any(line.startswith("header: nplurals is 2, CLDR has 3") for line in found)
    assert any(line.startswith("header: the form of 21 is not that of other numbers") for line in found)


def test_file_that_is_no_catalogue_is_named(tmp_path: Path) -> None:
    path = tmp_path / "xx.po"
    path.write_bytes(b"\xff\xfe\x00")
    assert problems(path)[0].startswith("the file cannot be read")
    assert problems(tmp_path / "none.po")[0].startswith("the file cannot be read")


def test_command_says_what_is_wrong_and_with_which_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(ENGLISH)]) == 0
    assert capsys.readouterr().out == "en.po: complete, and every text fits\n"
    (tmp_path / "ru.po").write_text(RUSSIAN, "utf-8")
    assert main([str(tmp_path / "ru.po")]) == 1
    assert "ru.po: button.save: missing\n" in capsys.readouterr().out


def test_languages_of_the_program_are_the_catalogues() -> None:
    assert [path.stem for path in CATALOGUES] == list(languages())
