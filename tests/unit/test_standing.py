from __future__ import annotations

import pytest

from summarizer.ranking.standing import bare_role, breaks_quotation, dangles, fragments, hanging, repeats, runs

BACKWARD = {
    "en": [
        "He refused.",
        "According to him, talks go on.",
        "In doing so, Rome broke the pact.",
        "“They agreed,” she said.",
        "(This is new.)",
        "– But the talks failed.",
        "It’s over.",
        "IT ENDED.",
    ],
    "ru": ["Он отказался.", "«Это ошибка», — сказал посол.", "Кроме того, стороны обсудили острова."],
    "uk": ["Він відмовився.", "Крім того, сторони обговорили угоду."],
    "fr": ["Celui-ci a refusé.", "C’est une erreur.", "D’autre part, Paris attend.", "« Ils ont signé »"],
    "es": ["Él se negó.", "Sin embargo, el pacto sigue.", "Además, España firmó.", "Dichos países protestaron."],
    "ar": ["وأضاف أن المحادثات مستمرة.", "هذا الاتفاق مهم.", "لكن المحادثات فشلت."],
    "zh": ["他表示反对。", "据她介绍，会谈继续。", "但是会谈失败了。", "“这是错误的。”"],
    "de": ["Er lehnte ab.", "„Dieser Vertrag ist gut“, sagte Merkel.", "Außerdem wurde verhandelt."],
    "pt": ["Ele recusou.", "No entanto, o acordo vale."],
    "it": ["Egli ha rifiutato.", "Quest’ultimo ha firmato.", "Tuttavia, Roma aspetta."],
    "pl": ["On odmówił.", "Poza tym strony rozmawiały."],
    "tr": ["O reddetti.", "Bununla birlikte görüşmeler sürüyor."],
    "ja": ["彼は拒否した。", "「これは誤りだ」", "しかし会談は失敗した。"],
}
ALONE = {
    "en": ["Henry refused.", "The United Nations met.", "Japan and Russia met.", "Thisbe sang.", "", "1956"],
    "ru": ["Онтарио ждёт.", "Япония отказалась."],
    "uk": ["Україна відмовилася."],
    "fr": ["Celine a refusé.", "Les États-Unis ont signé."],
    "es": ["España firmó.", "El Salvador firmó."],
    "ar": ["أعلنت اليابان موقفها.", "الوزير المصري رفض الاتفاق."],
    "zh": ["也门总统访问中国。", "那不勒斯举行会议。", "日本外务大臣抵达莫斯科。"],
    "de": ["Deutschland lehnte ab.", "Eritrea verhandelt."],
    "pt": ["Portugal recusou."],
    "it": ["Roma aspetta."],
    "pl": ["Polska odmówiła."],
    "tr": ["Türkiye reddetti."],
    "ja": ["日本は拒否した。", "同盟国が集まった。"],
    "xx": ["He refused."],
}
APART = {
    "en": [
        "This week Iran opened talks.",
        "Both Iran and Iraq agreed.",
        "His Majesty King Harald spoke.",
        "A. But said no.",
    ],
    "ru": ["Этой осенью стороны встретятся.", "Это первый визит главы Японии с 2013 года.", "А. Иванов отказался."],
    "uk": ["Цього тижня сторони зустрінуться.", "В. Мельник відмовився."],
    "fr": [
        "Il y a un an, Paris et Berlin signaient l’accord.",
        "Ce mardi, Paris a signé.",
        "Le Premier ministre japonais a refusé.",
        "Ces dernières années, le Japon attend.",
    ],
    "es": ["Esta semana España firmó.", "Este martes, Perú se negó.", "Y. Tanaka se negó."],
    "ar": ["هذا الأسبوع بدأت المحادثات في جنيف."],
    "zh": ["其他国家也签署了协定。", "这周两国外长在北京会晤。"],
    "de": ["Diese Woche verhandeln Japan und Russland.", "Dieses Jahr endet der Vertrag.", "Es gibt kein Abkommen."],
    "pt": [
        "Esta semana Portugal assinou.",
        "Nesta terça-feira, o Brasil recusou.",
        "O primeiro-ministro japonês recusou.",
    ],
    "it": ["Quest’anno Roma aspetta.", "Il primo ministro giapponese ha rifiutato."],
    "pl": ["Tej zimy strony wrócą do rozmów."],
    "tr": ["Bu hafta görüşmeler başladı."],
    "ja": ["この夏、両国は会談する。"],
}
BARE = {
    "en": ["The minister refused.", "“The prime minister is ready.”"],
    "ru": ["Министр заявил об этом."],
    "fr": ["Le ministre a refusé."],
    "es": ["El ministro dijo que no."],
    "de": ["Der Außenminister lehnte ab."],
    "ar": ["وقال الوزير إن المحادثات مستمرة.", "ورفض الوزير التعليق."],
    "zh": ["部长表示反对。", "部长拒绝评论。"],
    "ja": ["首相は拒否した。"],
}
NAMED = {
    "en": ["The minister of defence refused.", "The president, Joe Bloggs, refused.", "Minister Bloggs refused."],
    "ru": ["Министр Иванов заявил об этом.", "Министр иностранных дел Японии заявил."],
    "fr": ["Le ministre des Affaires étrangères a refusé.", "Le Japon a refusé."],
    "es": ["El ministro de Exteriores dijo que no."],
    "zh": ["外交部长王某表示反对。"],
    "ja": ["田中首相は拒否した。"],
}


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, sentence) for language, sentences in table.items() for sentence in sentences]


