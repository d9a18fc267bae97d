"""robots.txt (RFC 9309): asked for once a day for each origin, and obeyed."""

import asyncio
import codecs
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

import httpx
from protego import Protego

from citewiki.domain.outcomes import Outcome
from sources.fetching.answers import Answer, pause_asked
from sources.fetching.bodies import read_start
from sources.fetching.decoding import ACCEPTED
from sources.fetching.faults import Fault
from sources.fetching.politeness import Politeness
from sources.fetching.retrying import Retries
from sources.fetching.settings import FetchSettings
from sources.fetching.visiting import Budget, Trail, Visitor

AGENT = "citewiki"
"""The product token that a robots.txt names us by."""

MAX_BYTES = 500 * 1024
"""RFC 9309, section 2.5: at least so much has to be read; what follows is not."""

SMALL_BYTES = 4_096
"""A file up to this is looked through in less time than a thread takes to be told to."""

MAX_LINE = 4_096
"""Characters of a line; no URL that we ask for is longer."""

MAX_REDIRECTS = 5
KEPT_S = 24 * 3600.0
FAILURE_KEPT_S = 300.0
"""A robots.txt that could not be read is asked for again after this."""

MAX_ORIGINS = 512

_LINE_END = re.compile(r"\r\n?|\n")
_KNOWN = re.compile(  # with the slips of the pen that Protego forgives
    r"\s*(?:user[- ]?agent|allow|di[as]+l+[ao]w|crawl[- ]delay)(?=[\s:])", re.IGNORECASE
)
_AGENT = re.compile(r"\s*user[- ]?agent\s*:?\s*(\*(?=[\s#]|$)|[a-z_-]+)?", re.IGNORECASE)


@dataclass(slots=True)
class _Origin:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    until: float = 0.0
    rules: Protego | None = None
    fault: Fault | None = None
    small: bool = False


class Robots:
    """What each origin allows. `clock` is monotonic, in seconds."""

    def __init__(
        self,
        visitor: Visitor,
        politeness: Politeness,
        settings: FetchSettings,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        now: Callable[[], datetime],
    ) -> None:
        self._visitor = visitor
        self._now = now
        self._politeness = politeness
        self._clock = clock
        self._settings = settings
        self._sleep = sleep
        self._origins: OrderedDict[str, _Origin] = OrderedDict()

    async def check(self, url: httpx.URL, budget: Budget) -> None:
        """Raises Fault: ROBOTS_DENIED where the rules say so; where they cannot be learnt
        (RFC 9309, section 2.3.1.4: then all is disallowed), what went wrong in asking. Asking
        uses up the budget of the page's fetch: else each redirect to a host with a slow
        robots.txt would bring another deadline."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        state = self._of(origin)
        async with state.lock:
            if state.until <= self._clock():
                where = url.copy_with(raw_path=b"/robots.txt", fragment=None)
                await self._learn(where, state, budget)
        if state.fault is not None:
            fault = state.fault
            raise Fault(fault.outcome, fault.detail, retry_after_s=fault.retry_after_s)
        if state.rules is not None:
            if state.small:
                allowed = state.rules.can_fetch(str(url), AGENT)
            else:  # thousands of rules keep a loop for long
                allowed = await asyncio.to_thread(state.rules.can_fetch, str(url), AGENT)
            if not allowed:
                raise Fault(Outcome.ROBOTS_DENIED, f"{origin}/robots.txt disallows this page")

    async def _learn(self, origin: httpx.URL, state: _Origin, budget: Budget) -> None:
        whole = budget.left >= self._settings.deadline_s / 2
        retries = Retries(self._settings.retries, self._sleep)
        headers = {"accept": "text/plain, */*;q=0.1", "accept-encoding": ACCEPTED}

        async def ask(url: httpx.URL) -> Answer:
            async def attempt() -> Answer:
                answer = await self._visitor.visit(url, headers, budget, _read)
                try:
                    _judge(answer, self._now())
                except Fault as fault:
                    if fault.retry_after_s is not None:
                        self._politeness.pause(url.host, fault.retry_after_s)
                    raise
                return answer

            return await retries.of(attempt, budget)

        state.rules, state.fault = None, None
        try:
            answer = await Trail(str(origin)).follow(origin, ask, MAX_REDIRECTS)
        except Fault as fault:
            state.fault = Fault(
                fault.outcome, f"robots.txt: {fault.detail}", retry_after_s=fault.retry_after_s
            )
            # What ran out of another host's time says nothing of this one.
            kept = FAILURE_KEPT_S if whole or fault.outcome is not Outcome.TIMEOUT else 0.0
            state.until = self._clock() + max(kept, fault.retry_after_s or 0)
            return
        if 200 <= answer.status < 300:
            state.small = len(answer.body) <= SMALL_BYTES
            state.rules = await asyncio.to_thread(parse, answer.body)
            delay = state.rules.crawl_delay(AGENT)
            if delay is not None:
                self._politeness.crawl_delay(origin.host, delay)
        state.until = self._clock() + KEPT_S

    def _of(self, origin: str) -> _Origin:
        state = self._origins.pop(origin, None) or _Origin(until=self._clock())
        self._origins[origin] = state
        while len(self._origins) > MAX_ORIGINS:
            self._origins.popitem(last=False)
        return state


def _judge(answer: Answer, now: datetime) -> None:
    """Raises Fault for answers under which all is disallowed; 429 says "later", not "there is
    none", whatever the RFC lets one make of a 4xx."""
    wait = pause_asked(answer, now)
    if answer.status in (429, 503) and wait is not None:
        raise Fault(Outcome.RATE_LIMITED, f"HTTP {answer.status}", retry_after_s=wait)
    if 500 <= answer.status < 600:
        raise Fault(Outcome.SERVER_ERROR, f"HTTP {answer.status}", retry_after_s=wait)


async def _read(response: httpx.Response) -> bytes:
    """The beginning of a file that is there, nothing of any other answer."""
    if 200 <= response.status_code < 300:
        return await read_start(response, MAX_BYTES)
    return b""


def parse(body: bytes, agent: str = AGENT) -> Protego:
    """The rules for one agent in a file's bytes, whatever they are.

    Protego judges paths. Whose rules they are is settled here: to Protego an unknown line ends
    a list of agents, and the name "Foo" means "FooBot" too; to RFC 9309, section 2.2.1, neither.
    """
    text = body.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    lines = (each[:MAX_LINE] for each in _LINE_END.split(text))
    return Protego.parse("\n".join(_renamed(each, agent) for each in lines if _KNOWN.match(each)))


def _renamed(line: str, agent: str) -> str:
    """A line that names an agent: us, all, or somebody else. Any other as it is."""
    named = _AGENT.match(line)
    if named is None:
        return line
    token = (named[1] or "").lower()
    return f"User-agent: {token if token in ('*', agent.lower()) else '-'}"
