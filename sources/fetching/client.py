"""The fetcher: robots, politeness, redirects, limits and retries put together."""

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import TracebackType

import httpcore
import httpx

from citewiki import __version__
from citewiki.domain import media
from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Validators
from citewiki.ports.fetching import FetchRequest, FetchResult
from sources.fetching.answers import (
    GOOD,
    Answer,
    judge,
    memento_datetime,
    usable_validator,
    validators,
    with_charset,
)
from sources.fetching.bodies import PageReader, read_start
from sources.fetching.decoding import ACCEPTED
from sources.fetching.dialling import Dialler
from sources.fetching.faults import EXPECTED, Fault, fault_of, line
from sources.fetching.guard import GuardedBackend
from sources.fetching.politeness import Politeness
from sources.fetching.pools import Pools
from sources.fetching.refusals import Page, wall
from sources.fetching.refusals.page import LOOK
from sources.fetching.refusals.robot_checks import STATUSES
from sources.fetching.resolving import Resolver, SystemResolver
from sources.fetching.retrying import Retries
from sources.fetching.robots import Robots
from sources.fetching.settings import FetchSettings
from sources.fetching.targets import target
from sources.fetching.visiting import Budget, Trail, Visitor

ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5"
REFUSAL_LOOK_S = 3.0
"""Seconds to wait for the page of a refusal, which is only looked at for a robot check."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class HttpFetcher:
    """Implements ports.Fetcher; an async context manager, for one event loop.

    `allow` are (address, port) pairs that may be dialled although they are not public, and
    `resolver`, `dialler`, `tls`, `clock`, `now` and `sleep` stand in for the outside world: all
    are for tests and the demonstration, and no setting leads to them.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        allow: frozenset[tuple[str, int]] = frozenset(),
        resolver: Resolver | None = None,
        dialler: httpcore.AsyncNetworkBackend | None = None,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = _utc_now,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._settings = settings
        self._now = now
        self._sleep = sleep
        self._lookups = SystemResolver() if resolver is None else None
        chosen: Resolver | None = resolver if self._lookups is None else self._lookups
        assert chosen is not None
        backend = GuardedBackend(chosen, allow, dialler or Dialler())
        self._pools = Pools(backend, tls)
        self._politeness = Politeness(settings, clock, sleep)
        contact = usable_validator(settings.user_agent_contact)
        agent = f"citewiki/{__version__} (+{contact})" if contact else f"citewiki/{__version__}"
        self._visitor = Visitor(self._pools, self._politeness, agent)
        self._robots = Robots(self._visitor, self._politeness, settings, clock, sleep, now)
        self._read_page = PageReader(settings)

    async def __aenter__(self) -> "HttpFetcher":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Closes all connections; the fetcher is of no use afterwards."""
        await self._pools.aclose()
        if self._lookups is not None:
            self._lookups.close()

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """Never raises, but for being cancelled."""
        trail = Trail(request.url)
        try:
            answer = await self._walk(request, trail)
            await _refuse_walls(request, answer)
            return self._result(request, trail, answer)
        except Fault as fault:
            return _failure(request, trail, fault)
        except EXPECTED as error:  # outside of a visit, e.g. while closing a connection
            return _failure(request, trail, fault_of(error, in_body=False))
        except Exception as error:  # noqa: BLE001 - the port's promise: a batch outlives any page
            said = f"unforeseen, please report: {type(error).__name__}: {error}"
            return _failure(request, trail, Fault(Outcome.PROTOCOL_ERROR, said))

    async def _walk(self, request: FetchRequest, trail: Trail) -> Answer:
        budget = Budget(self._settings.deadline_s)
        headers = _headers(request)
        retries = Retries(self._settings.retries, self._sleep)

        async def keep(answer: Answer) -> None:
            if request.admit is not None and answer.status in GOOD:
                await request.admit(len(answer.body))

        async def ask(url: httpx.URL) -> Answer:
            self._politeness.expect(url.host, request.behind)
            if self._settings.obey_robots:
                await self._robots.check(url, budget)

            async def attempt() -> Answer:
                answer = await self._visitor.visit(
                    url, headers, budget, self._read, request.json_body, keep
                )
                try:
                    judge(answer, self._now())
                except Fault as fault:
                    if fault.retry_after_s is not None:
                        self._politeness.pause(url.host, fault.retry_after_s)
                    raise
                return answer

            return await retries.of(attempt, budget)

        # a question with a body is for the one who was asked, and for nobody he names
        most = self._settings.max_redirects if request.json_body is None else 0
        return await trail.follow(target(request.url), ask, most)

    async def _read(self, response: httpx.Response) -> bytes:
        status = response.status_code
        if status in GOOD:
            return await self._read_page(response)
        if status == 304:  # has no body (RFC 9110, section 15.4.5); read to its end, the
            async for _ in response.aiter_raw():  # connection can be used again
                pass
        if status in STATUSES:
            try:
                async with asyncio.timeout(REFUSAL_LOOK_S):
                    return await read_start(response, LOOK)
            except (Fault, *EXPECTED):
                return b""  # the status says enough
        return b""

    def _result(self, request: FetchRequest, trail: Trail, answer: Answer) -> FetchResult:
        found = validators(answer.headers)
        sent = request.validators
        if answer.status == 304:
            if not _headers(request).keys() & {"if-none-match", "if-modified-since"}:
                raise Fault(Outcome.UNEXPECTED_STATUS, "HTTP 304 to a plain request", status=304)
            return FetchResult(
                outcome=Outcome.NOT_MODIFIED,
                requested_url=request.url,
                final_url=trail.final_url,
                redirects=tuple(trail.redirects),
                http_status=304,
                validators=Validators(
                    found.etag or sent.etag, found.last_modified or sent.last_modified
                ),
                detail="HTTP 304",
            )
        declared = answer.headers.get("content-type")
        kind = media.sniff(answer.body, declared, trail.final_url)
        return FetchResult(
            outcome=Outcome.OK,
            requested_url=request.url,
            final_url=trail.final_url,
            redirects=tuple(trail.redirects),
            http_status=answer.status,
            validators=found,
            media_type=with_charset(kind, declared),
            body=answer.body,
            detail=line(f"HTTP {answer.status}, {len(answer.body)} bytes of {kind}"),
            original_at=memento_datetime(answer.headers),
        )


async def _refuse_walls(request: FetchRequest, answer: Answer) -> None:
    """Raises Fault for a page that stands in place of the one asked for."""
    if answer.status not in GOOD:
        return
    page = Page(httpx.URL(request.url), answer.url, answer.status, answer.headers, answer.body)
    # looking through a long page takes tens of milliseconds: not on the loop of all hosts
    found = wall(page) if page.small else await asyncio.to_thread(wall, page)
    if found is not None:
        raise Fault(found.outcome, f"HTTP {answer.status}: {found.detail}", status=answer.status)


def _headers(request: FetchRequest) -> dict[str, str]:
    known = request.validators
    headers = {
        "accept": usable_validator(request.accept) or ACCEPT,
        "accept-encoding": ACCEPTED,
        "accept-language": "en,*;q=0.5",
    }
    if request.json_body is not None:
        headers["content-type"] = "application/json"
    etag, modified = usable_validator(known.etag), usable_validator(known.last_modified)
    if etag is not None:
        headers["if-none-match"] = etag
    if modified is not None:
        headers["if-modified-since"] = modified
    return headers


def _failure(request: FetchRequest, trail: Trail, fault: Fault) -> FetchResult:
    outcome = fault.outcome
    if outcome is Outcome.URL_REFUSED and trail.redirects:
        outcome = Outcome.BAD_REDIRECT
    return FetchResult(
        outcome=outcome,
        requested_url=request.url,
        final_url=trail.final_url,
        redirects=tuple(trail.redirects),
        http_status=fault.status,
        retry_after_s=fault.retry_after_s,
        detail=fault.detail,
    )
