"""Every setting in one class, read from the environment or a ``.env`` file."""

from __future__ import annotations

import re
from math import ceil
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from yarl import URL

from bot.secret_files import with_secrets

TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
ADDRESS = re.compile(r"https?://[^/\s]+(/\S*)?")
PUSH_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
CONTACT = re.compile(r"[!-'*-~]{3,200}")
TELEGRAM_API_URL = "https://api.telegram.org"
SLOW_ANSWER = 0.25
"""Seconds that Telegram may take to answer without that slowing down what is sent."""

MOST_PLACES = 256
"""Most digests that are on their way at once, unless more is asked for."""

SPARE_CONNECTIONS = 56
LAST_PORT = 65535
SANDBOX_ADMIN = 1003
"""The chat page's admin, allowed to load articles when no admin is set and no token is given."""


class Settings(BaseSettings):
    """The program's settings; each field is the variable ``COMMUNIQUE_<FIELD>``."""

    model_config = SettingsConfigDict(
        env_prefix="COMMUNIQUE_", env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    role: Literal["all", "front", "worker"] = Field(
        "all", description="Part that this process has: all, front (talks) or worker (feeds, analysis, retention)"
    )
    telegram_token: SecretStr | None = Field(None, description="Bot token from @BotFather; without it the sandbox runs")
    telegram_token_file: Path | None = Field(None, description="File with the token, in place of the variable")
    telegram_api_url: str = Field(TELEGRAM_API_URL, description="Bot API server")
    webhook_url: str | None = Field(
        None, description="Address that Telegram pushes updates to, https://...; without it Telegram is asked for them"
    )
    webhook_secret: SecretStr | None = Field(
        None, description="What Telegram says with each push, 16 to 256 of A-Z a-z 0-9 _ -; needed with the address"
    )
    webhook_secret_file: Path | None = Field(None, description="File with that secret, in place of the variable")
    webhook_listen: Annotated[tuple[str, int], NoDecode] = Field(
        ("127.0.0.1", 8443), description="host:port where pushes are taken, for a proxy that speaks TLS"
    )
    webhook_connections: int = Field(40, ge=1, le=100, description="Most pushes that Telegram makes side by side")
    admins: Annotated[tuple[int, ...], NoDecode] = Field((), description="Numeric Telegram ids, comma-separated")
    alert_chat: int | None = Field(
        None, description="Numeric id of a chat that is told of errors; without it the owners are"
    )
    data: Path = Field(Path(".communique"), description="Folder for the database")
    database_url: SecretStr | None = Field(None, description="Default: sqlite:///communique.db in the data folder")
    database_url_file: Path | None = Field(None, description="File with that address, in place of the variable")
    database_connections: int = Field(
        10, ge=4, le=200, description="Most connections that this process has to PostgreSQL; SQLite needs no number"
    )
    most_topics: int = Field(500, ge=1, description="Topics that one reader may follow")
    commands_per_minute: int = Field(
        300, ge=0, le=6000, description="Commands and buttons that one person may use a minute; 0: no limit"
    )
    own_texts_per_day: int = Field(
        200, ge=0, description="Texts of their own that one person may have summarised a day; 0: no limit"
    )
    sandbox_port: int = Field(8080, ge=0, le=65535, description="Port of the local chat page; 0 picks a free one")
    fetch_private: Annotated[tuple[tuple[str, int], ...], NoDecode] = Field(
        (), description="Servers outside the public internet that may be fetched from, host:port, comma-separated"
    )
    fetch_contact: str | None = Field(
        None, description="Address or mail that is told to the sites that are fetched from"
    )
    messages_per_second: float = Field(
        28.0, ge=0, allow_inf_nan=False, description="Most messages to Telegram a second; 0: no limit"
    )
    in_flight: int = Field(
        8, ge=1, le=1000, description="Most digests on their way at once; more by itself where more may go a second"
    )
    paid_broadcast: bool = Field(False, description="Digests may be sent at the rate that Telegram charges Stars for")
    alerts_per_hour: int = Field(
        60, ge=0, description="Alerts that a reader gets an hour before they are put together; 0: no limit"
    )
    on_unknown: Literal["retry", "drop"] = Field(
        "retry", description="Digests that may have been sent when the program died: retry or drop"
    )
    keep_deliveries_days: int = Field(
        365, ge=0, le=36500, description="Days for which it is kept what was sent to whom; 0: for ever"
    )
    keep_audit_days: int = Field(365, ge=0, le=36500, description="Days for which admins' deeds are kept; 0: for ever")
    keep_left_days: int = Field(
        730, ge=0, le=36500, description="Days after which readers who stopped or left are forgotten; 0: never"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    log_format: Literal["text", "json"] = Field("text", description="text, or json: an object a line")
    monitoring_listen: Annotated[tuple[str, int] | None, NoDecode] = Field(
        None, description="host:port that answers /healthz, /readyz and /metrics; without it nothing listens"
    )
    traces_endpoint: str | None = Field(
        None, description="Address that takes OpenTelemetry's traces over HTTP; needs the extra `tracing`"
    )

    @model_validator(mode="before")
    @classmethod
    def _read_secrets(cls, given: dict[str, Any]) -> dict[str, Any]:
        return with_secrets(given, cls.secret_files())

    @classmethod
    def secret_files(cls) -> tuple[str, ...]:
        """The settings that may stand in a file which ``<name>_file`` names."""
        return tuple(name for name in cls.model_fields if f"{name}_file" in cls.model_fields)

    @field_validator("admins", mode="before")
    @classmethod
    def _split_admins(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("alert_chat", mode="before")
    @classmethod
    def _blank_chat_is_none(cls, value: object) -> object:
        return (value.strip() or None) if isinstance(value, str) else value

    @field_validator("fetch_private", mode="before")
    @classmethod
    def _split_places(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(_place(part.strip()) for part in value.split(",") if part.strip())
        return value

    @field_validator("webhook_listen", mode="before")
    @classmethod
    def _where_pushes_come(cls, value: object) -> object:
        return _listener(value.strip()) if isinstance(value, str) else value

    @field_validator("webhook_url", mode="before")
    @classmethod
    def _blank_address_is_none(cls, value: object) -> object:
        return (value.strip() or None) if isinstance(value, str) else value

    @field_validator("webhook_url")
    @classmethod
    def _is_an_address_to_push_to(cls, value: str | None) -> str | None:
        if value is not None and not ADDRESS.fullmatch(value):
            raise ValueError("this is no address; one looks like https://bot.example.org/updates")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _can_be_said(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not PUSH_SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("this is no secret for pushes; it has 16 to 256 of the signs A-Z a-z 0-9 _ -")
        return value

    @model_validator(mode="after")
    def _pushes_are_told_from_others(self) -> Settings:
        if self.webhook_url and self.webhook_secret is None:
            raise ValueError(
                "COMMUNIQUE_WEBHOOK_URL needs COMMUNIQUE_WEBHOOK_SECRET, by which pushes are told from others"
            )
        if self.webhook_url and self.telegram_token and self.telegram_token.get_secret_value() in self.webhook_url:
            raise ValueError(
                "COMMUNIQUE_WEBHOOK_URL holds the token, which proxies write into their logs; leave it out"
            )
        return self

    @field_validator("monitoring_listen", mode="before")
    @classmethod
    def _one_place(cls, value: object) -> object:
        if isinstance(value, str):
            return _listener(value.strip()) if value.strip() else None
        return value

    @field_validator("traces_endpoint", mode="before")
    @classmethod
    def _blank_endpoint_is_none(cls, value: object) -> object:
        return (value.strip() or None) if isinstance(value, str) else value

    @field_validator("traces_endpoint")
    @classmethod
    def _endpoint_is_an_address(cls, value: str | None) -> str | None:
        if value is not None and not ADDRESS.fullmatch(value):
            raise ValueError("this is no address; one looks like http://127.0.0.1:4318/v1/traces")
        return value

    @field_validator("fetch_contact")
    @classmethod
    def _fits_a_header(cls, value: str | None) -> str | None:
        if value and not CONTACT.fullmatch(value):
            raise ValueError("this is no contact; one looks like https://example.org/bot or news@example.org")
        return value or None

    @field_validator("telegram_token", mode="before")
    @classmethod
    def _blank_token_is_none(cls, value: object) -> object:
        return (value.strip() or None) if isinstance(value, str) else value

    @field_validator("telegram_token")
    @classmethod
    def _token_has_its_shape(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("this is no token; one looks like 123456789:AAF... and comes from @BotFather")
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if not ADDRESS.fullmatch(value):
            raise ValueError("this is no address; one looks like https://api.telegram.org")
        return value

    @field_validator("log_format", mode="before")
    @classmethod
    def _in_small_letters(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, value: object) -> object:
        return value.strip().upper() if isinstance(value, str) else value

    @property
    def sandboxed(self) -> bool:
        """Whether the local sandbox stands in for Telegram."""
        return self.telegram_token is None

    @property
    def places(self) -> int:
        """Most digests on their way at once: as asked for, else enough for the rate where an answer takes a while."""
        if "in_flight" in self.model_fields_set:
            return self.in_flight
        enough = ceil(self.messages_per_second * SLOW_ANSWER) or MOST_PLACES
        return max(self.in_flight, min(enough, MOST_PLACES))

    @property
    def connections(self) -> int:
        """Connections to the Bot API server: one for each digest on its way, and some for answers beside them."""
        return self.places + SPARE_CONNECTIONS

    @property
    def database(self) -> str:
        """The database's address, absolute."""
        given = self.database_url.get_secret_value() if self.database_url else ""
        return given or f"sqlite:///{(self.data / 'communique.db').absolute()}"

    @property
    def admin_ids(self) -> frozenset[int]:
        """Those who may use admin commands."""
        return frozenset(self.admins) or (frozenset({SANDBOX_ADMIN}) if self.sandboxed else frozenset())


def _place(text: str) -> tuple[str, int]:
    """Host and port as they stand in an address; a missing port is an error, so that no more is opened than meant."""
    try:
        url = URL(f"http://{text}")
    except ValueError:
        url = URL()
    host, port = url.raw_host, url.explicit_port
    if not host or not port or url.path_qs not in ("", "/"):
        raise ValueError("this is no list of servers; one looks like 127.0.0.1:8000,intranet.example:80")
    return host.rstrip("."), port


def _listener(text: str) -> tuple[str, int]:
    """Host and port to listen on; port 0 is a free one."""
    host, colon, port = text.rpartition(":")
    if not colon or not host or not port.isascii() or not port.isdigit() or int(port) > LAST_PORT:
        raise ValueError("this is no place to listen; one looks like 127.0.0.1:9464")
    return host.strip("[]"), int(port)
