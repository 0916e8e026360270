"""Which addresses are of the public internet, and what a resolver may hand on."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.errors import BadAddress, ForbiddenAddress
from bot.sources.guard import Guard, is_public


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.215.14", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "2a00::1"]
)
def test_the_public_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", ["", "example.org", "1.1.1", "1.1.1.1/8", "::ffff:1.1.1.1", "2606:4700::1%1"])
def test_what_is_no_plain_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses())
def test_nothing_is_public_that_python_calls_otherwise(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if is_public(str(address)):
        assert address.is_global
        assert not any((address.is_multicast, address.is_reserved, address.is_loopback, address.is_link_local))


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:{}", "::{}", "64:ff9b::{}", "2002:{hex}::1", "2001:0:{hex}::1"]))
def test_no_address_with_another_inside_is_public(address: ipaddress.IPv4Address, shape: str) -> None:
    number = int(address)
    inside = f"{number >> 16:x}:{number & 0xFFFF:x}"
    assert not is_public(str(ipaddress.IPv6Address(shape.format(address, hex=inside))))


async def test_of_several_addresses_the_public_ones_are_handed_on() -> None:
    async def mixed(host: str, port: int) -> list[str]:
        return ["10.0.0.1", "1.1.1.1", "::1", "2606:4700::1111"]

    found = await Guard(lookup=mixed).resolve("news.example", 443)
    assert [(one["host"], one["port"]) for one in found] == [("1.1.1.1", 443), ("2606:4700::1111", 443)]


async def test_a_name_with_private_addresses_only_is_refused() -> None:
    async def inside(host: str, port: int) -> list[str]:
        return ["10.0.0.1"]

    with pytest.raises(ForbiddenAddress):
        await Guard([("news.example", 80)], inside).resolve("news.example", 443)
    assert len(await Guard([("news.example", 80)], inside).resolve("news.example", 80)) == 1


@pytest.mark.parametrize("host", ["0x01010101", "16843009", "1.1", "1.1.1.1.1", "1.1.1.256", "1.0x"])
def test_an_odd_spelling_of_a_public_number_is_no_address(host: str) -> None:
    with pytest.raises(BadAddress):
        Guard().check(URL(f"http://{host}/"))


def test_a_public_number_and_a_name_pass() -> None:
    for host in ("1.1.1.1", "[2606:4700::1111]", "example.org", "0x.example"):
        Guard().check(URL(f"http://{host}/"))
    assert not Guard().owns(URL("http://example.org/"))
