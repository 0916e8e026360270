"""The Telegram application: handlers in the order in which they look at an update, and what they share."""

from __future__ import annotations

from telegram.ext import Application, ContextTypes, ExtBot

from bot.core import Core, utc_now
from bot.handlers import articles as article_commands
from bot.handlers import audit as audit_commands
from bot.handlers import (
    bans,
    briefs,
    broadcasts,
    charts,
    digest_buttons,
    export,
    groups,
    inline,
    language,
    latest,
    load,
    membership,
    opening,
    privacy,
    problems,
    quotas,
    roles,
    said,
    saved,
    schedule_buttons,
    schedules,
    search,
    sharing,
    start,
    stats,
    summary,
    timelines,
    top,
    topic_list,
    topics,
    tour,
    votes,
    waiting,
)
from bot.handlers import feeds as feed_commands
from bot.handlers import settings as setting_commands
from bot.handlers.context import App, Context, Services
from bot.services.digests.desk import DigestDesk
from bot.services.groups import Groups
from bot.services.preferences import Preferences
from bot.services.rights import Rights
from bot.services.shelf import Shelf
from bot.telegram.connection import WatchedBot
from bot.telegram.limiter import Limiter
from bot.telegram.standings import standings
from bot.telegram.transport import AiohttpRequest

FIRST_MODULES = (bans, membership, groups, quotas, privacy, sharing, inline)
"""These look before the others: the banned stay outside, groups have a door, everybody a quota, links open with
`/start`, and who asks for privacy is not noted."""

READER_MODULES = (
    charts,
    topics,
    topic_list,
    schedules,
    schedule_buttons,
    language,
    setting_commands,
    tour,
    latest,
    digest_buttons,
    saved,
    top,
    export,
    briefs,
    timelines,
    said,
    votes,
)
"""What readers look at, follow and keep, and when they are told."""

ADMIN_MODULES = (feed_commands, article_commands, audit_commands, load, roles, stats, broadcasts)
"""Commands that only admins may use, in the order in which they look at an update."""


def build(
    core: Core,
    api_url: str,
    token: str,
    transports: tuple[AiohttpRequest, AiohttpRequest],
    gate: opening.Gate,
    limiter: Limiter,
) -> tuple[App, WatchedBot]:
    """The Telegram application with its handlers, in the order in which they look at an update.

    ``transports``: one for what is sent, one for the long poll, so that neither waits for the other's connections.
    ``gate``: opened once the archive may be read.
    """
    bot = WatchedBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=transports[0],
        get_updates_request=transports[1],
        rate_limiter=limiter,
    )
    as_library: ExtBot[str] = bot
    app: App = Application.builder().bot(as_library).context_types(ContextTypes(context=Context)).updater(None).build()
    app.bot_data["services"] = Services(
        core.articles,
        core.topics,
        core.matches,
        core.readers,
        core.audit,
        core.feeds,
        core.desk,
        core.loading,
        core.schedules,
        DigestDesk(core.database, core.composer, core.schedules, utc_now),
        Shelf.of(core.database, core.articles, core.topics, utc_now, token, core.forgetting),
        core.charts,
        core.briefs,
        core.said,
        Groups(core.database, utc_now),
        Rights(standings(bot), utc_now),
        core.office,
        Preferences(core.database, utc_now),
    )
    opening.register(app, gate)
    for module in (waiting, *FIRST_MODULES, start, summary, search, *READER_MODULES, *ADMIN_MODULES, problems):
        module.register(app)
    summary.register_long_texts(app)
    start.register_unknown(app)
    return app, bot
