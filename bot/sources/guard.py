"""The guard of what leaves the process: only addresses of the public internet, and only those that were checked."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable

from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.errors import BadAddress, ForbiddenAddress

Lookup = Callable[[str, int], Awaitable[list[str]]]
"""Host and port to the addresses that the name stands for. Raises OSError where there are none."""

Place = tuple[str, int]
"""Host and port as they stand in an address."""

PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
"""All that is in use on the public internet; mapped, compatible and NAT64 addresses lie outside."""

RESERVED = (
    # IPv4, by the registry of special purposes of IANA.
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/3",
    # IPv6 within 2000::/3: protocols' own with Teredo, documentation, 6to4, segment routing.
    "2001::/23",
    "2001:db8::/32",
    "2002::/16",
    "3fff::/20",
)
"""Networks that are not the public internet, or that carry an address of another inside; the interpreter's own table
differs from version to version."""

NETWORKS = tuple(ipaddress.ip_network(text) for text in RESERVED)

CLOUDS = frozenset({"168.63.129.16"})
"""Public numbers that a cloud answers from inside: Azure's host, with its metadata."""


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public internet."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and (found.scope_id is not None or found not in PUBLIC_V6):
        return False
    return address not in CLOUDS and not any(found in network for network in NETWORKS)


class Guard(AbstractResolver):
    """Says where one may connect to, and resolves names for aiohttp, which connects to what it is given here.

    As names are resolved once for each connection and only checked addresses are handed on, a name that stands for
    something else the next moment changes nothing. ``private`` are the hosts and ports that may be private.
    """

    def __init__(self, private: Iterable[Place] = (), lookup: Lookup | None = None) -> None:
        self._private = frozenset(private)
        self._lookup = lookup or look_up

    def owns(self, url: URL) -> bool:
        """Whether an address is one of those that may be private."""
        return (url.raw_host, url.port) in self._private

    def check(self, url: URL) -> None:
        """Refuse an address with a number for a host, which no resolver is asked for. Raises ForbiddenAddress.

        Numbers in old spellings (0x7f000001, 127.1) are read as the system reads them; public ones are a BadAddress.
        """
        host = url.raw_host or ""
        if self.owns(url):
            return
        number = _number(host)
        if number is None:
            return
        if not is_public(number):
            raise ForbiddenAddress(host=host)
        if number != host:
            raise BadAddress

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The public ones of a name's addresses. Raises ForbiddenAddress if there are only others, OSError if none."""
        found = await self._lookup(host, port)
        owned = (host, port) in self._private
        public = [address for address in found if owned or is_public(address)]
        if found and not public:
            raise ForbiddenAddress(host=host)
        return [_result(host, address, port) for address in public]

    async def close(self) -> None:
        """A connector closes its resolver; this one holds nothing open, and goes on for the next."""
        return


async def look_up(host: str, port: int) -> list[str]:
    """The addresses of a name, as the system knows them, each once. Raises OSError."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _number(host: str) -> str | None:
    """The numeric address that the system would read in a host; None for a name."""
    if ":" in host:
        return host
    last = host.rpartition(".")[2]
    if not (last.isdigit() or last.startswith("0x")):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        raise BadAddress from None


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=flags)
