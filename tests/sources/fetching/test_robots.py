"""robots.txt is asked for first, obeyed, and remembered for a day."""

import time
from dataclasses import replace
from itertools import pairwise

import pytest

from citewiki.domain.outcomes import Outcome
from citewiki.ports.fetching import FetchRequest
from sources.fetching.settings import FetchSettings
from tests.sources.fetching.conftest import MakeFetcher
from tests.sources.fetching.world import SleepingClock
from tests.web.behaviours import HTML, hang, trickle, with_length
from tests.web.server import Answer, TestWeb

SETTINGS = FetchSettings(delay_s=0, retries=0, deadline_s=10)

RULES: dict[str, tuple[str, str, bool]] = {
    # RFC 9309, sections 2.2.1 to 2.2.3
    "no rules": ("", "/p", True),
    "nothing disallowed": ("User-agent: *\nDisallow:", "/p", True),
    "all disallowed": ("User-agent: *\nDisallow: /", "/p", False),
    "our own group counts alone": (
        "User-agent: *\nDisallow: /\n\nUser-agent: citewiki\nAllow: /",
        "/p",
        True,
    ),
    "our own group may be stricter": (
        "User-agent: citewiki\nDisallow: /\n\nUser-agent: *\nAllow: /",
        "/p",
        False,
    ),
    "our name in another case": ("User-Agent: CiteWiki\nDisallow: /", "/p", False),
    "another's group": ("User-agent: otherbot\nDisallow: /", "/p", True),
    "several names on one group": (
        "User-agent: otherbot\nUser-agent: citewiki\nDisallow: /",
        "/p",
        False,
    ),
    "groups of one name are one": (
        "User-agent: citewiki\nDisallow: /a\n\nUser-agent: citewiki\nDisallow: /p",
        "/p",
        False,
    ),
    "the longest match wins": ("User-agent: *\nDisallow: /\nAllow: /pages/", "/pages/x", True),
    "the longest match wins, turned round": (
        "User-agent: *\nAllow: /pages/\nDisallow: /pages/private",
        "/pages/private/x",
        False,
    ),
    "allow wins a draw": ("User-agent: *\nDisallow: /p\nAllow: /p", "/p", True),
    "a star": ("User-agent: *\nDisallow: /*.pdf", "/papers/x.pdf?v=1", False),
    "a dollar": ("User-agent: *\nDisallow: /*.pdf$", "/papers/x.pdf?v=1", True),
    "a dollar at the end": ("User-agent: *\nDisallow: /*.pdf$", "/papers/x.pdf", False),
    "case matters in paths": ("User-agent: *\nDisallow: /P", "/p", True),
    "escapes are compared decoded": ("User-agent: *\nDisallow: /a%3Cd", "/a%3cd", False),
    "a query": ("User-agent: *\nDisallow: /p?", "/p?x=1", False),
    "comments": ("User-agent: * # all\nDisallow: /p # this", "/p", False),
    "CR as a line end": ("User-agent: *\rDisallow: /p", "/p", False),
    "a byte order mark": ("\ufeffUser-agent: *\nDisallow: /p", "/p", False),
    "spaces around": ("  User-agent :  *  \n  Disallow :  /p  ", "/p", False),
    "lines of other makes": ("Sitemap: /s.xml\nUser-agent: *\nFoo: bar\nDisallow: /p", "/p", False),
    "HTML instead": (HTML.decode(), "/p", True),
    "NULs and noise": ("\x00\x01\x1b[2J\nDisallow /", "/p", True),
    "after 500 KiB nothing is read": (
        "# " + "x" * 600_000 + "\nUser-agent: *\nDisallow: /",
        "/p",
        True,
    ),
    "before 500 KiB all is read": (
        ("# " + "x" * 60 + "\n") * 7_000 + "User-agent: *\nDisallow: /",
        "/p",
        False,
    ),
    "a pattern of wildcards": (
        "User-agent: *\nDisallow: /" + "*a" * 30 + "b",
        "/" + "a" * 60,
        True,
    ),
}


@pytest.mark.parametrize("name", RULES)
async def test_rules(web: TestWeb, fetcher: MakeFetcher, name: str) -> None:
    robots, path, allowed = RULES[name]
    web.serve("/robots.txt", robots)
    web.serve(path, HTML)
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url(path)))
    assert result.outcome is (Outcome.OK if allowed else Outcome.ROBOTS_DENIED)
    assert (path in web.paths()) == allowed
    assert web.paths()[0] == "/robots.txt"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 204])
async def test_without_a_robots_txt_all_is_allowed(
    web: TestWeb, fetcher: MakeFetcher, status: int
) -> None:
    web.serve("/robots.txt", b"" if status == 204 else b"User-agent: *\nDisallow: /", status)
    web.serve("/p", HTML)
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/p")))
    assert result.outcome is Outcome.OK


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(500, Outcome.SERVER_ERROR), (503, Outcome.SERVER_ERROR), (429, Outcome.RATE_LIMITED)],
)
async def test_where_the_rules_cannot_be_had_nothing_is_asked(
    web: TestWeb, fetcher: MakeFetcher, status: int, outcome: Outcome
) -> None:
    web.serve("/robots.txt", b"", status)
    web.serve("/p", HTML)
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/p")))
    assert result.outcome is outcome
    assert result.detail.startswith("robots.txt: ")
    assert web.paths() == ["/robots.txt"]


