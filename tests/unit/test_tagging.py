"""What an article names: names and what only looks like them."""

from __future__ import annotations

import pytest

from summarizer.model import Article, Entity
from summarizer.tagging import tagged


def found(text: str, language: str = "en", title: str | None = None) -> dict[str, Entity]:
    return {one.id: one for one in tagged(Article(text, title, language)).entities}


def countries(text: str, language: str = "en", title: str | None = None) -> set[str]:
    return {id.removeprefix("country:") for id in found(text, language, title) if id.startswith("country:")}  # noqa: A001


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tokyo summoned the envoy of the Kremlin.", {"JP", "RU"}),
        ("The White House and the Elysée were silent; Downing Street was not.", {"US", "FR", "GB"}),
        ("The talks in Tbilisi, said Georgia, failed over Abkhazia.", {"GE"}),
        ("In Atlanta, Georgia's governor met the sheriff of Savannah.", {"US"}),
        ("Amman said Jordan would host the talks.", {"JO"}),
        ("The player Michael Jordan retired.", set()),
        ("N'Djamena said Chad would leave.", {"TD"}),
        ("The actor Chad Miller retired.", set()),
        ("He roasted the turkey for an hour.", set()),
        ("Turkey called back its envoy.", {"TR"}),
        ("The Thanksgiving Turkey was roasted with stuffing and gravy.", set()),
        ("Guinea and Guinea-Bissau met Equatorial Guinea and Papua New Guinea.", {"GN", "GW", "GQ", "PG"}),
        ("Brazzaville is the capital of the Republic of the Congo.", {"CG"}),
        ("The Democratic Republic of the Congo closed its border.", {"CD"}),
        ("South Korea and North Korea exchanged fire.", {"KR", "KP"}),
        ("Niger expelled the envoy of Nigeria.", {"NE", "NG"}),
        ("Santa Fe is the capital of New Mexico.", {"US"}),
        ("The Washington Post reported it.", set()),
        ("The painting shows George Washington.", set()),
        ("Washington and London agreed.", {"US", "GB"}),
        ("The crash happened in Moscow, Idaho, on Monday.", {"US"}),
        ("The ships left the South China Sea.", set()),
        ("The Paris Club met creditors.", set()),
        ("Sino-Japanese ties and Franco-German plans.", {"CN", "JP", "FR", "DE"}),
        ("The Dutch, the Swiss and two Danes spoke.", {"NL", "CH", "DK"}),
        ("We were told of it by us and them.", set()),
        ("The US and the U.K. signed; the UAE did not.", {"US", "GB", "AE"}),
        ("TELL US WHO IT WAS, SAY RUSSIANS", {"RU"}),
        ("The Kuril Islands and Crimea.", set()),
        ("A porcelain China cup with a saucer broke.", set()),
        ("US TO LEAVE IRAQ", {"US", "IQ"}),
        ("IRAN REJECTS US OFFER", {"IR", "US"}),
        ("BANKS TAKE FROM US, NOT FROM FRANCE", {"FR"}),
        ("The UN met.", set()),
        ("The Libyan army left Tripoli, and left Trípoli burning.", {"LY"}),
        ("The U.S. and U.S. allies spoke; U.S. envoys flew to Lebanon, then to Moscow.", {"US", "LB", "RU"}),
        ("It closed in March and opens in Spring.", set()),
        ("BANKS TO MEET IN DIJON, SAYS PARIS", {"FR"}),
        ("MITI answered the Exchequer.", {"JP", "GB"}),
        ("Czechoslovakia and the Soviet Union signed in 1935.", {"CZ", "RU"}),
        ("Lima beans and chile con carne were served.", set()),
        ("The Department of War said so; Ciudad de la Paz did not answer.", {"US", "GQ"}),
    ],
)
def test_countries_in_english(text: str, expected: set[str]) -> None:
    assert countries(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Японский премьер встретился с послом России в Киеве.", {"JP", "RU", "UA"}),
        ("ru", "Того, что сказал посол, никто не слышал.", set()),
        ("ru", "Президент прибыл в Того, в Ломе его ждали.", {"TG"}),
        ("ru", "Российско-китайская граница и груз на борту.", {"RU", "CN"}),
        ("ru", "ЯПОНИЯ И ГРУЗИЯ ПОДПИСАЛИ ДОГОВОР", {"JP", "GE"}),
        ("ru", "В городе Москва, штат Айдахо, нашли клад.", {"US"}),
        ("uk", "У місті Москва, штат Айдахо, знайшли скарб.", {"US"}),
        ("ru", "Портрет Джорджа Вашингтона подарили Дензелу Вашингтону.", set()),
        ("uk", "Переговори з Польщею тривають у Варшаві, а Туреччина мовчить.", {"PL", "TR"}),
        ("fr", "Le Quai d'Orsay et les autorités japonaises à Tokyo se taisent.", {"FR", "JP"}),
        ("fr", "Le Niger et la Guinée équatoriale, dit la Côte d'Ivoire.", {"NE", "GQ", "CI"}),
        ("es", "EE.UU. y la Unión Europea; los japoneses irán a Irán.", {"US", "JP", "IR"}),
        ("ar", "قالت اليابان إن روسيا وللصين موقف، وباليابان أيضا.", {"JP", "RU", "CN"}),
        ("zh", "中俄两国与日本举行会谈,印度尼西亚没有参加。", {"CN", "RU", "JP", "ID"}),
        ("zh", "刚果总统在布拉柴维尔讲话。", {"CG"}),
        ("zh", "刚果总统在金沙萨讲话。", {"CD"}),
        ("zh", "刚果发生疫情。", {"CD"}),
        ("zh", "黄海地震没有伤亡。", set()),
        ("zh", "中非军民在班吉街头集会,中非选民投票。", {"CF"}),
        ("zh", "中非两国元首在北京会面。", {"CN"}),
        ("zh", "查德在非洲中部。", {"TD"}),
        ("zh", "查德主演了这部电影。", set()),
        ("zh", "馬利發生政變,軍政府上台。", {"ML"}),
        ("zh", "馬利唱了一首歌。", set()),
        ("ja", "コンゴの大統領がブラザビルで演説した。", {"CG"}),
        ("ja", "コンゴの大統領がキンシャサで演説した。", {"CD"}),
        ("ja", "日中は気温が上がり、朝晩は冷える。", set()),
        ("ja", "日中両国の首脳が会談した。", {"JP", "CN"}),
        ("ja", "西アフリカのサヘルで、マリ国境が封鎖された。", {"ML"}),
        ("ja", "マリは歌手だ。", set()),
        ("ja", "日ロ首脳会談で北方領土を協議した。", {"JP", "RU"}),
        ("de", "Der Kreml und die japanische Regierung; Österreich schwieg.", {"RU", "JP", "AT"}),
        ("it", "Il governo giapponese e il Cremlino.", {"JP", "RU"}),
        ("pt", "O Brasil e os japoneses em Moscovo.", {"BR", "JP", "RU"}),
        ("tr", "Rusya'nın kararı Japonya'yı şaşırttı.", {"RU", "JP"}),
        ("pl", "Rosyjski ambasador w Niemczech spotkał się z Japończykami.", {"RU", "DE", "JP"}),
        ("sv", "Ryssland och Japan möttes.", {"RU", "JP"}),
    ],
)
def test_countries_in_other_languages(language: str, text: str, expected: set[str]) -> None:
    assert countries(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Michael Jordan met Denzel Washington. Jordan was tired. Washington laughed.", set()),
        ("en", "Judge Amanda Jordan spoke. Jordan was tired.", set()),
        ("en", "Michael Jordan flew to Amman. Jordan and Israel signed.", {"JO", "IL"}),
        ("en", "The George Washington Bridge is closed. Washington said it would reopen.", {"US"}),
        ("en", "They passed Fort Washington. Washington was silent.", {"US"}),
        ("ru", "Дензел Вашингтон приехал. Все ждали Вашингтона.", set()),
        ("ru", "Авианосец «Джордж Вашингтон» ушёл. Вашингтон молчит.", {"US"}),
        ("uk", "Дензел Вашингтон приїхав. Вашингтон засміявся.", set()),
        ("fr", "L'acteur Denzel Washington est arrivé. Washington a ri.", set()),
        ("es", "El actor Denzel Washington llegó. Washington se rió.", set()),
        ("de", "Denzel Washington kam an. Washington lachte.", set()),
        ("zh", "丹泽尔·华盛顿来了。华盛顿笑了。", set()),
        ("ja", "デンゼル・ワシントンが来た。ワシントンは笑った。", set()),
        ("ar", "وصل دينزل واشنطن. ضحك واشنطن.", set()),
    ],
)
def test_a_person_named_in_full_is_meant_by_the_bare_name_too(language: str, text: str, expected: set[str]) -> None:
    assert countries(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NATO and the EU met the United Nations Security Council.", {"org:NATO", "org:EU", "org:UNSC"}),
        ("The Southern Kurils, the Golan Heights and Nagorno-Karabakh.", {"place:kuril-islands", "place:golan"}),
        ("The Strait of Hormuz and the South China Sea.", {"place:strait-of-hormuz", "place:south-china-sea"}),
        ("The Paris Club met.", {"org:PARIS-CLUB"}),
        ("Hamas and Hezbollah spoke of Gaza.", {"org:HAMAS", "org:HEZBOLLAH", "place:gaza"}),
    ],
)
def test_organisations_and_places(text: str, expected: set[str]) -> None:
    assert expected <= found(text).keys()


