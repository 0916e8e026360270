"""Bytes of unknown encoding to text, or a refusal when they are no text."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from bot.errors import NotText

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 65536
"""Bytes that the guess of an encoding looks at: a guess over 20 MB would take minutes and say the same."""

ENCODINGS = (
    *("utf_8", "cp1254", "cp1252", "cp1251", "cp1250", "cp1253", "cp1256", "cp1255", "cp1257", "koi8_r"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949", "cp874", "cp866"),
)
"""What text files are found in, the commonest first; Turkish stands before its Western twin, which it differs from in
Icelandic letters only. The many others of old machines would but lead a guess astray."""

CLOSE = 0.02
"""Differences of chaos and of coherence, both from 0 to 1, that say nothing about a short text."""

BROKEN_SHARE = 0.01
"""A text with fewer broken characters than this is UTF-8 with faults; one with more is something else."""


UPPER_BYTES = 6
"""Blocks of Unicode that an alphabetic text draws on: its letters, spaces, dashes and quotation marks."""


def decode(data: bytes) -> str:
    """The text in the bytes, without a byte-order mark and with line ends as ``\\n``. Raises NotText.

    UTF-8 where it fits, with a few broken bytes shown as U+FFFD; else UTF-16 by its zero bytes; else the guess of
    charset-normalizer.
    """
    text = _decode(data)
    if _looks_binary(text):
        raise NotText
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _decode(data: bytes) -> str:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= BROKEN_SHARE * len(text) and _has_multibyte(text):
        return text
    return data.decode(_guess(data[:SAMPLE]), "replace")


def _guess(sample: bytes) -> str:
    """The likeliest of the encodings in use; of those that fit about as well, the commonest. Raises NotText.

    A short text in Western Europe's encoding reads as well in Central Europe's, only with other letters.
    """
    found = from_bytes(sample, cp_isolation=list(ENCODINGS))
    best = found.best()
    if best is None:
        raise NotText
    close = [one for one in found if one.chaos - best.chaos <= CLOSE and best.coherence - one.coherence <= CLOSE]
    return min((one.encoding for one in close), key=ENCODINGS.index)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: in an alphabet the upper byte of a letter takes few values, a space's is zero."""
    sample = data[:4096]
    if len(sample) < 8 or 0 not in sample:
        return None
    even, odd = sample[::2], sample[1::2]
    for encoding, upper, lower in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if 0 in upper and 0 not in lower and len(set(upper)) <= UPPER_BYTES:
            return encoding
    return None


def _has_multibyte(text: str) -> bool:
    return any(ord(letter) > 127 and letter != "\ufffd" for letter in text) or len(text) > 200


def _looks_binary(text: str) -> bool:
    sample = text[:SAMPLE]
    odd = sum(1 for letter in sample if (letter < " " and letter not in "\t\n\r\f\v") or letter == "\ufffd")
    return odd > 0.02 * len(sample) + 1
