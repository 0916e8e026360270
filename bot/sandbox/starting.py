"""The sandbox started as the settings ask."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from bot.errors import ConfigurationError
from bot.sandbox.server import Sandbox
from bot.settings import Settings

_LOG = logging.getLogger(__name__)


async def start_sandbox(settings: Settings, clock: Callable[[], datetime]) -> Sandbox:
    """The sandbox on its port, or on a free one if the port was not asked for and is taken.

    Raises ConfigurationError where the port that was asked for is taken.
    """
    asked_for = "sandbox_port" in settings.model_fields_set
    for port in (settings.sandbox_port,) if asked_for else (settings.sandbox_port, 0):
        sandbox = Sandbox(
            port=port, clock=clock, admin_id=min(settings.admin_ids), state=settings.data / "sandbox.json"
        )
        try:
            await sandbox.start()
        except OSError as error:
            _LOG.info("port %d cannot be used: %s", port, error.strerror)
            await sandbox.stop()
        else:
            return sandbox
    raise ConfigurationError(f"port {settings.sandbox_port} is taken; set COMMUNIQUE_SANDBOX_PORT to another, or to 0")
