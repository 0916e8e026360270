"""Articles that are asked for and not there, and changes of them that cannot be made."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class UnknownArticle(CommuniqueError):
    """No article has that number: it was deleted or never there."""

    key = "error.article.unknown"


class NoArticles(CommuniqueError):
    """The archive is empty."""

    key = "error.article.none"


class BadNumber(CommuniqueError):
    """What was given as an article's number is none."""

    key = "error.article.number"


class AlreadyDeleted(CommuniqueError):
    """An article is to be deleted that was deleted before, and can still be brought back."""

    key = "error.article.deleted"


class NotDeleted(CommuniqueError):
    """An article is to be brought back that is there."""

    key = "error.article.not_deleted"


class EmptyEdit(CommuniqueError):
    """A field of an article is to be changed, and to nothing at all."""

    key = "error.edit.empty"


class EditTooLong(CommuniqueError):
    """A title or an outlet's name is longer than ``limit`` characters."""

    key = "error.edit.long"


class BadDate(CommuniqueError):
    """What was given as an article's date is none."""

    key = "error.edit.date"


class DateOutOfRange(CommuniqueError):
    """An article's date lies before the first newspapers, or in the future."""

    key = "error.edit.range"


class BadLanguage(CommuniqueError):
    """What was given as an article's language is the name or code of none."""

    key = "error.edit.language"


class NothingFound(CommuniqueError):
    """No stored article matches the words."""

    key = "error.article.not_found"


class NothingFoundYet(CommuniqueError):
    """None of the newest articles matches, and to ask the others takes too long."""

    key = "error.article.not_found_yet"
