"""The fetcher and what is not the public internet: a server that is forbidden does not even see a connection."""

from __future__ import annotations

import pytest

from bot.errors import BadAddress, ForbiddenAddress
from tests.fixtures.site import fetching, redirect, running

LOOPBACK = [
    "127.0.0.1",
    "127.0.0.1.",
    "localhost",
    "LOCALHOST.",
    "0x7f000001",
    "0x7f.1",
    "2130706433",
    "017700000001",
    "127.1",
    "0",
    "0.0.0.0",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::127.0.0.1]",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
]

ELSEWHERE = [
    "169.254.169.254",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "168.63.129.16",
    "[::ffff:10.0.0.1]",
    "[::ffff:8.8.8.8]",
    "[fe80::1]",
    "[fe80::1%25eth0]",
    "[fd00:ec2::254]",
    "[64:ff9b::a00:1]",
    "[2002:a00:1::]",
    "[2001:0:a00:1::]",
    "[ff02::1]",
    "0xa9fea9fe",
]


@pytest.mark.parametrize("host", LOOPBACK)
async def test_loopback_is_refused_however_it_is_spelt(host: str) -> None:
    async with running() as inside, fetching() as fetcher:
        with pytest.raises(ForbiddenAddress):
            await fetcher.get(f"http://{host}:{inside.port}/")
    assert inside.connections == 0


@pytest.mark.parametrize("host", ELSEWHERE)
async def test_other_private_networks_are_refused(host: str) -> None:
    async with fetching() as fetcher:
        with pytest.raises(ForbiddenAddress):
            await fetcher.get(f"https://{host}/latest/meta-data/")


@pytest.mark.parametrize("host", [*LOOPBACK, *ELSEWHERE])
@pytest.mark.parametrize("robots", [False, True])
async def test_a_redirect_into_a_private_network_is_refused(host: str, robots: bool) -> None:
    async with running() as inside, running() as news, fetching(news) as fetcher:
        news.answers["/"] = redirect(301, f"http://{host}:{inside.port}/")
        with pytest.raises(ForbiddenAddress):
            await fetcher.get(news.url(), obey_robots=robots)
    assert inside.connections == 0
    assert news.paths[-1] == "/"


async def test_robots_cannot_lead_into_a_private_network() -> None:
    async with running() as inside, running() as news, fetching(news) as fetcher:
        news.answers["/robots.txt"] = redirect(302, inside.url("/"))
        with pytest.raises(ForbiddenAddress):
            await fetcher.get(news.url(), obey_robots=True)
    assert inside.connections == 0


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://127.0.0.1/", "ftp://x/", "http://u:p@x/"])
async def test_a_redirect_to_another_kind_of_address_is_refused(target: str) -> None:
    async with running({"/": redirect(302, target)}) as news, fetching(news) as fetcher:
        with pytest.raises(BadAddress):
            await fetcher.get(news.url())


async def test_a_name_that_stands_for_a_private_address_is_refused() -> None:
    async def inside_name(host: str, port: int) -> list[str]:
        return ["127.0.0.1", "::1", "::ffff:127.0.0.1"]

    async with running() as inside, fetching(lookup=inside_name) as fetcher:
        with pytest.raises(ForbiddenAddress):
            await fetcher.get(f"http://news.example:{inside.port}/")
    assert inside.connections == 0


async def test_a_name_is_looked_up_once_for_a_connection_so_a_second_answer_changes_nothing() -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])

    async def changing(host: str, port: int) -> list[str]:
        return next(answers)

    async with running() as first, running(host="127.0.0.2", port=first.port) as second:
        first.answers["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1"
        first.host = "news.example"
        async with fetching(first, lookup=changing) as fetcher:
            assert (await fetcher.get(first.url())).body == b"1"
    assert second.connections == 0
    assert next(answers) == ["127.0.0.2"]


async def test_a_name_that_becomes_private_is_refused_the_second_time() -> None:
    asked: list[str] = []

    async def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    async with running() as inside, running() as news:
        news.answers["/"] = redirect(302, f"http://news.example:{inside.port}/")
        news.host = "news.example"
        async with fetching(news, lookup=rebinding) as fetcher:
            with pytest.raises(ForbiddenAddress):
                await fetcher.get(news.url())
    assert asked == ["news.example", "news.example"]
    assert (news.connections, inside.connections) == (1, 0)


async def test_what_the_setting_names_is_one_port_of_one_host() -> None:
    async with running() as other, running() as news, fetching(news) as fetcher:
        news.answers["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1"
        assert (await fetcher.get(news.url())).body == b"1"
        for url in (other.url(), f"http://localhost:{news.port}/", f"http://0x7f000001:{news.port}/"):
            with pytest.raises(ForbiddenAddress):
                await fetcher.get(url)
    assert (news.connections, other.connections) == (1, 0)
