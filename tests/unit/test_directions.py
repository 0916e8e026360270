"""Among Arabic text, what is put in keeps its own direction, and what is copied or followed stays as it is."""

from __future__ import annotations

import gettext

import pytest

from bot.texts.catalogue import Translator, translator
from bot.texts.directions import END, FROM_FIRST_LETTER, LEFT_TO_RIGHT, MARKS, RIGHT_TO_LEFT_MARK, unmarked
from bot.texts.html import Markup


class Sentences(gettext.NullTranslations):
    """A catalogue of a few sentences; its plural has two forms."""

    def __init__(self, **sentences: str) -> None:
        super().__init__()
        self.sentences = sentences

    def gettext(self, message: str) -> str:
        return self.sentences.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.sentences.get(msgid1 if n == 1 else msgid2.replace(".many", "_many"), msgid1)


def arabic(**sentences: str) -> Translator:
    return Translator("ar", Sentences(**sentences))


def isolate(text: str) -> str:
    return f"{FROM_FIRST_LETTER}{text}{END}"


def test_latin_title_is_isolated_in_an_arabic_sentence() -> None:
    t = arabic(saved="حُفظ: <b>{title}</b>.")
    assert t("saved", title="Talks resume (2)") == f"حُفظ: <b>{isolate('Talks resume (2)')}</b>."
    assert t.plain("saved", title="A & B") == f"حُفظ: <b>{isolate('A & B')}</b>."


def test_arabic_value_needs_no_isolate() -> None:
    assert arabic(saved="حُفظ: {title}")("saved", title="المحادثات") == "حُفظ: المحادثات"


def test_arabic_title_is_isolated_in_a_french_sentence() -> None:
    t = Translator("fr", Sentences(row="{id}. {title} : {count} articles"))
    assert t("row", id=1012, title="محادثات 5", count=3) == f"1012. {isolate('محادثات 5')} : 3 articles"
    assert t("row", id=1012, title="Pourparlers (2)", count=3) == "1012. Pourparlers (2) : 3 articles"
    assert t.joined(["Le Courrier", "المحادثات"]) == f"Le Courrier · {isolate('المحادثات')}"
    assert t.listed(["Tokyo", "موسكو"]) == f"Tokyo et {isolate('موسكو')}"


def test_nothing_is_put_around_what_a_french_sentence_lets_copy_or_follow() -> None:
    t = Translator("fr", Sentences(usage='Essayez /follow {topic} ou <code>{topic}</code> <a href="{link}">ici</a>'))
    said = t("usage", topic="محادثات", link="https://example.org/محادثات")
    expected = "Essayez /follow محادثات ou <code>محادثات</code>"
    assert said == f'{expected} <a href="https://example.org/محادثات">ici</a>'


def test_date_keeps_its_order() -> None:
    assert isolate("2024-02-29") in arabic(when="في {date}")("when", date="2024-02-29")


def test_bare_number_and_address_stay_as_they_are() -> None:
    t = arabic(all="رقم {id}: {link}")
    assert t("all", id=1012, link="https://example.org/a?b=1") == "رقم 1012: https://example.org/a?b=1"


def test_what_is_copied_stays_as_it_is_and_is_isolated_as_a_whole() -> None:
    t = arabic(usage="جرّب /note <code>{id} {words}</code>. ثم <code>{words}</code>")
    said = t("usage", id=1012, words="for Tuesday")
    assert f"{LEFT_TO_RIGHT}/note <code>1012 for Tuesday</code>{END}." in said
    assert isolate("<code>for Tuesday</code>") in said


def test_link_of_an_anchor_stays_as_it_is() -> None:
    said = arabic(link='<a href="{link}">المقال {title}</a>')("link", link="example", title="A")
    assert said == f'<a href="example">المقال {isolate("A")}</a>'


def test_command_goes_with_what_is_typed_behind_it() -> None:
    said = arabic(hint="اكتب /feed check {id}. أو /help")("hint", id=3)
    assert f"{LEFT_TO_RIGHT}/feed check 3{END}." in said
    assert said.endswith(f"{LEFT_TO_RIGHT}/help{END}")


def test_line_of_values_alone_goes_from_right_to_left() -> None:
    said = arabic(row="<b>{title}</b>\nمقال {id}")("row", title="Talks", id=1)
    assert said == f"{RIGHT_TO_LEFT_MARK}<b>{isolate('Talks')}</b>\nمقال 1"


def test_facts_beside_each_other_go_from_right_to_left() -> None:
    said = arabic().joined(["The Courier", "", "المحادثات", Markup("<b>3</b>")])
    assert said == f"{RIGHT_TO_LEFT_MARK}{isolate('The Courier')} · المحادثات · {isolate('<b>3</b>')}"
    assert unmarked(said) == "The Courier · المحادثات · <b>3</b>"


def test_enumeration_isolates_each_part_and_is_not_isolated_twice() -> None:
    t = arabic(found="وجدت {names}")
    names = t.listed(["Tokyo", "Moscow"])
    assert names == f"{isolate('Tokyo')} و{isolate('Moscow')}"
    assert t("found", names=names) == f"وجدت {names}"


def test_values_themselves_are_never_changed() -> None:
    extract = "Envoys met in “Tokyo” (1956); 3-5% of them said: /no."
    said = arabic(was="كان: <s>{before}</s>")("was", before=extract)
    assert extract in said
    assert {ord(letter) for letter in said} & set(MARKS)


@pytest.mark.parametrize(("count", "shown"), [(1, "1 مقال"), (12345, "12,345 مقالا")])
def test_number_of_a_plural_is_written_as_the_language_does(count: int, shown: str) -> None:
    t = Translator("ar", Sentences(n="{count} مقال", n_many="{count} مقالا"))
    assert unmarked(t.plural("n", count)) == shown


def test_a_handle_is_isolated_whole_so_that_it_can_be_followed() -> None:
    assert "\u2066@communique_bot\u2069" in translator("ar")("inline.help", bot="communique_bot")
    assert "@communique_bot " in translator("zh")("inline.help", bot="communique_bot")
