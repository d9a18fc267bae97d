"""Nights of fetching as the servers see them: turns, pauses, robots.txt, validators."""

import asyncio
import random
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Validators
from citewiki.ports.fetching import FetchRequest, FetchResult
from sources.fetching.client import HttpFetcher
from sources.fetching.retry_after import retry_after
from sources.fetching.settings import FetchSettings
from tests.sources.fetching.world import loopback
from tests.web.behaviours import HTML
from tests.web.clock import NightClock
from tests.web.server import Answer, Seen, TestWeb

DELAY_S = 3.0
ROUNDING_S = 1e-6  # (a + 3.0) - a is often a little less than 3.0
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # none is spoken; the usual one takes long
HOSTS = [f"h{n}.test" for n in range(6)]
PAGES = [f"/p{n}" for n in range(8)]
RETRY_AFTER = [
    *("0", "1", "20", "29", "31", "600", "86400", "1e26", "-5", "9" * 5000, "\xb2", "", "soon"),
    *("Sun, 01 Mar 2026 01:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 1970"),
]


@pytest.fixture
def night() -> NightClock:
    return NightClock()


@pytest.fixture
def web(night: NightClock) -> Iterator[TestWeb]:
    with TestWeb(night) as server:
        yield server


@dataclass(slots=True)
class MoodySite:
    """Answers by chance, and notes until when it wants to be left alone."""

    chance: random.Random
    night: NightClock
    alone: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    def __call__(self, seen: Seen) -> Answer:
        roll = self.chance.random()
        if roll < 0.06:
            value = self.chance.choice(RETRY_AFTER)
            seconds = retry_after(value, self.night.now())
            if "GMT" in value:
                seconds -= 1  # the rounding; a moment may pass before it is read
            self.alone.setdefault(seen.host, []).append((seen.at, seen.at + seconds))
            return Answer(b"", self.chance.choice([429, 503, 500]), {"Retry-After": value})
        if roll < 0.16:
            return Answer(b"", 500)
        if roll < 0.26:
            return Answer(b"", 302, {"Location": self.chance.choice(PAGES)})
        if "if-none-match" in seen.headers:
            return Answer(b"", 304)
        return Answer(HTML, headers={"ETag": f'"{seen.host}{seen.path}"'})


def _fetcher(web: TestWeb, night: NightClock, settings: FetchSettings) -> HttpFetcher:
    return HttpFetcher(
        settings,
        allow=frozenset({web.address}),
        resolver=loopback,
        clock=night,
        now=night.now,
        sleep=night.sleep,
        tls=_NO_TLS,
    )


@pytest.mark.parametrize("seed", range(4))
async def test_moody_sites_are_never_pressed(web: TestWeb, night: NightClock, seed: int) -> None:
    site = MoodySite(random.Random(seed), night)
    for host in HOSTS:
        web.serve("/robots.txt", "User-agent: *\nDisallow: /secret", host=host)
        for path in (*PAGES, "/secret"):
            web.serve(path, site, host=host)
    settings = FetchSettings(delay_s=DELAY_S, retries=1, deadline_s=10)
    urls = [web.url(path, host) for path in (*PAGES, "/secret") for host in HOSTS]
    async with night.running(), _fetcher(web, night, settings) as client:
        for _ in range(2):
            results = await asyncio.gather(*(client.fetch(FetchRequest(url)) for url in urls))
    assert Outcome.OK in {result.outcome for result in results}
    assert site.alone
    assert "/secret" not in web.paths()
    for host in HOSTS:
        seen = [each for each in web.requests if each.host == host]
        assert {each.in_flight for each in seen} == {1}
        assert (
            min(later.at - earlier.at for earlier, later in pairwise(seen)) >= DELAY_S - ROUNDING_S
        )
        for asked, until in site.alone.get(host, ()):
            assert not [each.at for each in seen if asked < each.at < until - ROUNDING_S]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(("/p", 429), ("/p", 503), ("/p", 500), ("/p", 403)),
        *(("/robots.txt", 429), ("/robots.txt", 503), ("/robots.txt", 500)),
    ],
)
@pytest.mark.parametrize("value", RETRY_AFTER)
async def test_retry_after_is_never_broken(
    web: TestWeb, night: NightClock, value: str, status: int, path: str
) -> None:
    """Not a second early, and not for ever: at the end of the pause the page is asked for."""
    web.sequence(path, Answer(b"", status, {"Retry-After": value}), Answer(HTML))
    web.serve("/other", HTML)
    if path != "/p":
        web.serve("/p", HTML)
    settings = FetchSettings(delay_s=DELAY_S, retries=1, deadline_s=10)
    async with night.running(), _fetcher(web, night, settings) as client:

        async def ask(what: str) -> FetchResult:
            return await client.fetch(FetchRequest(web.url(what, "a.test")))

        first = await ask("/p")
        refused_at = next(each.at for each in web.requests if each.path == path)
        seconds = first.retry_after_s
        assert seconds is not None
        before = len(web.requests)
        if seconds > 60:
            await ask("/p")
            night.at = refused_at + seconds - 40
            early = await ask("/other")
            assert early.outcome in {Outcome.RATE_LIMITED, Outcome.SERVER_ERROR}
            assert len(web.requests) == before
        night.at = max(night.at, refused_at + seconds + 301)
        last = await ask("/p")
    assert first.outcome in {Outcome.RATE_LIMITED, Outcome.SERVER_ERROR, Outcome.BLOCKED}
    assert seconds == retry_after(value, night.as_date(refused_at))
    assert last.outcome is Outcome.OK
    later = [each.at for each in web.requests if each.at > refused_at]
    assert min(later) >= refused_at + seconds - ROUNDING_S


async def test_the_second_round_is_conditional(web: TestWeb, night: NightClock) -> None:
    date = "Sun, 01 Mar 2026 12:00:00 GMT"
    web.versioned("/etag", HTML, etag='"1"')
    web.versioned("/weak", HTML, etag='W/"1"')
    web.versioned("/date", HTML, last_modified=date)
    web.versioned("/both", HTML, etag='"2"', last_modified=date)
    web.serve("/neither", HTML)
    paths = ["/etag", "/weak", "/date", "/both", "/neither"]
    known = dict.fromkeys(paths, Validators())
    rounds = []
    async with night.running(), _fetcher(web, night, FetchSettings(delay_s=DELAY_S)) as client:
        for _ in range(3):
            web.requests.clear()
            outcomes = []
            for path in paths:
                result = await client.fetch(FetchRequest(web.url(path, "a.test"), known[path]))
                known[path] = result.validators
                outcomes.append(result.outcome)
            rounds.append(outcomes)
    same = [Outcome.NOT_MODIFIED] * 4 + [Outcome.OK]
    assert rounds == [[Outcome.OK] * 5, same, same]
    names = ("if-none-match", "if-modified-since")
    assert [tuple(seen.headers.get(name) for name in names) for seen in web.requests] == [
        ('"1"', None),
        ('W/"1"', None),
        (None, date),
        ('"2"', date),
        (None, None),
    ]