def test_an_acronym_in_a_title_of_capitals_is_one_still() -> None:
    assert found("Envoys met.", title="US AND UN AGREE ON IRAN").keys() == {"country:US", "org:UN", "country:IR"}


def test_an_entity_has_its_evidence_and_its_sentences() -> None:
    text = "Tokyo protested on Monday. Nobody answered. The Japanese envoy left Tokyo."
    japan = found(text, title="Japan protests")["country:JP"]
    assert japan.evidence == ("Japan", "Tokyo", "Japanese")
    assert japan.sentences == (-1, 0, 2)
    assert japan.role == "about"
    assert 0.5 <= japan.score <= 1


@pytest.mark.parametrize(
    ("language", "text", "id", "evidence"),
    [
        ("fr", "Le Quai d'Orsay se tait.", "country:FR", "Quai d'Orsay"),
        ("fr", "La Côte d’Ivoire se tait.", "country:CI", "Côte d’Ivoire"),
        ("en", "It happened in Moscow, Idaho, today.", "country:US", "Moscow, Idaho"),
        ("en", "The army of Guinea-Bissau met.", "country:GW", "Guinea-Bissau"),
        ("en", "One\x1etwo. The South  China Sea is calm.", "place:south-china-sea", "South China Sea"),
        ("zh", "他说OPEC+同意。", "org:OPEC-PLUS", "OPEC+"),
        ("ja", "OPECプラスが決めた。", "org:OPEC-PLUS", "OPECプラス"),
        ("ja", "ガザで会談した。", "place:gaza", "ガザ"),
    ],
)
def test_evidence_is_what_the_text_says(language: str, text: str, id: str, evidence: str) -> None:  # noqa: A002
    assert found(text, language)[id].evidence == (evidence,)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "OPEC+ will cut output. Opec+ met.", {"org:OPEC-PLUS"}),
        ("en", "OPEC met, and the EU+3 too.", {"org:OPEC", "org:EU"}),
        ("ru", "ОПЕК+ сократит добычу, а ОПЕК молчит.", {"org:OPEC-PLUS", "org:OPEC"}),
        ("fr", "L'Opep+ se réunit.", {"org:OPEC-PLUS"}),
        ("ar", "اتفقت أوبك+ على خفض الإنتاج.", {"org:OPEC-PLUS"}),
        ("zh", "欧佩克+决定减产。", {"org:OPEC-PLUS"}),
        ("es", "La OPEP+ se reúne.", {"org:OPEC-PLUS"}),
    ],
)
def test_a_plus_makes_another_organisation(language: str, text: str, expected: set[str]) -> None:
    assert found(text, language).keys() == expected


