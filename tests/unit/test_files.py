"""Files of every kind become drafts, by what they are and not by what they are called."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from bot.errors import BrokenRow, NoTextColumn, RowWithoutText, SeveralArticles, UnknownFileType
from bot.sources.files import read_file, read_many, readable
from bot.sources.pages import read_page
from tests.fixtures.papers import FIRST, SECOND, TEXT, THIRD, item, page, pdf, rss, word, zipped

HEAD = (
    '<meta property="og:site_name" content="The Courier"><meta name="author" content="Anna Lind">'
    '<meta property="article:published_time" content="2024-05-01T10:00:00+02:00">'
    '<link rel="canonical" href="https://courier.example/talks">'
)
MAY = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)


def test_a_page_gives_its_article_and_what_it_says_of_it() -> None:
    draft = read_page(page(head=HEAD), "https://courier.example/talks?from=home", "text/html")
    assert draft.text == TEXT
    assert (draft.title, draft.outlet, draft.authors) == ("Talks resume", "The Courier", ("Anna Lind",))
    assert (draft.published, draft.language, draft.link) == (MAY, "en", "https://courier.example/talks")


def test_inline_marks_of_a_page_leave_the_sentence_as_it_reads() -> None:
    marked = FIRST.replace("Geneva", '<a href="/g"><b>Gene</b>va</a>').replace("six hours", "<em>six</em>\n hours")
    draft = read_file("a.html", page(f"<article><p>{marked} {SECOND}</p><p>{THIRD}</p></article>"))
    assert FIRST in draft.text


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-8"])
def test_a_page_is_read_in_the_encoding_it_names(charset: str) -> None:
    text = (
        "Министр иностранных дел прибыл в Женеву на переговоры о границе. Встреча продлится до пятницы, сообщили в МИД."
    )
    source = page(f"<article><p>{text}</p></article>").decode().replace('charset="utf-8"', f'charset="{charset}"')
    assert text in read_file("a.html", source.encode(charset)).text


def test_a_pdf_is_read_in_paragraphs_whatever_its_name() -> None:
    lines = ["Talks resume", "", FIRST[:60], FIRST[60:80] + "bor-", "der talks went on in the city of Geneva for long."]
    draft = read_file("note.txt", pdf(*lines, title="Microsoft Word - note.docx"))
    assert draft.title == "Talks resume"
    assert "border talks went on" in draft.text


def test_a_word_file_gives_its_title_and_paragraphs() -> None:
    draft = read_file("note.docx", word(FIRST, SECOND))
    assert (draft.title, draft.text) == ("Talks resume", f"{FIRST}\n\n{SECOND}")


def test_markdown_loses_its_marks_and_no_word() -> None:
    source = "---\ntitle: 'Talks resume'\nauthors:\n  - Anna Lind\ndate: 2024-05-01T08:00:00Z\n---\n# Talks resume\n\n"
    source += f"**{FIRST}** [{SECOND}](https://x.example/a_b_c)\n\n> {THIRD}\n"
    draft = read_file("note.md", source.encode())
    assert draft.text == TEXT
    assert (draft.title, draft.authors, draft.published) == ("Talks resume", ("Anna Lind",), MAY)


@pytest.mark.parametrize("text", ["5 * 3 * 2 is thirty.", "The file a_b_c was sent.", "# 5 is a number sign"])
def test_plain_text_keeps_what_only_looks_like_a_mark(text: str) -> None:
    assert read_file("note.txt", text.encode()).text == text


def test_a_mail_gives_its_message_and_each_attachment() -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = (
        "Fwd: Talks resume",
        "Anna Lind <a@x.example>",
        "Wed, 01 May 2024 10:00 +0200",
    )
    mail.set_content(TEXT)
    mail.add_alternative("<p>Other</p>", subtype="html")
    mail.add_attachment(word(FIRST), maintype="application", subtype="octet-stream", filename="../note.docx")
    mail.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="seal.png")
    message, note, seal = read_many("m.eml", bytes(mail))
    assert message.draft
    assert message.draft.text == TEXT
    assert (message.draft.title, message.draft.authors, message.draft.published) == (
        "Talks resume",
        ("Anna Lind",),
        MAY,
    )
    assert note.name == "m.eml/note.docx"
    assert note.draft
    assert isinstance(seal.error, UnknownFileType)


def test_a_mail_of_html_only_is_read_as_text() -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Talks resume", "a@x.example"
    mail.set_content(f"<p>{FIRST}</p><p>{SECOND}</p><script>no()</script>", subtype="html")
    assert read_file("m.eml", bytes(mail)).text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_bad_row_of_a_table_harms_no_other(sign: str) -> None:
    rows = [["Headline", "Body", "Published_At"], ["One", f'"{FIRST}\n{SECOND}"', "2024-05-01T08:00:00Z"]]
    rows += [["Two", "", ""], ["Three", "x", "y", "z"], ["Four", SECOND.replace(",", ""), ""]]
    one, two, three, four = read_many("t.csv", "\n".join(sign.join(row) for row in rows).encode())
    assert one.draft
    assert (one.draft.title, one.draft.text, one.draft.published) == ("One", f"{FIRST}\n{SECOND}", MAY)
    assert isinstance(two.error, RowWithoutText)
    assert isinstance(three.error, BrokenRow)
    assert three.error.values["line"] == 5
    assert four.draft


def test_a_table_without_text_says_which_columns_it_has() -> None:
    (read,) = read_many("t.csv", b"name,age\nAnna,5\n")
    assert isinstance(read.error, NoTextColumn)
    assert read.error.values["columns"] == "name, age"


def test_a_bad_line_of_jsonl_harms_no_other() -> None:
    lines = [
        '{"text": "Envoys met.", "source": {"name": "Courier"}, "url": "https://x.example/1"}',
        "{broken",
        '{"title": "x"}',
    ]
    good, broken, empty = read_many("a.jsonl", "\n".join(lines).encode())
    assert good.draft
    assert (good.draft.outlet, good.draft.link) == ("Courier", "https://x.example/1")
    assert isinstance(broken.error, BrokenRow)
    assert broken.name == "a.jsonl:2"
    assert isinstance(empty.error, RowWithoutText)


def test_a_feed_that_was_saved_gives_its_entries() -> None:
    reads = read_many("feed.xml", rss(item(1), item(2)))
    assert [read.draft.title for read in reads if read.draft] == ["Note 2", "Note 1"]


def test_an_archive_gives_each_file_and_no_path() -> None:
    files = {
        "../../etc/one.txt": TEXT.encode(),
        "C:\\two.docx": word(FIRST),
        "bad.pdf": b"%PDF-1.4 no",
        "in.zip": zipped({}),
    }
    reads = read_many("news.zip", zipped(files))
    assert [read.name for read in reads] == [
        "news.zip/etc/one.txt",
        "news.zip/two.docx",
        "news.zip/bad.pdf",
        "news.zip/in.zip",
    ]
    assert [read.draft is not None for read in reads] == [True, True, False, False]


def test_one_article_is_wanted_and_several_are_refused() -> None:
    with pytest.raises(SeveralArticles):
        read_file("a.jsonl", b'{"text": "One."}\n{"text": "Two."}')


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.PNG.docx", "a.zip", "a.csv", "a.opml"])
def test_a_name_tells_what_can_be_loaded(name: str) -> None:
    assert readable(name)


@pytest.mark.parametrize(("name", "kind"), [("a.png", "image/png"), ("a.exe", None), ("a", None), ("a.xlsx", None)])
def test_a_name_tells_what_cannot_be_loaded(name: str, kind: str | None) -> None:
    assert not readable(name, kind)
