"""One request and its answer, and the walk along redirects; pages and robots.txt share both."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

import httpx

from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Redirect
from sources.fetching.answers import REDIRECTS, Answer
from sources.fetching.faults import EXPECTED, Fault, fault_of, line
from sources.fetching.politeness import Politeness
from sources.fetching.pools import Pools
from sources.fetching.targets import onward

CONNECT_S = 10.0
"""Seconds to reach a site; the deadline goes for the rest."""

Reader = Callable[[httpx.Response], Awaitable[bytes]]
"""Reads as much of a body as is wanted; the head is there."""

Keeper = Callable[[Answer], Awaitable[None]]
"""Waits until an answer may be held."""


class Budget:
    """Seconds on the network that are left for one fetch; waiting for a turn costs nothing."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    @asynccontextmanager
    async def spend(self) -> AsyncIterator[None]:
        """Raises TimeoutError when the budget is used up."""
        start = time.monotonic()
        try:
            async with asyncio.timeout(max(self.left, 0.0)):
                yield
        finally:
            self.left -= time.monotonic() - start


class Visitor:
    """Asks politely. Every failure is a Fault."""

    def __init__(self, pools: Pools, politeness: Politeness, user_agent: str) -> None:
        self._pools = pools
        self._politeness = politeness
        self._user_agent = user_agent

    async def visit(
        self,
        url: httpx.URL,
        headers: Mapping[str, str],
        budget: Budget,
        read: Reader,
        content: bytes | None = None,
        keep: Keeper | None = None,
    ) -> Answer:
        """One GET, or a POST where there is a content; no redirect followed. `keep` is awaited
        off the budget, but before another site is asked in this one's place."""
        status: int | None = None
        async with self._politeness.turn(url.host):
            try:
                request = httpx.Request(
                    "GET" if content is None else "POST",
                    url,
                    content=content,
                    headers={"user-agent": self._user_agent, **headers},
                    extensions={"timeout": httpx.Timeout(None, connect=CONNECT_S).as_dict()},
                )
                async with budget.spend(), self._pools.send(request) as response:
                    status = response.status_code
                    body = await read(response)
                    answer = Answer(url, response.status_code, response.headers, body)
            except EXPECTED as error:
                fault = fault_of(error, in_body=status is not None)
                fault.status = status
                raise fault from error
            except Fault as fault:
                fault.status = status
                raise
            if keep is not None:
                await keep(answer)
            return answer


class Trail:
    """Where a walk began and which redirects it followed."""

    def __init__(self, start: str) -> None:
        self.final_url = start
        self.redirects: list[Redirect] = []

    async def follow(
        self, start: httpx.URL, ask: Callable[[httpx.URL], Awaitable[Answer]], most: int
    ) -> Answer:
        """The first answer that is no redirect.

        Raises Fault for a bad redirect (which is recorded too), more than `most`, and a loop:
        without cookies the same URL gives the same answer.
        """
        url = start
        seen: set[httpx.URL] = set()
        while True:
            answer = await ask(url)
            if answer.status not in REDIRECTS:
                return answer
            seen.add(url.copy_with(fragment=None))
            location = answer.headers.get("location", "")
            if len(self.redirects) >= most:
                raise Fault(
                    Outcome.TOO_MANY_REDIRECTS, f"more than {most} redirects", status=answer.status
                )
            try:
                url = onward(url, location)
            except Fault as fault:
                self.redirects.append(Redirect(answer.status, line(location)))
                fault.status = answer.status
                raise
            self.redirects.append(Redirect(answer.status, str(url)))
            self.final_url = str(url)
            if url.copy_with(fragment=None) in seen:
                raise Fault(
                    Outcome.TOO_MANY_REDIRECTS, f"a loop back to {url}", status=answer.status
                )