def test_what_is_named_in_passing_is_mentioned() -> None:
    text = (
        "Japan and Russia resumed talks on a peace treaty on Monday. The Japanese minister met his Russian colleague. "
        "Moscow had stopped the talks. Tokyo protested. Both sides spoke of fish. Japan wants more. Russia does not. "
        "The two will meet again. A similar dispute was settled by Norway long ago."
    )
    entities = found(text, title="Japan and Russia resume talks")
    assert {id for id, one in entities.items() if one.role == "about"} == {"country:JP", "country:RU"}  # noqa: A001
    assert entities["country:NO"].role == "mentioned"


def test_a_dateline_that_names_another_country_speaks_against_one() -> None:
    text = "The envoys met on Monday. Norway was silent."
    assert found(f"PARIS, March 3 (Reuters) - {text}")["country:NO"].score < found(text)["country:NO"].score


def test_a_dateline_is_evidence_but_no_sentence() -> None:
    text = "OSLO, March 3 (Reuters) - The envoys met again on Monday. They spoke of fishing."
    norway = found(text)["country:NO"]
    assert norway.evidence == ("OSLO",)
    assert norway.sentences == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("OVERLAND PARK, Kan., March 3 (Reuters) - The company met.", "country:US"),
        ("ROLLING MEADOWS, ILL., Mar 2 - The company met on Monday.", "country:US"),
        ("DIJON, March 3 (Reuters) - The envoys met again on Monday.", "country:FR"),
    ],
)
def test_a_town_in_a_dateline_is_where_its_country_is(text: str, place: str) -> None:
    assert found(text).keys() == {place}


@pytest.mark.parametrize(
    "text", ["Japan " * 20_000, "a" * 1_000_000, "Джапан\u200b Japan\ud800 \x00 ok", "日本" * 50_000]
)
def test_odd_texts_are_tagged_too(text: str) -> None:
    assert countries(text) <= {"JP"}


def test_a_name_far_down_a_sentence_is_shown_as_it_is_written() -> None:
    named = found("The envoys, " * 3_000 + "left for New Zealand’s north.")
    assert named["country:NZ"].evidence == ("New Zealand",)
