"""What is made to do harm is refused, with a reason, within bounds."""

from __future__ import annotations

import gzip
import io
import resource
import struct
import zipfile
from email.message import EmailMessage

import pytest

from bot.errors import (
    BrokenFile,
    CommuniqueError,
    CookieWall,
    EncryptedFile,
    ErrorPage,
    ForbiddenXml,
    ListOfFeeds,
    NoArticle,
    NoTextInside,
    NotOpml,
    TookTooLong,
    TooManyParts,
    TooMuchInside,
    TooNested,
    UnknownFileType,
)
from bot.sources import pdf as pdf_module
from bot.sources.files import read_file, read_many
from bot.sources.limits import MOST_ATTACHMENTS
from bot.sources.opml import Subscription, read_opml, write_opml
from bot.sources.pages import read_page
from bot.sources.patience import time_limit
from bot.texts.catalogue import translator
from tests.fixtures.papers import FIRST, TEXT, locked_pdf, page, pdf, word, zipped

MB = 1_000_000
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>'
XXE = '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'


def peak() -> int:
    """Bytes of memory that the process had at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def refusal(name: str, data: bytes) -> CommuniqueError:
    """Why a file is refused; its sentence can be said, and the memory did not grow by a tenth of what it unpacks to."""
    before = peak()
    (read,) = read_many(name, data)
    assert read.draft is None
    assert read.error
    assert translator("en").plain(read.error.key, **read.error.values)
    assert peak() - before < 60 * MB
    return read.error


def declaring(files: dict[str, bytes], size: int) -> bytes:
    """A ZIP whose directory declares a size for its last file, whatever it holds."""
    data = bytearray(zipped(files))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", size)
    return bytes(data)


def test_a_gzip_bomb_is_not_unpacked() -> None:
    assert isinstance(refusal("news.txt", gzip.compress(bytes(200 * MB), 1)), UnknownFileType)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    files = {f"{n}.txt": bytes(60 * MB) for n in range(4)}
    assert isinstance(refusal("bomb.zip", zipped(files)), TooMuchInside)


def test_a_zip_that_lies_about_its_sizes_gives_no_more_than_it_declares() -> None:
    (read,) = read_many("lie.zip", declaring({"a.txt": bytes(60 * MB)}, 100))
    assert isinstance(read.error, BrokenFile)


def test_a_zip_that_is_packed_in_a_way_that_unpacks_at_once_is_refused() -> None:
    assert isinstance(refusal("b.zip", zipped({"a.txt": bytes(5 * MB)}, zipfile.ZIP_BZIP2)), BrokenFile)


def test_a_file_in_a_zip_whose_name_is_none_is_read() -> None:
    packed = zipped({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}).replace(b"b.txt", b"\x00.txt")
    first, second = read_many("z.zip", packed)
    assert first.draft
    assert second.name == "z.zip/unnamed"


def test_a_zip_of_too_many_files_is_refused() -> None:
    assert isinstance(refusal("many.zip", zipped({f"{n}.txt": b"" for n in range(5001)})), TooManyParts)


def test_a_word_file_that_declares_300_mib_is_refused() -> None:
    files = {"[Content_Types].xml": b"", "word/document.xml": bytes(1000)}
    assert isinstance(refusal("big.docx", declaring(files, 300 * 1024 * 1024)), TooMuchInside)


@pytest.mark.parametrize("doctype", [BOMB, XXE])
def test_a_word_file_with_entities_is_refused(doctype: str) -> None:
    target = io.BytesIO(word(FIRST))
    with zipfile.ZipFile(target) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/document.xml"] = f"<?xml version='1.0'?>{doctype}<x>&l9;</x>".encode()
    assert isinstance(refusal("x.docx", zipped(files)), ForbiddenXml)


def test_a_broken_word_file_is_refused() -> None:
    assert isinstance(refusal("b.docx", zipped({"word/document.xml": b"<no"})), BrokenFile)


@pytest.mark.parametrize("doctype", [BOMB, XXE])
def test_a_list_of_feeds_with_entities_is_refused(doctype: str) -> None:
    with pytest.raises(ForbiddenXml):
        read_opml(f"<?xml version='1.0'?>{doctype}<opml><body><outline xmlUrl='&l9;'/></body></opml>".encode())


@pytest.mark.parametrize("data", [b"", b"hello", b"<html></html>", b"<opml><body>", b"\x00\xff\x89PNG"])
def test_what_is_no_list_of_feeds_is_refused(data: bytes) -> None:
    with pytest.raises(CommuniqueError) as caught:
        read_opml(data)
    assert caught.value.key in (NotOpml.key, "error.file.not_text")


def test_a_list_of_feeds_comes_back_as_it_was_written() -> None:
    given = [
        Subscription("A & <b> “c”", "https://x.example/f?a=1&b=2"),
        Subscription("Новости", "http://y.example/rss"),
    ]
    assert read_opml(write_opml(given)) == given
    assert isinstance(refusal("feeds.opml", write_opml(given)), ListOfFeeds)


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul", "font"])
def test_a_page_of_60000_nested_tags_is_refused(tag: str) -> None:
    assert isinstance(refusal("deep.html", page(f"<{tag}>" * 60_000 + TEXT)), TooNested)


def test_an_element_of_200000_attributes_costs_only_its_attributes() -> None:
    attributes = " ".join(f"a{number}='>'" for number in range(200_000))
    body = f"<article><p {attributes}>{FIRST}</p><p>{TEXT}</p></article>"
    assert FIRST in read_file("a.html", page(body)).text


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("404 Not Found", "<h1>Not Found</h1><p>The requested page was not found on this server.</p>", ErrorPage),
        ("Site", "<p>We use cookies. Accept all cookies or manage your consent to go on.</p>", CookieWall),
        ("Just a moment...", "<p>Enable JavaScript and cookies to continue</p>", CookieWall),
        ("Site", "<p>Hello.</p>", NoArticle),
    ],
)
def test_a_page_without_article_says_what_it_is(title: str, body: str, expected: type[CommuniqueError]) -> None:
    source = page(body).replace(b"<title>Talks resume", f"<title>{title}".encode())
    with pytest.raises(NoArticle) as caught:
        read_page(source, "https://x.example/a", "text/html")
    assert type(caught.value) is expected


def test_work_that_takes_too_long_is_ended_even_where_exceptions_are_caught() -> None:
    def work() -> None:
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue

    with pytest.raises(TookTooLong), time_limit(0.05):
        work()


def test_an_encrypted_pdf_is_refused() -> None:
    assert isinstance(refusal("e.pdf", locked_pdf()), EncryptedFile)


def test_a_scan_says_that_it_has_no_text() -> None:
    assert isinstance(refusal("scan.pdf", pdf()), NoTextInside)


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.4\n" + b"1 0 obj\n" * 5000, pdf(FIRST)[:200]])
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    assert isinstance(refusal("b.pdf", data), BrokenFile)


def test_an_endless_pdf_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "PDF_SECONDS", 2)
    endless = pdf(FIRST, extra=b"q 1 0 0 1 0 0 cm Q " * 1_500_000)
    assert isinstance(refusal("endless.pdf", endless), TookTooLong)


def test_a_mail_with_300_attachments_is_bounded() -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Notes", "a@x.example"
    mail.set_content(TEXT)
    for number in range(300):
        mail.add_attachment(f"Note {number}. {FIRST}", filename=f"{number}.txt")
    reads = read_many("m.eml", bytes(mail))
    assert sum(read.draft is not None for read in reads) == 1 + MOST_ATTACHMENTS
    assert isinstance(reads[-1].error, TooManyParts)


def test_a_mail_of_nested_parts_is_refused() -> None:
    head = "From: a@x.example\nMIME-Version: 1.0\n"
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000))
    assert isinstance(refusal("deep.eml", (head + parts).encode()), (TooNested, BrokenFile))


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":' * 100_000, b'[{"text": "x"},' + b"[" * 100_000])
def test_deep_json_is_refused(data: bytes) -> None:
    (read,) = read_many("a.json", data)
    assert read.draft is None
    assert read.error