async def test_a_robots_txt_that_stalls(web: TestWeb, fetcher: MakeFetcher) -> None:
    web.raw("/robots.txt", hang())
    async with fetcher(replace(SETTINGS, deadline_s=0.4)) as client:
        result = await client.fetch(FetchRequest(web.url("/p")))
    assert result.outcome is Outcome.TIMEOUT
    assert web.paths() == ["/robots.txt"]


async def test_a_chain_of_slow_ones_has_one_deadline(web: TestWeb, fetcher: MakeFetcher) -> None:
    """And what ran out on the way is asked for anew, with time of its own."""
    hosts = [f"{name}.test" for name in "abcd"]
    for host, onward in pairwise(hosts):
        web.redirect("/p", web.url("/p", onward), host=host)
    for host in hosts:
        rules = with_length(b"User-agent: *", b"Connection: close")
        web.raw("/robots.txt", trickle(rules, pieces=3, seconds=0.6), host=host)
    web.serve("/p", HTML, host="d.test")
    async with fetcher(replace(SETTINGS, deadline_s=1.0)) as client:
        start = time.monotonic()
        result = await client.fetch(FetchRequest(web.url("/p", "a.test")))
        took = time.monotonic() - start
        again = await client.fetch(FetchRequest(web.url("/p", "b.test")))
    assert result.outcome is Outcome.TIMEOUT
    assert result.detail.startswith("robots.txt: ")
    assert took < 1.4  # of 1.6 that the four would take
    asked = [seen.host for seen in web.requests if seen.path == "/robots.txt"]
    assert asked == ["a.test", "b.test", "c.test", "c.test", "d.test"]
    assert again.outcome is Outcome.OK


async def test_a_failure_is_tried_again_and_then_remembered_for_a_while(
    web: TestWeb, fetcher: MakeFetcher, seconds: SleepingClock
) -> None:
    web.sequence("/robots.txt", Answer(b"", 500), Answer(b"", 500), Answer(b""))
    web.serve("/p", HTML)
    async with fetcher(FetchSettings(delay_s=0, retries=1)) as client:
        first = await client.fetch(FetchRequest(web.url("/p")))
        second = await client.fetch(FetchRequest(web.url("/p")))
        asked = web.paths()
        seconds.at += 301
        later = await client.fetch(FetchRequest(web.url("/p")))
    assert (first.outcome, second.outcome) == (Outcome.SERVER_ERROR, Outcome.SERVER_ERROR)
    assert asked == ["/robots.txt"] * 2
    assert later.outcome is Outcome.OK


async def test_redirects_of_robots_txt(web: TestWeb, fetcher: MakeFetcher) -> None:
    for n in range(7):
        web.redirect(f"/r{n}", f"/r{n + 1}")
    web.serve("/r7", b"User-agent: *\nDisallow: /secret")
    web.redirect("/robots.txt", "/r3", host="four.test")  # and r3 to r7: five in all
    web.redirect("/robots.txt", "/r0", host="eight.test")
    web.redirect("/robots.txt", "http://10.0.0.1/robots.txt", host="inside.test")
    web.serve("/secret", HTML)
    outcomes = {}
    async with fetcher(SETTINGS) as client:
        for host in ("four.test", "eight.test", "inside.test"):
            result = await client.fetch(FetchRequest(web.url("/secret", host)))
            outcomes[host] = result.outcome
            assert result.redirects == ()
    assert outcomes == {
        "four.test": Outcome.ROBOTS_DENIED,
        "eight.test": Outcome.TOO_MANY_REDIRECTS,
        "inside.test": Outcome.ADDRESS_REFUSED,
    }


async def test_asked_for_once_a_day_and_for_each_origin(
    web: TestWeb, fetcher: MakeFetcher, seconds: SleepingClock
) -> None:
    web.serve("/robots.txt", b"")
    web.serve("/p", HTML)
    async with fetcher(SETTINGS) as client:
        for _ in range(3):
            await client.fetch(FetchRequest(web.url("/p", "a.test")))
        assert web.paths().count("/robots.txt") == 1
        await client.fetch(FetchRequest(web.url("/p", "b.test")))
        assert web.paths().count("/robots.txt") == 2
        seconds.at += 24 * 3600 + 1
        await client.fetch(FetchRequest(web.url("/p", "a.test")))
        assert web.paths().count("/robots.txt") == 3


async def test_a_redirect_obeys_the_robots_of_where_it_leads(
    web: TestWeb, fetcher: MakeFetcher
) -> None:
    web.redirect("/go", web.url("/secret", "b.test"), host="a.test")
    web.serve("/robots.txt", b"User-agent: *\nDisallow: /secret", host="b.test")
    web.serve("/secret", HTML)
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/go", "a.test")))
    assert result.outcome is Outcome.ROBOTS_DENIED
    assert "/secret" not in web.paths()


async def test_not_asked_for_where_the_setting_says_so(web: TestWeb, fetcher: MakeFetcher) -> None:
    web.serve("/robots.txt", b"User-agent: *\nDisallow: /")
    web.serve("/p", HTML)
    async with fetcher(FetchSettings(delay_s=0, obey_robots=False)) as client:
        result = await client.fetch(FetchRequest(web.url("/p")))
    assert result.outcome is Outcome.OK
    assert web.paths() == ["/p"]
