"""No spelling, redirect, mixed answer or change of mind leads to a dial into a private network."""

import ipaddress
from dataclasses import replace

import httpx
import pytest

from citewiki.domain.outcomes import Outcome
from citewiki.ports.fetching import FetchRequest
from sources.fetching.addresses import is_public, literal
from sources.fetching.client import HttpFetcher
from sources.fetching.guard import GuardedBackend
from sources.fetching.settings import FetchSettings
from sources.fetching.transport import GuardedTransport
from tests.sources.fetching.private_addresses import ADDRESSES, PUBLIC, SPELLINGS
from tests.sources.fetching.world import CountingDialler, Names

SETTINGS = FetchSettings(delay_s=0, retries=0, obey_robots=False, deadline_s=10)
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n<html>hi!!"

LOCAL = ["127.0.0.1", "::1"]
TABLE: dict[str, list[str] | list[list[str]]] = {
    "localhost": LOCAL,
    "localhost.": LOCAL,
    "localhost.localdomain": LOCAL,
    "ip6-localhost": ["::1"],
    "foo.localhost": LOCAL,
    "metadata.internal": ["169.254.169.254"],
    "intranet": ["10.1.2.3"],
    "nat64.internal": ["64:ff9b::a9fe:a9fe"],
    "mapped.internal": ["::ffff:10.0.0.1"],
    "start.test": [PUBLIC],
    "good.test": [PUBLIC, "2606:2800:21f::1"],
    "mixed-last.test": [PUBLIC, "10.0.0.1"],
    "mixed-first.test": ["127.0.0.1", PUBLIC],
    "mixed-families.test": [PUBLIC, "fe80::1%eth0"],
    "thousand.test": [f"93.184.{n // 250}.{n % 250 + 1}" for n in range(1000)],
    "thousand-and-one.test": [f"93.184.{n // 250}.{n % 250 + 1}" for n in range(1000)] + ["::1"],
    "rebinding.test": [[PUBLIC], ["127.0.0.1"]],
    "empty.test": [],
    "nonsense.test": ["not an address"],
}
REFUSED = {Outcome.ADDRESS_REFUSED, Outcome.URL_REFUSED, Outcome.DNS_FAILED}


def test_there_are_enough_of_them() -> None:
    """Of 300 tries: each spelling directly and by redirect, each address in a mixed answer, by
    rebinding, and by rebinding between robots.txt and page."""
    assert len(set(SPELLINGS)) == len(SPELLINGS) >= 75
    assert len(set(ADDRESSES)) == len(ADDRESSES) >= 75


async def test_no_spelling_is_dialled() -> None:
    dialler = CountingDialler(PAGE)
    async with HttpFetcher(SETTINGS, resolver=Names(TABLE), dialler=dialler) as client:
        for url in SPELLINGS:
            result = await client.fetch(FetchRequest(url))
            assert result.outcome in REFUSED, (url, result)
            assert "unforeseen" not in result.detail, (url, result)
    assert dialler.dials == []


async def test_no_spelling_is_dialled_by_redirect() -> None:
    """Relative ones lead back to where they came from, which is public."""
    tls = httpx.create_ssl_context(trust_env=False)
    for url in SPELLINGS:
        location = url.encode("utf-8", "replace").replace(b"\r\n", b"\r")
        redirect = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n"
        dialler = CountingDialler(redirect)
        async with HttpFetcher(SETTINGS, resolver=Names(TABLE), dialler=dialler, tls=tls) as client:
            result = await client.fetch(FetchRequest("http://start.test/"))
        assert result.outcome not in {Outcome.OK, Outcome.NOT_MODIFIED}, url
        assert "unforeseen" not in result.detail, (url, result)
        assert {host for host, _ in dialler.dials} == {PUBLIC}, (url, dialler.dials)
        assert {port for _, port in dialler.dials} <= {80, 443}, (url, dialler.dials)


async def test_the_real_resolver_is_guarded_too() -> None:
    dialler = CountingDialler(PAGE)
    async with HttpFetcher(SETTINGS, dialler=dialler) as client:
        for url in ("http://localhost/", "http://127.1/", "https://2130706433/"):
            result = await client.fetch(FetchRequest(url))
            assert result.outcome in REFUSED
    assert dialler.dials == []


async def test_a_public_name_is_dialled_where_it_was_checked() -> None:
    """The power of the tests above: the same stand-ins do reach a public host."""
    names, dialler = Names(TABLE), CountingDialler(PAGE)
    async with HttpFetcher(SETTINGS, resolver=names, dialler=dialler) as client:
        result = await client.fetch(FetchRequest("http://good.test/"))
    assert (result.outcome, result.body) == (Outcome.OK, b"<html>hi!!")
    assert dialler.dials == [(PUBLIC, 80)]
    assert names.lookups == ["good.test"]


@pytest.mark.parametrize(
    "host",
    [
        "mixed-last.test",
        "mixed-first.test",
        "mixed-families.test",
        "thousand-and-one.test",
        "nonsense.test",
    ],
)
async def test_one_private_answer_spoils_them_all(host: str) -> None:
    dialler = CountingDialler(PAGE)
    async with HttpFetcher(SETTINGS, resolver=Names(TABLE), dialler=dialler) as client:
        result = await client.fetch(FetchRequest(f"http://{host}/"))
    assert result.outcome is Outcome.ADDRESS_REFUSED
    assert dialler.dials == []


