"""What can be said wrong to the bot, and the key of the sentence that answers it.

Each row is what is said and the key; a row with two keys is answered by two messages. `WORDS` stands where the answer
is made of an article's or the sender's own words.
"""

from __future__ import annotations

WORDS = "*"

NONSENSE = "qwzx ??? (((\u202e 🕊 </b>%s\\"

NOTHING = {
    "start": "start.welcome",
    "summary": WORDS,
    "latest": "latest.head",
    "top": "top.head",
    "search": "search.ask",
    "brief": "brief.ask",
    "timeline": "timeline.ask",
    "said": "said.ask",
    "trend": "trend.ask",
    "compare": "compare.ask",
    "ties": "ties.ask",
    "follow": "topic.ask",
    "unfollow": "topics.none",
    "topics": "topics.none",
    "digest": "schedule.head",
    "settings": "settings.head",
    "language": "language.head",
    "stop": "stop.done.none",
    "save": "saved.ask",
    "saved": "saved.none",
    "note": "saved.ask_note",
    "share": "share.ask",
    "help": "help.reader",
    "privacy": "privacy.kept",
    "export": "export.done",
    "forgetme": "forget.ask",
    "cancel": "cancel.nothing",
    "load": "load.ask",
    "article": "desk.ask",
    "delete": "desk.delete.ask",
    "audit": "audit.head",
    "stats": "stats.head stats.chart.caption",
    "feed": "feed.list.none",
    "feeds": "feeds.usage",
    "broadcast": "broadcast.text",
    "role": "error.person.none",
    "roles": "role.head",
    "ban": "error.person.none",
    "unban": "error.person.none",
    "bans": "ban.list.none",
}
"""Every command with nothing behind it."""

ODD = {
    "start": "error.link.broken",
    "top": "error.top.days",
    **dict.fromkeys(("summary", "search", "brief", "timeline", "said", "trend", "compare", "ties"), "error.topic.open"),
    **dict.fromkeys(("follow", "unfollow", "share"), "error.topic.open"),
    "digest": "error.schedule",
    "language": "error.language",
    **dict.fromkeys(("save", "note", "article", "delete"), "error.article.number"),
    "load": "load.stored",
    "stats": "error.stats.period",
    "feed": "feed.usage",
    "broadcast": "* broadcast.ask",
}
"""Commands with `NONSENSE` behind them; the others are answered as with nothing."""

LONG = {
    "summary": WORDS,
    **dict.fromkeys(("search", "brief", "timeline", "said"), "error.query.long"),
    **dict.fromkeys(("trend", "compare", "ties", "follow", "unfollow", "share"), "error.topic.long"),
}
"""Commands with a word of 4,000 letters behind them; the others are answered as with nonsense."""

SAID_WRONG = (
    ("/brief japan since 31 February", "error.period.day"),
    ("/brief japan since 9999-12-31", "error.period.ahead"),
    ("/brief japan since 99999-01-01", "error.period"),
    ("/brief japan since last Tuesday", "brief.head"),
    ("/brief zanzibar quinoa", "error.brief.nothing_at_all"),
    ("/timeline japan since 30.02.2024", "error.period.day"),
    ("/timeline zanzibar quinoa picture", "error.brief.nothing_at_all"),
    ("/trend japan since 31 February", "error.period.day"),
    ("/trend zanzibar quinoa", "trend.none"),
    ("/compare japan", "error.compare.few"),
    ("/compare japan, japan", "error.compare.same"),
    ("/compare a, b, c, d, e", "error.compare.many"),
    ("/compare zanzibar quinoa, quinoa rice", "compare.none"),
    ("/ties zanzibar", "error.ties.unknown"),
    ("/ties georgia", "ties.none"),
    ("/ties congo", "error.ties.several"),
    ("/said zanzibar", "error.said.nothing"),
    ("/said about fish", "error.said.who"),
    ("/digest pause until 31 February", "error.schedule.pause_none"),
    ("/digest pause until 31 December 9999", "error.schedule.pause_far"),
    ("/digest pause until last Tuesday", "error.schedule.pause"),
    ("/digest 25:00", "error.schedule.hour"),
    ("/digest quiet 22:00-22:00", "error.schedule.never"),
    ("/digest quiet x", "error.schedule.quiet"),
    ("/digest most -1", "error.schedule.cap"),
    ("/digest zone Atlantide", "error.zone"),
    ('/digest "no such topic" daily', "error.topic.unknown"),
    ("/top 31 February", "error.top.days"),
    ("/summary 0", "error.length"),
    ("/summary -3", "error.length"),
    ("/summary ۹۹۹۹", "error.article.unknown"),
    ("/summary #5", "error.article.unknown"),
    ("/summary 99999999999999999999999", "error.article.unknown"),
    ("/summary zanzibar quinoa", "error.article.not_found"),
    ("/summary !!!", "error.query.empty"),
    ("/save 9999", "error.article.unknown"),
    ("/save 99999999999999999999999", "error.article.number"),
    ("/note 9999 hello", "error.article.unknown"),
    ("/share 9999", "error.article.unknown"),
    ("/share zanzibar", "error.topic.unknown"),
    ("/language klingon", "error.language"),
    ("/follow ???", "error.topic.empty"),
    ('/follow "kuril islands', "error.topic.quote"),
    ("/follow -japan", "error.topic.excludes"),
    ("/follow country:zz", "error.topic.value"),
    ("/follow about:", "error.topic.unfinished"),
    ("/follow japan & -japan", "error.topic.never"),
    ("/follow japan)", "error.topic.close"),
    ("/follow ~ japan", "error.topic.operator"),
    ("/follow colour:red", "error.topic.field"),
    ("/unfollow 99", "error.topic.unknown"),
    ("/search 🕊🕊", "error.query.empty"),
    ("/start a1001-xxxxxxxxxxxx", "error.link.broken"),
    ("/start t99999999999999999999-xxxxxxxxxxxx", "error.link.broken"),
    ("/load Envoys met in Oslo.", "error.not_admin"),
    ("/bans", "error.not_admin"),
    ("/nonsense", "error.command"),
    ("/summary@other_bot", "error.command"),
    ("/", "hint.help"),
    ("\u202eשלום", "hint.help"),
    # The same twice at once.
    ("/follow \u202eاليابان", "topic.followed"),
    ("/follow \u202eاليابان", "topic.followed_already"),
    ("/follow kuril", "topic.followed"),
    ("/follow kuril", "topic.followed_already"),
    ("/unfollow kuril", "topic.unfollowed"),
    ("/unfollow kuril", "error.topic.unknown"),
    ("/save 1001", "saved.kept"),
    ("/save 1001", "saved.kept_already"),
    ("/note 1001 -", "saved.unnoted"),
)
"""By a reader."""

