"""Requests to the Bot API over aiohttp, with errors that tell "never sent" from "not known"."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import JSONDict, ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.monitoring.meters import Meters

_JSON = {"Content-Type": "application/json"}
_METHOD = re.compile(r"(?<!/file)/bot[^/]+/([A-Za-z]{1,40})$")

DOWNLOAD = "download"
"""In place of a method, for a file that is fetched."""

ADDRESSES = 128
"""Of methods that are remembered, and limits of time; there are as many as methods are used."""

REPEATED = ("entities", "caption_entities", "reply_markup", "reply_to_message", "link_preview_options")
"""Of a message that was sent: who sent it knows them."""

ANSWERS = {200: "ok", 429: "429"}
"""How answers are counted; others by their hundred."""


class NotSent(NetworkError):
    """The request did not leave this machine, so repeating it can repeat nothing."""


@dataclass(slots=True)
class _Call:
    """A call that is under way, and how it was answered: nobody knows, as long as nothing else is said."""

    answer: str = "unknown"


class AiohttpRequest(BaseRequest):
    """One connection pool to one Bot API server.

    ``connections`` bounds the requests in flight; times are in seconds. A request that waits longer than ``connect``
    for a free connection or for the server to accept raises `NotSent`; no answer within ``read`` raises `TimedOut`,
    and then nobody knows whether it was carried out. Messages of errors hold the server's
    name and never the rest of the address, which contains the token. Proxies are those of the environment.
    ``meters`` are told of each call.
    """

    __slots__ = ("_connect", "_connections", "_meters", "_proxies", "_read", "_session")

    def __init__(
        self, *, connections: int = 64, read: float = 20.0, connect: float = 10.0, meters: Meters | None = None
    ) -> None:
        self._connections = connections
        self._meters = meters or Meters()
        self._read = read
        self._connect = connect
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[tuple[str, str], str | None] = {}

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer."""
        return self._read

    async def initialize(self) -> None:
        """Open the pool; a second call does nothing."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300)
            # Told to trust the environment, aiohttp would ask it in a thread, twice for each request.
            self._session = aiohttp.ClientSession(connector=connector, headers={"User-Agent": self.USER_AGENT})

    async def shutdown(self) -> None:
        """Close the pool; a second call does nothing."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body of the answer. Raises `NotSent`, `TimedOut` or `NetworkError`."""
        if self._session is None:
            raise RuntimeError("the transport is not initialised")
        read = self._read if isinstance(read_timeout, DefaultValue) else read_timeout
        connect = self._connect if isinstance(connect_timeout, DefaultValue) else connect_timeout
        timeout = _timeout(connect, read)
        body, headers = _body(request_data)
        calling = self._session.request(
            method, url, data=body, headers=headers, timeout=timeout, proxy=self._proxy(url)
        )
        with self._counted(url) as call:
            try:
                async with calling as response:
                    body_read = await response.read()
                    call.answer = ANSWERS.get(response.status, f"{response.status // 100}xx")
                    return response.status, body_read
            except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as error:
                call.answer = "unsent"
                raise NotSent(f"cannot reach the Bot API server at {place(url)} ({type(error).__name__})") from None
            except TimeoutError:
                raise TimedOut("the Bot API server did not answer in time") from None
            except (aiohttp.ClientError, OSError) as error:
                raise NetworkError(f"the connection to the Bot API server broke ({type(error).__name__})") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """As the library's, without what a sent message's answer repeats of it: reading it takes a third of a send."""
        found = BaseRequest.parse_json_payload(payload)
        if isinstance(result := found.get("result"), dict) and "message_id" in result:
            for name in REPEATED:
                result.pop(name, None)
        return found

    @contextmanager
    def _counted(self, url: str) -> Iterator[_Call]:
        call, begun = _Call(), time.perf_counter()
        try:
            yield call
        finally:
            self._meters.called(_method_of(url), call.answer, time.perf_counter() - begun)

    def _proxy(self, url: str) -> str | None:
        parts = urlsplit(url)
        server = parts.scheme, parts.netloc
        if server not in self._proxies:
            self._proxies[server] = _proxy_for(parts.scheme, parts.hostname or "")
        return self._proxies[server]


@lru_cache(ADDRESSES)
def _timeout(connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, connect=connect, sock_read=read)


@lru_cache(ADDRESSES)
def _method_of(url: str) -> str:
    found = _METHOD.search(urlsplit(url).path)
    return found[1] if found else DOWNLOAD


def _proxy_for(scheme: str, host: str) -> str | None:
    """The environment's proxy for a server, if it has one."""
    return None if not host or proxy_bypass(host) else getproxies().get(scheme)


def place(url: str) -> str:
    """Scheme, host and port of an address, without the path that holds the token."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _body(request_data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str] | None]:
    """JSON, which is much quicker to write than a form, or a multipart form where files go along; with its headers."""
    if request_data is None:
        return None, None
    if not request_data.contains_files:
        given = request_data.parameters
        return (json.dumps(given).encode(), _JSON) if given else (None, None)
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    parts: dict[str, Any] = dict(request_data.multipart_data)
    for name, (filename, content, content_type) in parts.items():
        form.add_field(name, content, filename=filename, content_type=content_type)
    return form, None
