"""Redirects are followed a few hops, each checked anew and written down."""

import pytest

from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Redirect
from citewiki.ports.fetching import FetchRequest
from sources.fetching.settings import FetchSettings
from tests.sources.fetching.conftest import MakeFetcher
from tests.web.server import TestWeb

SETTINGS = FetchSettings(delay_s=0, retries=0, deadline_s=10)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed_and_recorded(
    web: TestWeb, fetcher: MakeFetcher, status: int
) -> None:
    web.serve("/old", b"", status, {"Location": web.url("/new", "b.test")})
    web.serve("/new", b"<html>new")
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/old", "a.test")))
    assert result.outcome is Outcome.OK
    assert result.body == b"<html>new"
    assert result.requested_url == web.url("/old", "a.test")
    assert result.final_url == web.url("/new", "b.test")
    assert result.redirects == (Redirect(status, web.url("/new", "b.test")),)


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/x", "/x"),
        ("x", "/a/x"),
        ("../x?q=1", "/x?q=1"),
        ("?q=2", "/a/b?q=2"),
        ("/with space", "/with%20space"),
        ("/x#part", "/x"),
        (" /x ", "/x"),
    ],
)
async def test_relative_ones(web: TestWeb, fetcher: MakeFetcher, location: str, path: str) -> None:
    web.serve("/a/b", b"", 302, {"Location": location})
    web.serve(path, b"<html>there")
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/a/b")))
    assert (result.outcome, result.body) == (Outcome.OK, b"<html>there")


async def test_five_are_followed_and_six_are_not(web: TestWeb, fetcher: MakeFetcher) -> None:
    for n in range(6):
        web.redirect(f"/{n}", f"/{n + 1}")
    web.serve("/6", b"<html>the end")
    async with fetcher(SETTINGS) as client:
        five = await client.fetch(FetchRequest(web.url("/1")))
        six = await client.fetch(FetchRequest(web.url("/0")))
    assert (five.outcome, len(five.redirects)) == (Outcome.OK, 5)
    assert (six.outcome, len(six.redirects)) == (Outcome.TOO_MANY_REDIRECTS, 5)
    assert six.http_status == 302


async def test_a_loop_is_seen_at_once(web: TestWeb, fetcher: MakeFetcher) -> None:
    web.redirect("/a", "/b")
    web.redirect("/b", "/a#again")
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/a")))
    assert result.outcome is Outcome.TOO_MANY_REDIRECTS
    assert [redirect.location for redirect in result.redirects] == [
        web.url("/b"),
        web.url("/a#again"),
    ]
    assert web.paths().count("/a") == 1


@pytest.mark.parametrize(
    "location",
    [
        "",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,hello",
        "ftp://a.test/",
        "http://user:pass@a.test/",
        "//user@a.test/",
        "/a\\b",
        "http://a.test:22/",
        "http:///x",
        "http://[::1/",
        "http://1.2.3.4.5/",
        "http://b.test/" + "x" * 2100,
    ],
)
async def test_bad_ones(web: TestWeb, fetcher: MakeFetcher, location: str) -> None:
    web.serve("/a", b"", 302, {"Location": location})
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/a")))
    assert result.outcome is Outcome.BAD_REDIRECT
    assert len(result.redirects) == 1
    assert result.detail
    assert set(web.paths()) == {"/robots.txt", "/a"}


async def test_a_redirect_into_a_private_network(web: TestWeb, fetcher: MakeFetcher) -> None:
    web.redirect("/a", "http://169.254.169.254/latest/meta-data/")
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/a")))
    assert result.outcome is Outcome.ADDRESS_REFUSED
    assert result.redirects == (Redirect(302, "http://169.254.169.254/latest/meta-data/"),)


async def test_cookies_are_not_kept(web: TestWeb, fetcher: MakeFetcher) -> None:
    web.serve("/a", b"", 302, {"Location": "/b", "Set-Cookie": "id=1; Path=/"})
    web.serve("/b", b"<html>b")
    async with fetcher(SETTINGS) as client:
        await client.fetch(FetchRequest(web.url("/a")))
    assert all("cookie" not in seen.headers for seen in web.requests)
