from __future__ import annotations

from summarizer.ranking.explain import MOST_REASONS, reasons
from summarizer.ranking.focus import focus_terms, relevance, urgency
from summarizer.text.sentences import split
from summarizer.text.terms import terms

TEXT = (
    "Japan and Russia resumed peace treaty talks on the Kuril islands in Geneva.\n"
    "The lake was calm. “Fishing is slow this spring,” a boatman of forty years noted.\n"
    "Peace treaty talks on the Kuril islands began decades ago. It is a long story.\n"
    "Both capitals want a peace treaty, but the Kuril islands divide them."
)


def keys(place: int, kept: set[int], title: str | None = None, topic: str = "") -> list[tuple[str, str]]:
    found = reasons(TEXT, split(TEXT, "en"), kept, "en", title, focus_terms(topic, "en"))
    assert set(found) == kept
    return [(reason.key, reason.value) for reason in found[place]]


def test_the_first_sentence_opens_the_article() -> None:
    assert ("opens", "") in keys(0, {0})


def test_what_others_say_too_is_counted() -> None:
    assert ("echoed", "2") in keys(0, {0})


def test_words_of_the_topic_are_named_as_they_stand() -> None:
    assert keys(2, {2}, topic="boatmen | fish") == [("topic", "fishing"), ("quote", "")]


def quotes(sentence: str, language: str) -> bool:
    found = reasons(sentence, [(0, len(sentence))], {0}, language)
    return "quote" in {reason.key for reason in found[0]}


def test_a_name_in_quotation_marks_quotes_nobody() -> None:
    assert quotes("Он получил премию «Серебряная калоша» в Москве.", "ru") is False
    assert quotes("大使は「友好賞」を受け取った。", "ja") is False
    assert quotes('The 6" gun stayed on the "Varyag" for good and all.', "en") is False


def test_words_of_somebody_are_a_quotation() -> None:
    assert quotes("«Мы готовы продолжать эти переговоры», — сказал министр.", "ru") is True
    assert quotes("大臣は「交渉を続ける用意がある」と述べた。", "ja") is True
    assert quotes("„Wir sind zu weiteren Gesprächen bereit“, sagte er.", "de") is True


def test_words_of_the_title_are_noticed() -> None:
    assert ("title", "") in keys(5, {5}, title="Kuril islands: capitals divided")


def test_a_sentence_may_be_kept_for_the_next() -> None:
    assert ("needed", "") in keys(3, {3, 4})
    assert ("needed", "") not in keys(3, {3})


def test_there_is_always_a_reason_and_never_too_many() -> None:
    every = reasons(TEXT, split(TEXT, "en"), set(range(6)), "en", "Kuril", focus_terms("kuril", "en"))
    assert all(1 <= len(found) <= MOST_REASONS for found in every.values())


def test_a_topic_that_few_sentences_name_is_urgent() -> None:
    found = [terms(sentence, "en") for sentence in ("a b", "a c", "a d", "a lake", "a e")]
    assert urgency(found, focus_terms("lake", "en")) > urgency(found, focus_terms("a", "en"))
    assert urgency(found, focus_terms("volcano", "en")) == 0


def test_the_nearest_sentence_has_the_greatest_relevance() -> None:
    found = [terms(sentence, "en") for sentence in ("One thing.", "Talks on lakes.", "The lake talks.", "Other words.")]
    near = relevance(found, focus_terms("lake", "en"))
    assert max(near) == 1
    assert max(near[1:3]) > max(near[0], near[3])
