"""What each status and each kind of page means."""

from datetime import UTC, datetime

import pytest

from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Validators
from citewiki.ports.fetching import FetchRequest
from sources.fetching.retry_after import DEFAULT_S, LONGEST_S, retry_after
from sources.fetching.settings import FetchSettings
from tests.sources.fetching.conftest import MakeFetcher
from tests.web.behaviours import HTML
from tests.web.server import Answer, TestWeb

SETTINGS = FetchSettings(delay_s=0, retries=0, deadline_s=10, obey_robots=False)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

STATUSES = {
    200: Outcome.OK,
    203: Outcome.OK,
    201: Outcome.UNEXPECTED_STATUS,
    202: Outcome.UNEXPECTED_STATUS,
    204: Outcome.EMPTY,
    206: Outcome.UNEXPECTED_STATUS,
    300: Outcome.UNEXPECTED_STATUS,
    304: Outcome.UNEXPECTED_STATUS,
    400: Outcome.UNEXPECTED_STATUS,
    401: Outcome.PAYWALLED,
    402: Outcome.PAYWALLED,
    403: Outcome.BLOCKED,
    404: Outcome.NOT_FOUND,
    405: Outcome.UNEXPECTED_STATUS,
    410: Outcome.GONE,
    418: Outcome.UNEXPECTED_STATUS,
    429: Outcome.RATE_LIMITED,
    451: Outcome.BLOCKED,
    500: Outcome.SERVER_ERROR,
    502: Outcome.SERVER_ERROR,
    503: Outcome.SERVER_ERROR,
    504: Outcome.SERVER_ERROR,
    522: Outcome.SERVER_ERROR,
    599: Outcome.SERVER_ERROR,
    600: Outcome.UNEXPECTED_STATUS,
    999: Outcome.BLOCKED,
}


@pytest.mark.parametrize(("status", "outcome"), STATUSES.items())
async def test_status(web: TestWeb, fetcher: MakeFetcher, status: int, outcome: Outcome) -> None:
    web.serve("/", b"" if status == 204 else HTML, status)
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/")))
    assert result.outcome is outcome
    assert result.http_status == status
    assert (result.body is not None) == (outcome is Outcome.OK)
    assert result.detail


CF_PAGE = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>"
CF_SCRIPT = "<script>window._cf_chl_opt={cvId:'3'}</script>"
CHECKS: dict[str, tuple[int, dict[str, str], str]] = {
    "Cloudflare's header": (403, {"cf-mitigated": "challenge"}, ""),
    "Cloudflare's title on 403": (403, {}, CF_PAGE),
    "Cloudflare's title on 503": (503, {"Retry-After": "10"}, CF_PAGE),
    "Cloudflare's title on 429": (429, {}, CF_PAGE),
    "Cloudflare's page on 200": (200, {}, CF_PAGE + CF_SCRIPT),
    "DataDome": (403, {}, "<script src='https://geo.captcha-delivery.com/c.js'></script>"),
    "Imperva": (403, {}, "<iframe src='/_Incapsula_Resource?SWUDNSAI=31'></iframe>"),
    "PerimeterX": (403, {}, "<div id='px-captcha'></div>"),
    "AWS": (202, {"x-amzn-waf-action": "challenge"}, ""),
    "Anubis on 200": (
        200,
        {},
        "<title>Making sure you&#39;re not a bot!</title>"
        "<link href='/.within.website/x/cmd/anubis/static.css'>",
    ),
}


@pytest.mark.parametrize("name", CHECKS)
async def test_robot_checks(web: TestWeb, fetcher: MakeFetcher, name: str) -> None:
    status, headers, body = CHECKS[name]
    web.serve("/", body or HTML, status, headers)
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/")))
    assert (result.outcome, result.http_status) == (Outcome.CHALLENGE, status)
    assert result.body is None


@pytest.mark.parametrize(
    "page",
    [
        "<title>Just a moment: a history of instants</title><p>" + "word " * 200,
        "<title>How robot checks work</title><p>Cloudflare sets window._cf_chl_opt there.",
        "<title>A paper</title><p>Just a moment...</p>",
    ],
)
async def test_pages_about_robot_checks_are_pages(
    web: TestWeb, fetcher: MakeFetcher, page: str
) -> None:
    web.serve("/", page)
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/")))
    assert result.outcome is Outcome.OK


