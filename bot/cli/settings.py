"""Settings on the command line: read once, and explained."""

from __future__ import annotations

import os
import sys
from typing import Any, get_args

from pydantic import SecretStr, ValidationError

from bot.errors import ConfigurationError
from bot.secret_files import SUFFIX, exposed, variable
from bot.settings import Settings


def read_settings(role: str | None = None) -> Settings:
    """The settings from the environment and ``.env``, and the role where the command line has one.

    Raises ConfigurationError that names the variable at fault.
    """
    given: dict[str, Any] = {"role": role} if role else {}
    try:
        settings = Settings(**given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        # What concerns several settings names them itself.
        name = "".join(f"{variable(str(part))}: " for part in first["loc"][:1])
        reason = first["msg"].removeprefix("Value error, ")
        raise ConfigurationError(f"{name}{reason}; see communique run --help") from None
    except UnicodeDecodeError:
        raise ConfigurationError("the file .env is not UTF-8; save it as UTF-8, or use the environment") from None
    except OSError as error:
        raise ConfigurationError(f"the file .env cannot be read: {error.strerror}") from None
    _warn_of_exposed(settings)
    _keep_from_children(settings)
    return settings


def _keep_from_children(settings: Settings) -> None:
    """Take the secrets out of the environment: the processes that read foreign bytes would inherit them."""
    secret = {variable(field) for field in settings.secret_files()}
    for name in [name for name in os.environ if name.upper() in secret]:
        del os.environ[name]


def _warn_of_exposed(settings: Settings) -> None:
    for field in settings.secret_files():
        path = getattr(settings, field + SUFFIX)
        if path is not None and exposed(path):
            line = f"communique: warning: {variable(field + SUFFIX)}: every user of this machine can read {path}"
            print(f"{line}; chmod 600 keeps it to its owner", file=sys.stderr)


def describe_settings() -> str:
    """Every variable with its default and meaning, a paragraph for ``--help``."""
    lines = ["settings, from the environment or a .env file:"]
    for name, field in Settings.model_fields.items():
        secret = field.annotation is SecretStr or SecretStr in get_args(field.annotation)
        default = "" if field.default in (None, ()) or secret else f" (default {field.default})"
        lines.append(f"  {variable(name):31} {field.description}{default}")
    return "\n".join(lines)
