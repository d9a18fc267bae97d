"""Requests that are no plain page views: another Accept, or a JSON question by POST."""

import itertools

import pytest

from citewiki.domain.outcomes import Outcome
from citewiki.ports.fetching import FetchRequest
from sources.fetching.client import ACCEPT
from sources.fetching.settings import FetchSettings
from tests.sources.fetching.conftest import MakeFetcher
from tests.sources.fetching.world import SleepingClock
from tests.web.server import Answer, TestWeb

SETTINGS = FetchSettings(delay_s=3, retries=1, deadline_s=10)
QUESTION = b'{"query": "{ post }"}'
CSL = "application/vnd.citationstyles.csl+json"


def asked(web: TestWeb, path: str) -> list[tuple[str, bytes, str, str | None]]:
    """Method, body, Accept and Content-Type of the requests for a path."""
    return [
        (seen.method, seen.body, seen.headers["accept"], seen.headers.get("content-type"))
        for seen in web.requests
        if seen.path == path
    ]


async def test_accept_goes_along_with_redirects(web: TestWeb, fetcher: MakeFetcher) -> None:
    web.redirect("/10.1/x", web.url("/works/x", "b.test"))
    web.serve("/works/x", b"{}", 200, {"Content-Type": CSL})
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/10.1/x", "a.test"), accept=CSL))
    assert (result.outcome, result.body) == (Outcome.OK, b"{}")
    assert asked(web, "/10.1/x") == asked(web, "/works/x") == [("GET", b"", CSL, None)]


@pytest.mark.parametrize("accept", [None, "", "a\r\nHost: evil.test", "\u00e9"])
async def test_what_can_be_no_header_is_not_sent(
    web: TestWeb, fetcher: MakeFetcher, accept: str | None
) -> None:
    web.serve("/", b"<html>")
    async with fetcher(SETTINGS) as client:
        await client.fetch(FetchRequest(web.url("/"), accept=accept))
    assert asked(web, "/") == [("GET", b"", ACCEPT, None)]


async def test_a_question_is_posted_and_put_again_after_a_passing_fault(
    web: TestWeb, fetcher: MakeFetcher
) -> None:
    web.sequence("/graphql", Answer(b"", 502), Answer(b'{"data": 1}'))
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(
            FetchRequest(web.url("/graphql"), accept="application/json", json_body=QUESTION)
        )
    assert (result.outcome, result.body) == (Outcome.OK, b'{"data": 1}')
    posted = ("POST", QUESTION, "application/json", "application/json")
    assert asked(web, "/graphql") == [posted, posted]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_question_is_not_sent_on(web: TestWeb, fetcher: MakeFetcher, status: int) -> None:
    web.serve("/graphql", b"", status, {"Location": web.url("/other", "b.test")})
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/graphql"), json_body=QUESTION))
    assert (result.outcome, result.http_status) == (Outcome.TOO_MANY_REDIRECTS, status)
    assert asked(web, "/other") == []


async def test_robots_and_politeness_hold_for_questions(
    web: TestWeb, fetcher: MakeFetcher, seconds: SleepingClock
) -> None:
    web.serve("/robots.txt", b"User-agent: *\nDisallow: /closed", host="a.test")
    web.serve("/graphql", b"{}")
    web.serve("/closed", b"{}")
    async with fetcher(SETTINGS) as client:
        for path in ("/closed", "/graphql", "/graphql"):
            last = await client.fetch(FetchRequest(web.url(path, "a.test"), json_body=QUESTION))
    assert last.outcome is Outcome.OK
    assert asked(web, "/closed") == []
    times = [seen.at for seen in web.requests if seen.host == "a.test"]
    assert [later - sooner for sooner, later in itertools.pairwise(times)] == [3.0, 3.0]
