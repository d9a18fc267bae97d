"""No spelling, redirect, mixed answer or change of mind leads to a dial into a private network."""

import ipaddress

import httpcore
import httpx
import pytest

from citewiki.domain.outcomes import Outcome
from citewiki.ports import FetchRequest
from sources.fetching.addresses import is_public, literal
from sources.fetching.client import HttpFetcher
from sources.fetching.guard import GuardedBackend, GuardedTransport
from sources.fetching.settings import FetchSettings
from tests.sources.fetching.world import CountingDialler, Names

PUBLIC = "93.184.215.14"
SETTINGS = FetchSettings(delay_s=0, retries=0, obey_robots=False, deadline_s=5)
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n<html>hi!!"

SPELLINGS = [
    # loopback, as the resolvers of this world read it
    "http://127.0.0.1/",
    "http://127.0.0.1./",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0x7F.0x0.0x0.0x1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://0177.0x0.0.1/",
    "http://127.255.255.254/",
    "http://0/",
    "http://0.0.0.0/",
    "http://0x0/",
    "http://00000000/",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://localhost.localdomain/",
    "http://ip6-localhost/",
    "http://foo.localhost/",
    "http://①②⑦.⓪.⓪.①/",
    "http://１２７.０.０.１/",
    "http://127。0。0。1/",
    "http://ⓛocalhost/",
    "http://loc\u00adalhost/",
    "http://127.0.0.1%00.example.test/",
    "http://127.0.0.1%2eexample.test/",
    "http://%31%32%37.0.0.1/",
    "http://127.0.0.1\\@example.test/",
    "http://example.test\\@127.0.0.1/",
    "http://example.test@127.0.0.1/",
    "http://user:pass@127.0.0.1/",
    "http://example.test:80@127.0.0.1/",
    "http://@127.0.0.1/",
    "http:///127.0.0.1/",
    "http:127.0.0.1/",
    "http://127.0.0.1:80/",
    "https://127.0.0.1/",
    "HTTP://127.0.0.1/",
    "http://127.0.0.1#@example.test/",
    "http://127.0.0.1?@example.test/",
    "http://127.0.0.1 .example.test/",
    "http://127.0.0.1\t/",
    "http://127.0.0.1\r\nHost: example.test/",
    # IPv6
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:a9fe:a9fe]/",
    "http://[::127.0.0.1]/",
    "http://[::7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::10.0.0.1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:a9fe:a9fe::1]/",
    "http://[2001:0:7f00:1::]/",
    "http://[2001:db8::1]/",
    "http://[2001:10::1]/",
    "http://[3fff::1]/",
    "http://[5f00::1]/",
    "http://[100::1]/",
    "http://[fc00::1]/",
    "http://[fd12:3456::1]/",
    "http://[fec0::1]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[ff02::1]/",
    "http://[ff0e::1]/",
    "http://[fd00:ec2::254]/",
    "http://[::1/",
    "http://::1/",
    "http://[v1.fe80::a]/",
    # private networks, metadata, special purposes
    "http://10.0.0.1/",
    "http://10.255.255.255/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.0.1/",
    "http://3232235521/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0xa9fea9fe/",
    "http://0251.0376.0251.0376/",
    "http://169.254.170.2/",
    "http://100.100.100.200/",
    "http://100.64.0.1/",
    "http://168.63.129.16/",
    "http://192.0.0.192/",
    "http://192.0.2.1/",
    "http://192.88.99.1/",
    "http://198.18.0.1/",
    "http://198.19.255.255/",
    "http://198.51.100.1/",
    "http://203.0.113.1/",
    "http://224.0.0.1/",
    "http://239.255.255.255/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://256.256.256.256/",
    "http://1.2.3.4.5/",
    "http://0x100000000/",
    "http://metadata.internal/",
    "http://intranet/",
    "http://nat64.internal/",
    "http://mapped.internal/",
    # public addresses, ports that are not the web's
    f"http://{PUBLIC}:22/",
    f"http://{PUBLIC}:0/",
    f"http://{PUBLIC}:6379/",
    f"http://{PUBLIC}:65536/",
    f"https://{PUBLIC}:8443/",
    # other schemes
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1/",
    "dict://127.0.0.1/",
    "ws://127.0.0.1/",
    "unix:///var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
    "javascript:alert(1)",
    "data:text/html,x",
    "jar:http://127.0.0.1/!/",
    "//127.0.0.1/",
    "http://",
    "http:///",
    "https://:443/",
    "",
    "\x00",
    "http://" + "a" * 300 + "/",
    "http://127.0.0.1/" + "a" * 3000,
    "http://\ud800/",
]
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
    assert len(set(SPELLINGS)) == len(SPELLINGS) >= 75


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


async def test_httpx_still_keeps_its_pool_where_we_replace_it() -> None:
    """If this fails, a release of httpx moved `_pool`: see GuardedTransport."""
    plain = httpx.AsyncHTTPTransport(trust_env=False)
    assert isinstance(plain._pool, httpcore.AsyncConnectionPool)
    await plain.aclose()
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