LINK_SAID_WRONG = ("/load http://127.0.0.1/x", "error.fetch.forbidden")
"""A page is read beside the conversation: its answer has no place among the others."""

ADMIN_SAID_WRONG = (
    ("/load 🕊🕊🕊", "load.wordless"),
    ("/load 12345 67890", "load.wordless"),
    ("/load \u202eمحادثات\u202c السلام استؤنفت في جنيف. \u200bوغادر الوفد.", "load.stored"),
    ("/load <script>alert(1)</script> & <b>unclosed\nEnvoys met <i>today. They & others left.", "load.stored"),
    ("/article 9999", "error.article.unknown"),
    ("/article 1001 1002", "error.article.number"),
    ("/delete 9999", "error.article.unknown"),
    ("/delete 99999999999999999999999", "error.article.number"),
    ("/feed add", "feed.ask"),
    ("/feed add http://127.0.0.1/", "error.fetch.forbidden"),
    ("/feed add ftp://example.org/", "error.fetch.address"),
    ("/feed pause", "feed.ask.which"),
    ("/feed pause 99", "error.feed.unknown"),
    ("/feed whole 1", "feed.whole.usage"),
    ("/feed whole 99 off", "error.feed.unknown"),
    ("/feed check 99", "error.feed.unknown"),
    ("/feed remove 99", "error.feed.unknown"),
    ("/feeds import", "feeds.ask"),
    ("/feeds export", "feed.list.none"),
    ("/stats 31 February", "error.stats.period"),
    ("/role 1001", "error.role.none"),
    ("/role 1001 king", "error.role.unknown"),
    ("/role 1003 editor", "error.role.owner"),
    ("/role -5 editor", "error.person.none"),
    ("/role 99999999999999999999 editor", "error.person.none"),
    ("/ban 1003", "error.ban.owner"),
    ("/ban 99999999999999999999", "error.person.none"),
    (f"/ban 1002 {'x' * 301}", "error.ban.reason"),
    ("/unban 1002", "error.ban.none"),
    ("/broadcast ru:", "broadcast.text.language"),
    ("/broadcast ru: привет", "error.broadcast.nobody"),
    # The same twice at once.
    ("/role 1002 editor", "role.done.editor"),
    ("/role 1002 editor", "role.same"),
    ("/role 1002 none", "role.done.none"),
    ("/role 1002 none", "role.same"),
)
"""By an owner."""


def rows(commands: tuple[str, ...], how: dict[str, str] = NOTHING, behind: str = "") -> list[tuple[str, str]]:
    """Each command with that behind it, and its key: of ``how``, else as with less."""
    tables = (how, ODD, NOTHING) if how is LONG else (how, NOTHING)
    return [(f"/{name} {behind}".strip(), next(table[name] for table in tables if name in table)) for name in commands]
