"""Analyses of several parts, written for this test: is each part spoken for, and is news still told from them?"""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.analysis import explains
from summarizer.budget import Budget
from summarizer.model import Article
from summarizer.ranking.bearing import bearing
from summarizer.summarise import summarise
from summarizer.text.sentences import split

FOLDER = Path(__file__).parent / "analyses"
LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.txt"))

NEWS = {
    "en": (
        "Norway and Iceland signed an agreement on mackerel quotas in Bergen on Tuesday, ending a dispute of 11 years. "
        "The accord gives Iceland 16.5 percent of the catch.\n"
        "Fishing may begin on 1 May. Both parliaments have to approve the text before that date.\n"
        "The Norwegian minister of fisheries said that 140 vessels would profit. She thanked Danish mediators.\n"
        "The talks began in 2012 and broke down twice. In 2019 Iceland set a quota of its own."
    ),
    "fr": (
        "Le Maroc et l'Espagne ont signé mardi 12 mars à Rabat un accord sur la pêche valable 4 ans. Le texte prévoit "
        "92 licences pour les navires espagnols.\n"
        "Madrid versera 38 millions d'euros par an. Le premier versement aura lieu le 1er juin.\n"
        "Le ministre espagnol de l'Agriculture s'est rendu à Rabat avec 15 armateurs. Il regagne Madrid mercredi.\n"
        "Un précédent accord avait expiré en 2023. Les deux pays négociaient depuis 18 mois."
    ),
    "ru": (
        "Сербия и Венгрия подписали во вторник в Белграде соглашение о строительстве нефтепровода длиной 128 км. "
        "Работы начнутся в марте.\n"
        "Стоимость проекта составит 320 млн евро. Половину суммы внесёт Будапешт, остальное заплатит Белград.\n"
        "Министр энергетики Сербии сообщила, что трубу введут в строй в 2027 году. Мощность достигнет 5 млн тонн.\n"
        "Меморандум о проекте стороны заключили в 2022 году. С тех пор состоялось 9 встреч рабочих групп."
    ),
    "zh": (
        "中国和蒙古国3月12日在乌兰巴托签署铁路过境协定。协定有效期为10年，涉及3个口岸。\n"
        "根据协定，双方每天将开行16列货运列车。首趟列车定于5月1日发车。\n"
        "中国国家铁路局代表团一行20人参加了签字仪式。代表团13日返回北京。\n"
        "两国2019年开始就该协定举行会谈。2023年双方贸易额达到166亿美元。"
    ),
}


def labelled(language: str) -> tuple[str, list[str]]:
    """The text of an analysis, and for each paragraph the part it belongs to."""
    lines = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    labels, paragraphs = zip(*(line[1:].split("] ", 1) for line in lines), strict=True)
    return "\n".join(paragraphs), list(labels)


@pytest.mark.parametrize("count", [3, 4, 5])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_part_of_an_analysis_is_spoken_for(language: str, count: int) -> None:
    text, labels = labelled(language)
    kept = summarise(Article(text, language=language), Budget(sentences=count)).sentences
    assert len(kept) == count
    assert [labels[text.count("\n", 0, sentence.start)] for sentence in kept][:: count - 1] == ["position", "outlook"]
    assert {labels[text.count("\n", 0, sentence.start)] for sentence in kept} == set(labels)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_analysis_is_known_as_one(language: str) -> None:
    text, _ = labelled(language)
    assert explains(text, split(text, language), language)


@pytest.mark.parametrize("language", NEWS)
def test_news_that_says_the_most_important_first_is_no_analysis(language: str) -> None:
    text = NEWS[language]
    assert not explains(text, split(text, language), language)
    assert summarise(Article(text, language=language), Budget()).sentences[0].start == 0


@pytest.mark.parametrize(
    ("language", "sentence", "kind", "worth"),
    [
        ("en", "However, the islands remain an obstacle.", "hindrance", 1.0),
        ("en", "However, talks go on.", "hindrance", 0.5),
        ("en", "Envoys met in Oslo.", "hindrance", 0.0),
        ("ar", "والعقبة الأولى هي الحدود.", "hindrance", 1.0),
        ("zh", "前景取决于双方。", "outlook", 1.0),
        ("xx", "However, the future is an obstacle.", "outlook", 0.0),
    ],
)
def test_a_sentence_bears_on_what_its_cues_say(language: str, sentence: str, kind: str, worth: float) -> None:
    assert bearing(sentence, language, kind) == worth