async def test_a_conditional_request(web: TestWeb, fetcher: MakeFetcher) -> None:
    stamp = "Sun, 01 Mar 2026 12:00:00 GMT"
    web.versioned("/page", HTML, etag='W/"v1"', last_modified=stamp)
    async with fetcher(SETTINGS) as client:
        first = await client.fetch(FetchRequest(web.url("/page")))
        again = await client.fetch(FetchRequest(web.url("/page"), first.validators))
        web.versioned("/page", HTML + b" More.", etag='W/"v2"')
        changed = await client.fetch(FetchRequest(web.url("/page"), first.validators))
    assert first.validators == Validators('W/"v1"', stamp)
    assert (again.outcome, again.http_status, again.body) == (Outcome.NOT_MODIFIED, 304, None)
    assert again.validators == first.validators
    assert web.requests[0].headers.keys().isdisjoint({"if-none-match", "if-modified-since"})
    assert web.requests[1].headers["if-none-match"] == 'W/"v1"'
    assert web.requests[1].headers["if-modified-since"] == stamp
    assert (changed.outcome, changed.validators) == (Outcome.OK, Validators('W/"v2"', None))


@pytest.mark.parametrize("value", ["", "x" * 513, "a\x1b]52;c;eA==\x07", "a\r\nX-Evil: 1", "é"])
async def test_validators_that_cannot_be_sent(
    web: TestWeb, fetcher: MakeFetcher, value: str
) -> None:
    web.serve("/page", HTML)
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/page"), Validators(value, value)))
    assert result.outcome is Outcome.OK
    sent = web.requests[0].headers
    assert sent.keys().isdisjoint({"if-none-match", "if-modified-since", "x-evil"})


@pytest.mark.parametrize("value", ["x" * 513, '"a\x1b[2Jb"', '"\x9d8;;x\x9c"'])
async def test_validators_that_are_not_kept(web: TestWeb, fetcher: MakeFetcher, value: str) -> None:
    web.serve("/page", HTML, headers={"ETag": value, "Last-Modified": value})
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/page")))
    assert result.outcome in {Outcome.OK, Outcome.PROTOCOL_ERROR}
    assert result.validators == Validators()
    assert result.detail.isprintable()


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("Wed, 01 May 2024 12:00:00 GMT", datetime(2024, 5, 1, 12, tzinfo=UTC)),
        ("Wed, 01 May 2024 14:00:00 +0200", datetime(2024, 5, 1, 12, tzinfo=UTC)),
        ("Wed, 01 May 99999 12:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 -9999", None),
        ("lately", None),
        ("", None),
        (None, None),
    ],
)
async def test_when_an_archive_took_it(
    web: TestWeb, fetcher: MakeFetcher, value: str | None, at: datetime | None
) -> None:
    web.serve("/", HTML, headers={} if value is None else {"Memento-Datetime": value})
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/")))
    assert (result.outcome, result.original_at) == (Outcome.OK, at)


WALLS = {
    "a login after a redirect": ("/login?next=/page", "Sign in", Outcome.PAYWALLED),
    "a paywall": (
        "/teaser",
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}'
        "</script><p>The first words.",
        Outcome.PAYWALLED,
    ),
    "a consent form": (
        "/form",
        "<title>Before you continue</title><form action='https://consent.example.org/save'>",
        Outcome.BLOCKED,
    ),
    "a page": ("/other", "<title>Before you continue</title><p>The first words.", Outcome.OK),
}


@pytest.mark.parametrize("name", WALLS)
async def test_walls(web: TestWeb, fetcher: MakeFetcher, name: str) -> None:
    path, body, outcome = WALLS[name]
    web.serve("/page", b"", 302, {"Location": path})
    web.serve(path, "<!DOCTYPE html>" + body)
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/page")))
    assert (result.outcome, result.http_status) == (outcome, 200)
    assert (result.body is None) == (outcome is not Outcome.OK)
    assert result.final_url == web.url(path)


@pytest.mark.parametrize(
    ("body", "declared", "kind"),
    [
        (HTML, "text/html; charset=UTF-8", "text/html; charset=utf-8"),
        (HTML, "application/pdf; charset=x", "text/html; charset=x"),
        (b"%PDF-1.7\n" + b"x" * 50, "text/html; charset=utf-8", "application/pdf"),
        (HTML, "application/pdf", "text/html"),
        (b"%PDF-1.7\n" + b"x" * 50, "text/html", "application/pdf"),
        (b"Plain words.", "text/plain", "text/plain"),
    ],
)
async def test_the_bytes_tell_the_type(
    web: TestWeb, fetcher: MakeFetcher, body: bytes, declared: str, kind: str
) -> None:
    web.serve("/", body, headers={"Content-Type": declared})
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(web.url("/")))
    assert (result.outcome, result.media_type, result.body) == (Outcome.OK, kind, body)