@pytest.mark.parametrize(("language", "sentence"), cases(BACKWARD))
def test_what_points_back_dangles(language: str, sentence: str) -> None:
    assert dangles(sentence, language)


@pytest.mark.parametrize(("language", "sentence"), cases(ALONE))
def test_what_names_its_subject_stands_alone(language: str, sentence: str) -> None:
    assert not dangles(sentence, language)


@pytest.mark.parametrize(("language", "sentence"), cases(APART))
def test_a_time_or_a_title_does_not_point_back(language: str, sentence: str) -> None:
    assert not dangles(sentence, language)


@pytest.mark.parametrize("sentence", ["This was the week.", "Both agreed.", "Neither side signed.", "His envoy spoke."])
def test_what_resembles_a_time_or_a_title_still_points_back(sentence: str) -> None:
    assert dangles(sentence, "en")


@pytest.mark.parametrize(("language", "sentence"), cases(BARE))
def test_a_role_without_its_country_or_name_is_bare(language: str, sentence: str) -> None:
    assert bare_role(sentence, language)


@pytest.mark.parametrize(("language", "sentence"), cases(NAMED))
def test_a_role_with_its_country_or_name_is_not_bare(language: str, sentence: str) -> None:
    assert not bare_role(sentence, language)


@pytest.mark.parametrize(
    "whole", ["“a” b", "“a “b” c”", "„a“", "„a”", "«a»", "»a«", "«a «b» c»", '"a" b', "「a『b』」", "don't ‘a", ""]
)
def test_closed_quotations_are_whole(whole: str) -> None:
    assert not breaks_quotation([whole])


@pytest.mark.parametrize("half", ["“a", "a”", "” a “", "„a", "«a", "a»", '"a', '"a" "b', "「a", "a』", "「a』"])
def test_half_a_quotation_is_broken(half: str) -> None:
    assert breaks_quotation([half])


def test_a_quotation_may_close_in_the_next_sentence() -> None:
    assert not breaks_quotation(["He said: “We agree.", "We sign.”"])


def test_more_than_three_fifths_of_the_shorter_in_common_is_a_repeat() -> None:
    assert repeats(list("abcd"), list("abcxyz"))
    assert not repeats(list("abcde"), list("abcxyz"))
    assert not repeats([], ["a"])


NEWS = ("Envoys met in Oslo.", "Talks go on.", "They will meet again.", "Nobody signed.")


def test_a_heading_among_sentences_is_a_fragment() -> None:
    assert fragments((*NEWS, "What the parties want")) == {4}
    assert fragments((*NEWS, "Treaty talks: a timeline .")) == {4}


@pytest.mark.parametrize("ending", ["the following exchange:", "the following exchange: .", "声明如下："])
def test_what_only_announces_the_next_sentence_is_a_fragment(ending: str) -> None:
    assert fragments((*NEWS, f"The website reported {ending}")) == {4}


def test_in_a_list_nothing_is_a_fragment() -> None:
    assert fragments(("Japan", "Russia", "France", "It ends here.")) == frozenset()


def test_a_quotation_at_the_end_is_no_fragment() -> None:
    assert fragments((*NEWS, "He said: “We agree.”", "She asked 'why?'")) == frozenset()


def test_a_dangling_sentence_may_follow_the_one_before_it() -> None:
    dangling = [True, False, True, True]
    assert hanging({0, 1, 2}, dangling) == ()
    assert hanging({0, 2, 3}, dangling) == (2,)


def test_runs_are_what_stood_side_by_side() -> None:
    assert runs({4, 1, 2, 7}) == [[1, 2], [4], [7]]
