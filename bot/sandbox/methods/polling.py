"""How the bot gets its updates: it asks, or they are pushed."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.errors import BadRequest, Conflict
from bot.sandbox.params import Params
from bot.sandbox.world import World

Json = dict[str, Any]

LONGEST_POLL = 50
MOST_UPDATES = 100


async def get_updates(world: World, params: Params) -> list[Json]:
    """Pending updates; ``offset`` confirms those before it. Raises Conflict beside a webhook or a newer poll."""
    if world.webhook.url:
        raise Conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    world.updates.allow(params.array("allowed_updates"))
    if params.integer("offset") and world.updates.pending:
        world.state.touch()
    limit = params.integer("limit", MOST_UPDATES)
    timeout = min(max(params.integer("timeout"), 0), LONGEST_POLL)
    limit = limit if 1 <= limit <= MOST_UPDATES else MOST_UPDATES
    return await world.updates.poll(params.integer("offset"), limit, timeout)


async def set_webhook(world: World, params: Params) -> bool:
    """Pushes updates to ``url`` from now on; an empty one ends it. Plain HTTP is fine here, unlike at Telegram."""
    url, secret = params.text("url").strip(), params.text("secret_token")
    if url and not re.match(r"https?://[^\s/]+", url):
        raise BadRequest("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise BadRequest("secret token contains unallowed characters")
    hook = world.webhook
    hook.url, hook.secret, hook.last_error = url, secret, None
    hook.has_certificate = params.upload("certificate") is not None
    hook.max_connections = min(max(params.integer("max_connections", 40), 1), 100)
    world.updates.allow(params.array("allowed_updates"))
    await _switched(world, params)
    return True


async def delete_webhook(world: World, params: Params) -> bool:
    """Ends pushing, so that getUpdates works again."""
    world.webhook.url = world.webhook.secret = ""
    await _switched(world, params)
    return True


async def get_webhook_info(world: World, _: Params) -> Json:
    """Where updates are pushed and how that goes."""
    return world.webhook.info()


async def _switched(world: World, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        world.updates.pending.clear()
    world.state.touch()
    if world.webhook.url:
        world.updates.release()
    await world.webhook.start()
