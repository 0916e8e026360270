from __future__ import annotations

from summarizer.ranking.sets import SetRanking

NEWS = (
    "Envoys of Japan and Russia met in Oslo on Monday to talk about the islands.",
    "What the islands are",
    "The envoys said that the talks about the islands would go on in spring.",
    "Fishing boats stayed in port while the envoys talked about the islands.",
    "A treaty about the islands has been missing since the war, the envoys said.",
    "The next round of talks about the islands is planned for Geneva in March.",
)


def test_a_heading_is_kept_only_where_all_is_kept() -> None:
    ranking = SetRanking(NEWS, "en")
    assert [1 in ranking.best(size) for size in range(1, 6)] == [False] * 5


def test_whoever_asks_for_every_sentence_gets_the_heading_too() -> None:
    assert SetRanking(NEWS[:3], "en").best(3) == (0, 1, 2)


def test_a_question_or_its_answer_opens_no_summary_that_another_statement_can_open() -> None:
    asked = ("Will the envoys of Japan and Russia ever agree on the islands?", *NEWS)
    ranking = SetRanking(asked, "en")
    assert ranking.best(1)[0] > 1
    assert SetRanking(asked[:1], "en").best(1) == (0,)
