"""Files that cannot be read, whatever their kind."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class FileNotRead(CommuniqueError):
    """A reader asked for the summary of a file."""

    key = "load.not_for_readers"


class FileNotFetched(CommuniqueError):
    """Telegram did not hand over a file that was sent."""

    key = "error.file.fetch"


class FileTooBig(CommuniqueError):
    """The file is larger than Telegram lets a bot download."""

    key = "error.file.big"


class UnreadableFile(CommuniqueError):
    """The system does not hand over a file; ``reason`` is its word for why."""

    key = "error.file.system"


class NotText(CommuniqueError):
    """The file's bytes are not text."""

    key = "error.file.not_text"


class UnknownFileType(CommuniqueError):
    """The file is of a kind that cannot be loaded."""

    key = "error.file.type"


class EncryptedFile(CommuniqueError):
    """The file is closed by a password."""

    key = "error.file.encrypted"


class BrokenFile(CommuniqueError):
    """The file begins as one of its kind and cannot be followed to its end."""

    key = "error.file.broken"


class NoTextInside(CommuniqueError):
    """The file is as it should be and has no words, such as a scan that is pictures only."""

    key = "error.file.scan"


class TooMuchInside(CommuniqueError):
    """The file would be many times its size once unpacked."""

    key = "error.file.unpacked"


class FileTooLong(CommuniqueError):
    """The file is longer than any of its kind that people read."""

    key = "error.file.long"


class TooManyParts(CommuniqueError):
    """The file holds more articles, attachments or pages than are read at once."""

    key = "error.file.parts"


class SeveralArticles(CommuniqueError):
    """A file of several articles where one is wanted."""

    key = "error.file.several"


class NothingInside(CommuniqueError):
    """A file or an archive without a single article."""

    key = "error.file.empty"


class NestedArchive(CommuniqueError):
    """A ZIP in a ZIP, or a mail in a mail."""

    key = "error.file.archive"


class TooNested(CommuniqueError):
    """The page's elements, or the values of a JSON file, stand in one another deeper than any real one's."""

    key = "error.file.nested"


class TookTooLong(CommuniqueError):
    """The reading of a file was ended at its time limit."""

    key = "error.file.slow"


class ForbiddenXml(CommuniqueError):
    """The XML declares entities of its own, which are used to reach other files or to fill the memory."""

    key = "error.file.entities"
