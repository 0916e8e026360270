"""The error root, and the text key of what a person is told for each."""

from __future__ import annotations

from summarizer.errors import QueryError

SHOWN = 24
"""Characters of a topic that are quoted around the place where it is not understood."""


class CommuniqueError(Exception):
    """Root of the application's errors; ``key`` names the sentence in the catalogue, ``values`` fill it."""

    key = "error.unexpected"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.key if not values else f"{self.key} {values}")

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross from the worker process; the default would call the class with the message.
        return _rebuild, (type(self), self.values)


def _rebuild(kind: type[CommuniqueError], values: dict[str, object]) -> CommuniqueError:
    return kind(**values)


class ConfigurationError(CommuniqueError):
    """The program cannot start as it is set up; ``str(error)`` is one line that says what to change."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line

    def __str__(self) -> str:
        return self.line


class UnknownArticle(CommuniqueError):
    """No article has that number: it was deleted or never there."""

    key = "error.article.unknown"


class NoArticles(CommuniqueError):
    """The archive is empty."""

    key = "error.article.none"


class BadNumber(CommuniqueError):
    """What was given as an article's number is none."""

    key = "error.article.number"


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


class BadLength(CommuniqueError):
    """A summary of that many sentences cannot be given."""

    key = "error.length"


class TextTooShort(CommuniqueError):
    """The text has no word to summarise."""

    key = "error.text.short"


class TextGone(CommuniqueError):
    """The text that a button or a reply is about was deleted, or was sent in several parts."""

    key = "error.text.gone"


class FileNotRead(CommuniqueError):
    """A reader asked for the summary of a file."""

    key = "load.not_for_readers"


class FileNotFetched(CommuniqueError):
    """Telegram did not hand over a file that was sent."""

    key = "error.file.fetch"


class Restarting(CommuniqueError):
    """The program ends while somebody waits for the archive of its first start."""

    key = "error.restarting"


