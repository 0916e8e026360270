"""What a brief does not take for a fact: captions, numbers to call, addresses, words without a verb."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.analysis import analyse
from summarizer.briefs.asides import aside
from summarizer.briefs.brief import brief
from summarizer.briefs.model import Source
from summarizer.briefs.verbs import LANGUAGES
from summarizer.budget import Budget
from summarizer.model import Article


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Ambulances at the harbour gate, in the middle of the old town, after the fire."),
        ("en", "(Photo: a patrol boat that was sent out in 2002)"),
        ("en", "The envoy, pictured here in March, left the talks early on Monday."),
        ("en", "Left to right: the envoys who signed the treaty of Bergen."),
        ("en", "Whoever saw the boat is asked to call the hotline on 0800 555012."),
        ("en", "The ministry can be reached by telephone, +47 22 95 55 00, until nine."),
        ("en", "More is said on the page https://example.org/treaty of the ministry."),
        ("en", "Letters may be sent to press@example.org until Friday."),
        ("en", "The office was moved to 12 Harbour Street, Springfield, 90210 last year."),
        ("fr", "Des ambulances devant le port de Brest, au petit matin."),
        ("fr", "Le ministre était à Oslo en mars (photo d’archives)."),
        ("fr", "Les témoins sont priés d’appeler le 01 99 00 12 34."),
        ("fr", "Les lettres sont reçues au 14, rue du Port, 29200 Brest."),
        ("es", "Ambulancias frente al puerto de Vigo, tras el incendio del lunes."),
        ("es", "Quien lo vio puede llamar al teléfono 900 12 34 56."),
        ("es", "En esta foto el ministro saluda a los enviados en Oslo."),
        ("ru", "Машины скорой помощи у ворот старого порта."),
        ("ru", "Очевидцев просят позвонить по телефону 8 800 555-01-02."),
        ("ru", "На снимке министр приветствует послов в Осло."),
        ("zh", "图为外长在奥斯陆会见代表团。"),
        ("zh", "知情者请拨打热线电话 010-5550-1234。"),
        ("ar", "صورة أرشيفية للوزير خلال زيارته إلى أوسلو."),
        ("ar", "على الشهود الاتصال على الرقم 0800 555012 حتى مساء اليوم."),
    ],
)
def test_what_stands_beside_a_report_is_no_fact(language: str, sentence: str) -> None:
    assert aside(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Police called 1 200 000 people on 2005-07-07 about the fire."),
        ("en", "Sweden’s king welcomes the envoys in Stockholm."),
        ("en", "Norway recognizes the new borders of the lake."),
        ("en", "The Harbour Post, a paper of Bergen, told example.org that it is closing."),
        ("en", "A number of envoys left in 2004 - 2006 for other posts."),
        ("fr", "Une proposition aussitôt rejetée par les pêcheurs de Brest."),
        ("fr", "Les pêcheurs réclament 1 500 000 euros au ministère."),
        ("fr", "Le numéro un du parti quitte la salle."),
        ("es", "El ministro firmó el tratado en Oslo."),
        ("es", "Una propuesta rechazada por los pescadores de Vigo."),
        ("ru", "Министр подписал договор о рыболовстве."),
        ("zh", "外长在奥斯陆签署了条约。"),
        ("ar", "وقع الوزير المعاهدة في أوسلو يوم الاثنين."),
        ("de", "Krankenwagen am Hafen, nach dem Feuer."),
    ],
)
def test_a_report_is_one(language: str, sentence: str) -> None:
    assert not aside(sentence, language)


@given(st.text(max_size=300), st.sampled_from((*LANGUAGES, "ar", "zh", "xx")))
def test_any_text_is_judged(text: str, language: str) -> None:
    assert aside(text, language) in (True, False)


def test_a_brief_has_no_caption() -> None:
    caption = "Ambulances at the harbour gate of Bergen after the fire in the salmon store."
    report = "A fire in the salmon store closed the harbour of Bergen on Monday."
    text = f"{caption} {report} Nobody was hurt in the fire, and the store opens again in May."
    article = Article(text, "Fire in Bergen", "en")
    assert caption in [text[start:end] for start, end in analyse(article).spans]
    found = [one.sentence.text for one in brief([Source.read("wire", article)], Budget(sentences=3)).passages]
    assert report in found
    assert caption not in found
