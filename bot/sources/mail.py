"""Mails (.eml) to drafts: the message, and what is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from itertools import islice

from bot.errors import BrokenFile, CommuniqueError, NestedArchive, TooManyParts, TooNested
from bot.sources.archives import safe_name
from bot.sources.decode import decode
from bot.sources.draft import Draft
from bot.sources.limits import DEEPEST_PAGE, MOST_ATTACHMENTS, MOST_BOUNDARIES, MOST_MAIL_PARTS
from bot.sources.markup import plain
from bot.sources.parts import Part
from bot.sources.prolog import decode_markup
from storage.letters import storable

_PREFIX = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg|tr|rv|отв|пер)\s*:\s*)+", re.IGNORECASE)
_FLOWED = re.compile(r"(?<=\S) \n(?!\n|>|-- )")


def read_mail(data: bytes) -> Iterator[Part]:
    """The message as an article, then its attachments, of which a mail may have MOST_ATTACHMENTS.

    Raises BrokenFile, TooNested.
    """
    if data.lower().count(b"boundary=") > MOST_BOUNDARIES:
        raise TooNested(limit=MOST_BOUNDARIES)
    try:
        mail = BytesParser(EmailMessage, policy=policy.default.clone(utf8=True)).parsebytes(data)
        parts = [part for part in islice(mail.walk(), MOST_MAIL_PARTS) if not part.is_multipart()]
    except RecursionError as error:
        raise TooNested(limit=DEEPEST_PAGE) from error
    except Exception as error:  # the standard library's reader of headers fails on some in ways of its own
        raise BrokenFile(kind="EML") from error
    attached = [part for part in parts if _is_attached(part)]
    message = _message(mail, [part for part in parts if not _is_attached(part)])
    if message is not None:
        yield Part("", message)
    elif not attached:
        raise BrokenFile(kind="EML")
    for number, part in enumerate(attached[:MOST_ATTACHMENTS], start=1):
        name = safe_name(part.get_filename() or f"attachment {number}")
        yield Part(f"/{name}", _payload(part) or BrokenFile(kind="EML"), part.get_content_type())
    if len(attached) > MOST_ATTACHMENTS:
        yield Part("/…", TooManyParts(limit=MOST_ATTACHMENTS))
    if any(part.get_content_type() == "message/rfc822" for part in islice(mail.walk(), 1, MOST_MAIL_PARTS)):
        yield Part("/message", NestedArchive())


def _message(mail: EmailMessage, parts: list[EmailMessage]) -> Draft | CommuniqueError | None:
    try:
        text = _text(parts)
    except CommuniqueError as error:
        return error
    if not text:
        return None
    subject = _PREFIX.sub("", _header(mail, "subject"))
    return Draft(text=text, title=subject[:300] or None, published=_date(mail), authors=_authors(mail))


def _text(parts: list[EmailMessage]) -> str:
    """The plain text, else the HTML's. Raises NotText, TooNested."""
    for kind, read in (("text/plain", _plain), ("text/html", _html)):
        found = [read(part) for part in parts if part.get_content_type() == kind]
        text = "\n\n".join(part for part in found if part)
        if text:
            return storable(text)
    return ""


def _plain(part: EmailMessage) -> str:
    text = _decoded(part).strip()
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _FLOWED.sub(" ", text)
    # Two hyphens and a space begin a signature, everywhere.
    return re.split(r"^-- ?$", text, maxsplit=1, flags=re.MULTILINE)[0].strip() or text


def _html(part: EmailMessage) -> str:
    return plain(decode_markup(_payload(part), str(part.get("content-type", ""))))


def _decoded(part: EmailMessage) -> str:
    data = _payload(part)
    charset = part.get_content_charset()
    try:
        return data.decode(charset or "utf-8").replace("\r\n", "\n")
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _payload(part: EmailMessage) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return data if isinstance(data, bytes) else b""


def _is_attached(part: EmailMessage) -> bool:
    """Whether a part is a file and not the message; pictures within the text are neither, and not read."""
    if part.get_content_disposition() == "attachment":
        return True
    return bool(part.get_filename()) and part.get_content_maintype() != "image"


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(storable(str(mail.get(name) or "")).split())
    except Exception:  # as in read_mail: headers are read when they are asked for
        return ""


def _date(mail: EmailMessage) -> datetime | None:
    try:
        moment: datetime | None = mail["date"].datetime if mail["date"] else None
        return None if moment is None else (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except Exception:  # as in read_mail
        return None


def _authors(mail: EmailMessage) -> tuple[str, ...]:
    try:
        people = mail["from"].addresses if mail["from"] else ()
        return tuple(" ".join(one.display_name.split()) for one in people[:10] if one.display_name.strip())
    except Exception:  # as in read_mail
        return ()