class BadTopic(CommuniqueError):
    """A topic or a search that is not understood; the sentence says what is wrong, where, and what may be meant."""

    @classmethod
    def of(cls, error: QueryError, text: str, asking: str = "topic") -> BadTopic:
        """The error for what was written; ``asking`` is "topic" or "query"."""
        start = max(0, min(error.place, len(text)) - SHOWN // 2)
        return cls(
            code=error.code,
            asking=asking,
            topic=" ".join(text.split())[:60],
            detail=error.detail[:60],
            near=text[start : start + SHOWN].strip() or text[-SHOWN:].strip(),
            suggestions=error.suggestions,
        )

    @property
    def key(self) -> str:  # type: ignore[override]
        """By the code, and by what was asked where that makes a difference."""
        code = str(self.values["code"])
        return (
            SEARCH_SENTENCES.get(code, TOPIC_SENTENCES[code])
            if self.values["asking"] == "query"
            else TOPIC_SENTENCES[code]
        )


TOPIC_SENTENCES = {
    "empty": "error.topic.empty",
    "long": "error.topic.long",
    "quote": "error.topic.quote",
    "complex": "error.topic.complex",
    "open": "error.topic.open",
    "close": "error.topic.close",
    "unfinished": "error.topic.unfinished",
    "operator": "error.topic.operator",
    "sign": "error.topic.sign",
    "field": "error.topic.field",
    "value": "error.topic.value",
    "near": "error.topic.near",
    "never": "error.topic.never",
    "excludes": "error.topic.excludes",
}
"""What a QueryError's code is in words."""

SEARCH_SENTENCES = {"empty": "error.query.empty", "long": "error.query.long", "quote": "error.query.quote"}
"""Those that differ for a search."""


class TooManyTopics(CommuniqueError):
    """The reader follows as many topics as one may."""

    key = "error.topic.many"


class UnknownTopic(CommuniqueError):
    """The reader does not follow that topic."""

    key = "error.topic.unknown"


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


class UnreadableFile(CommuniqueError):
    """The system does not hand over a file; ``reason`` is its word for why."""

    key = "error.file.system"


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


class RowWithoutText(CommuniqueError):
    """A row of a table, or a line of JSON, without a text."""

    key = "error.row.empty"


class BrokenRow(CommuniqueError):
    """A row of a table, or a line of JSON, that is not one."""

    key = "error.row.broken"


class NoTextColumn(CommuniqueError):
    """A table without a column whose name says that it holds the text."""

    key = "error.file.columns"


class NotAFeed(CommuniqueError):
    """What an address or a file gives is no feed."""

    key = "error.feed.other"


class PageNotFeed(NotAFeed):
    """A web page where a feed was promised."""

    key = "error.feed.page"


class BrokenFeed(NotAFeed):
    """XML or JSON where a feed was promised, and broken or of another kind."""

    key = "error.feed.broken"


class NotOpml(CommuniqueError):
    """A list of feeds was wanted and something else was given."""

    key = "error.opml"


class ListOfFeeds(CommuniqueError):
    """A list of feeds was loaded as if it were articles."""

    key = "error.opml.article"


class NoArticle(CommuniqueError):
    """A page without an article on it."""

    key = "error.page.none"


class ErrorPage(NoArticle):
    """A page that says, in words only, that there is nothing at its address."""

    key = "error.page.error"


class CookieWall(NoArticle):
    """A page that shows its article to a browser only, after a click or a check."""

    key = "error.page.wall"


class FileTooBig(CommuniqueError):
    """The file is larger than Telegram lets a bot download."""

    key = "error.file.big"


class AnonymousSender(CommuniqueError):
    """An admin command from somebody who writes in a chat's name, so that nobody can tell who it is."""

    key = "error.anonymous"


class AnalysisFailed(CommuniqueError):
    """The analysis of a text took too long or its process died."""

    key = "error.analysis"


class FetchFailed(CommuniqueError):
    """Nothing was got from an address; what is raised is one of its kinds, and ``host`` is whose fault it was."""


class BadAddress(FetchFailed):
    """That is no address of a page: not http or https, malformed, with a password in it, or at a port of mail."""

    key = "error.fetch.address"


class ForbiddenAddress(FetchFailed):
    """The address lies in a private network, or was said to by whoever resolves names; nothing was connected to."""

    key = "error.fetch.forbidden"


class Unreachable(FetchFailed):
    """No connection came about; ``reason`` is "dns", "refused" or "tls"."""

    @property
    def key(self) -> str:  # type: ignore[override]
        """By the reason."""
        return UNREACHABLE_SENTENCES[str(self.values["reason"])]


UNREACHABLE_SENTENCES = {
    "dns": "error.fetch.dns",
    "refused": "error.fetch.refused",
    "tls": "error.fetch.tls",
}
"""What keeps a connection from coming about, in words."""


class TooSlow(FetchFailed):
    """The answer was not complete within ``limit`` seconds."""

    key = "error.fetch.slow"


class TooBig(FetchFailed):
    """The answer has more than ``limit`` MB, as sent or once unpacked."""

    key = "error.fetch.big"


class TooManyRedirects(FetchFailed):
    """The address led to another more than ``limit`` times, or in a circle."""

    key = "error.fetch.redirects"


class BadStatus(FetchFailed):
    """The server refused; ``retry_after`` is the seconds it asked to wait, if it did."""

    key = "error.fetch.status"

    def __init__(self, *, status: int, retry_after: float | None = None, **values: object) -> None:
        super().__init__(status=status, retry_after=retry_after, **values)
        self.status = status
        self.retry_after = retry_after


class RobotsForbid(FetchFailed):
    """The site's robots.txt asks programs to stay away from the page, or could not be asked for."""

    key = "error.fetch.robots"


class BrokenAnswer(FetchFailed):
    """What came back is not HTTP, shorter than announced, or packed in a way that cannot be undone."""

    key = "error.fetch.broken"


class NoFeedFound(CommuniqueError):
    """There is no feed at ``address``, and the page there names none that can be read."""

    key = "error.feed.none"


class UnknownFeed(CommuniqueError):
    """No feed has the number or address ``which``."""

    key = "error.feed.unknown"


class FeedBusy(CommuniqueError):
    """The feed is being polled at this moment."""

    key = "error.feed.busy"


class FeedGiven(CommuniqueError):
    """An article was wanted, and the address gives a feed."""

    key = "error.page.feed"