@pytest.mark.parametrize("address", ADDRESSES)
async def test_a_private_address_among_public_ones(address: str) -> None:
    table: dict[str, list[str] | list[list[str]]] = {
        "last.test": [PUBLIC, "2606:2800:21f::1", address],
        "first.test": [address, PUBLIC],
        "alone.test": [address],
    }
    dialler = CountingDialler(PAGE)
    async with HttpFetcher(SETTINGS, resolver=Names(table), dialler=dialler) as client:
        for host in table:
            result = await client.fetch(FetchRequest(f"http://{host}/"))
            assert result.outcome is Outcome.ADDRESS_REFUSED
    assert dialler.dials == []


@pytest.mark.parametrize("obey_robots", [False, True], ids=["two fetches", "robots.txt and page"])
@pytest.mark.parametrize("address", ADDRESSES)
async def test_a_name_that_turns_private(address: str, obey_robots: bool) -> None:
    """Each connection is checked anew; the one that was made shows that a dial counts."""
    close = PAGE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    names, dialler = Names({"rebinding.test": [[PUBLIC], [address]]}), CountingDialler(close)
    settings = replace(SETTINGS, obey_robots=obey_robots)
    async with HttpFetcher(settings, resolver=names, dialler=dialler) as client:
        if not obey_robots:
            first = await client.fetch(FetchRequest("http://rebinding.test/"))
            assert first.outcome is Outcome.OK
        last = await client.fetch(FetchRequest("http://rebinding.test/"))
    assert last.outcome is Outcome.ADDRESS_REFUSED
    assert dialler.dials == [(PUBLIC, 80)]


async def test_a_name_that_changes_its_mind() -> None:
    """The first connection goes to what was checked; the second is checked anew."""
    close = PAGE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    names, dialler = Names(TABLE), CountingDialler(close)
    async with HttpFetcher(SETTINGS, resolver=names, dialler=dialler) as client:
        first = await client.fetch(FetchRequest("http://rebinding.test/"))
        second = await client.fetch(FetchRequest("http://rebinding.test/"))
    assert (first.outcome, second.outcome) == (Outcome.OK, Outcome.ADDRESS_REFUSED)
    assert dialler.dials == [(PUBLIC, 80)]
    assert len(names.lookups) == 2


async def test_at_most_three_dials() -> None:
    names, dialler = Names(TABLE), CountingDialler(None)
    async with HttpFetcher(SETTINGS, resolver=names, dialler=dialler) as client:
        result = await client.fetch(FetchRequest("http://thousand.test/"))
        two = await client.fetch(FetchRequest("http://good.test/"))
    assert (result.outcome, two.outcome) == (Outcome.CONNECT_FAILED, Outcome.CONNECT_FAILED)
    assert len(dialler.dials) == 3 + 2
    assert len(names.lookups) == 2


@pytest.mark.parametrize("host", ["empty.test", "unknown.test", "a" * 64 + ".test"])
async def test_no_answer(host: str) -> None:
    async with HttpFetcher(SETTINGS, resolver=Names(TABLE), dialler=CountingDialler(b"")) as client:
        result = await client.fetch(FetchRequest(f"http://{host}/"))
    assert result.outcome in {Outcome.DNS_FAILED, Outcome.URL_REFUSED}


async def test_no_socket_of_the_machine() -> None:
    backend = GuardedBackend(Names(TABLE), frozenset(), CountingDialler(b""))
    with pytest.raises(Exception, match="socket of this machine"):
        await backend.connect_unix_socket("/var/run/docker.sock")


async def test_the_transport_dials_through_the_guard_alone() -> None:
    dialler = CountingDialler(PAGE)
    backend = GuardedBackend(Names(TABLE), frozenset(), dialler)
    async with GuardedTransport(backend, httpx.create_ssl_context(trust_env=False)) as transport:
        response = await transport.handle_async_request(httpx.Request("GET", "http://good.test/"))
        await response.aclose()
    assert dialler.dials == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        PUBLIC,
        "172.15.255.255",
        "172.32.0.1",
        "100.128.0.1",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450::1",
        "::ffff:1.1.1.1",
        "64:ff9b::1.1.1.1",
    ],
)
def test_public(address: str) -> None:
    assert is_public(address)


def test_nothing_is_public_that_the_standard_library_calls_private() -> None:
    for url in SPELLINGS:
        host = url.partition("//")[2].partition("/")[0].strip("[]")
        try:
            ip = ipaddress.ip_address(host)
        except ValueError:
            continue
        assert not (is_public(host) and not ip.is_global), host


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("::1", "::1"),
        ("[::1]", "::1"),
        ("example.org", None),
        ("3com.com", None),
        ("1.2.3.4.example", None),
        ("0xbeef.example", None),
    ],
)
def test_literals(host: str, address: str | None) -> None:
    assert literal(host) == address


@pytest.mark.parametrize("host", ["1.2.3.4.5", "256.1.1.1", "example.1", "0xzz.1", "::g"])
def test_what_only_looks_like_an_address(host: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        literal(host)
