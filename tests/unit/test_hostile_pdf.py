"""A PDF that unpacks to more than there is memory for: the process that reads it ends, and ours does not grow."""

from __future__ import annotations

import resource
import zlib

import pytest

from bot.errors import TooMuchInside
from bot.sources import pdf as pdf_module
from bot.sources.files import read_file
from bot.sources.limits import MB
from tests.fixtures.papers import FIRST, assembled, pdf

UNPACKED = 20 * MB
"""Bytes of one stream, which pypdf by itself takes for no attack; as objects they are fifty times as many."""

TIGHT = 200 * MB
"""A limit at which that stream does not fit beside the interpreter, for a test that ends soon."""


def swollen() -> bytes:
    """A PDF of 20 KB with a page of 20 MB."""
    packed = zlib.compress(b"q Q " * (UNPACKED // 4) + b"BT /F1 11 Tf (Notes) Tj ET", 9)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page + b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (Notes) >>",
    ]
    return assembled(objects)


def limited_to(size: int) -> tuple[str, str]:
    """What starts the process that reads PDFs, with another limit of its memory."""
    return "-c", f"from bot.sources import pdf_process as process; process.PDF_MEMORY = {size}; process.main()"


def test_a_pdf_that_does_not_fit_into_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = swollen()
    assert len(data) < 100_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with monkeypatch.context() as patch:
        patch.setattr(pdf_module, "COMMAND", limited_to(TIGHT))
        with pytest.raises(TooMuchInside):
            read_file("swollen.pdf", data)
        assert FIRST in read_file("beside.pdf", pdf(FIRST)).text
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024
    assert FIRST in read_file("next.pdf", pdf(FIRST)).text