async def test_a_pdf_may_be_larger_than_a_page(web: TestWeb, fetcher: MakeFetcher) -> None:
    small = FetchSettings(
        delay_s=0, obey_robots=False, max_html_bytes=10_000, max_pdf_bytes=200_000, retries=0
    )
    cases = {
        "/page": (HTML.ljust(10_000), Outcome.OK),
        "/long-page": (HTML.ljust(10_001), Outcome.TOO_LARGE),
        "/huge-page": (HTML.ljust(100_000), Outcome.TOO_LARGE),
        "/pdf": (b"%PDF-1.7\n".ljust(200_000, b"x"), Outcome.OK),
        "/long-pdf": (b"%PDF-1.7\n".ljust(200_001, b"x"), Outcome.TOO_LARGE),
    }
    async with fetcher(small) as client:
        for path, (body, outcome) in cases.items():
            web.serve(path, body, headers={"Content-Type": "text/html"})
            result = await client.fetch(FetchRequest(web.url(path)))
            assert result.outcome is outcome, path
            assert result.body == (body if outcome is Outcome.OK else None), path


async def test_what_is_said_of_us(web: TestWeb, fetcher: MakeFetcher) -> None:
    web.serve("/", HTML)
    contact = FetchSettings(delay_s=0, user_agent_contact="https://wiki.example/bot")
    async with fetcher(contact) as client:
        await client.fetch(FetchRequest(web.url("/")))
    for seen in web.requests:
        agent = seen.headers["user-agent"]
        assert agent.startswith("citewiki/")
        assert agent.endswith(" (+https://wiki.example/bot)")
        assert seen.headers["accept-encoding"] == "gzip, deflate"


async def test_nobody_is_named_where_no_contact_is_given(
    web: TestWeb, fetcher: MakeFetcher
) -> None:
    web.serve("/", HTML)
    async with fetcher(FetchSettings(delay_s=0)) as client:
        await client.fetch(FetchRequest(web.url("/")))
    assert web.requests
    assert all(seen.headers["user-agent"].count("(") == 0 for seen in web.requests)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "ftp://example.org/",
        "http://a b/",
        "http://user@example.org/",
        "http://x/" + "y" * 2_083,
        "http://exa mple.org/",
        "http://example.org/\x1b[2J",
        "https://",
        "http://-.../",
    ],
)
async def test_urls_that_are_not_asked(web: TestWeb, fetcher: MakeFetcher, url: str) -> None:
    async with fetcher(SETTINGS) as client:
        result = await client.fetch(FetchRequest(url))
    assert result.outcome is Outcome.URL_REFUSED
    assert result.detail.isprintable()
    assert web.requests == []


async def test_a_passing_failure_is_tried_again(web: TestWeb, fetcher: MakeFetcher) -> None:
    web.sequence("/", Answer(b"oops", 500), Answer(HTML))
    web.sequence("/worse", Answer(b"oops", 500), Answer(b"oops", 502), Answer(HTML))
    web.sequence("/none", Answer(b"", 404), Answer(HTML))
    async with fetcher(FetchSettings(delay_s=0, obey_robots=False)) as client:
        better = await client.fetch(FetchRequest(web.url("/")))
        worse = await client.fetch(FetchRequest(web.url("/worse")))
        none = await client.fetch(FetchRequest(web.url("/none")))
    assert better.outcome is Outcome.OK
    assert (worse.outcome, worse.http_status) == (Outcome.SERVER_ERROR, 502)
    assert none.outcome is Outcome.NOT_FOUND
    assert web.paths() == ["/", "/", "/worse", "/worse", "/none"]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, DEFAULT_S),
        ("", DEFAULT_S),
        ("0", 0),
        ("120", 120),
        (" 120 ", 120),
        ("1e26", DEFAULT_S),
        ("-5", DEFAULT_S),
        ("²", DEFAULT_S),
        ("٣", DEFAULT_S),
        ("9" * 5_000, LONGEST_S),
        ("86401", LONGEST_S),
        ("Sun, 01 Mar 2026 12:01:00 GMT", 60),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_S),
        ("Fri, 31 Dec 99999 23:59:59 GMT", DEFAULT_S),
        ("Fri, 31 Dec 9999 23:59:59 -9999", DEFAULT_S),
        ("soon", DEFAULT_S),
        ("x" * 10_000, DEFAULT_S),
    ],
)
def test_retry_after(value: str | None, seconds: int) -> None:
    assert retry_after(value, NOW) == seconds
