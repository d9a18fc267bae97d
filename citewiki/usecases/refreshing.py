"""Fetching sources: each host's in order, hosts side by side, and every outcome recorded."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from citewiki.domain.errors import CitewikiError, NetworkDown, StoreUnwritable, UnknownSource
from citewiki.domain.extraction import Extraction
from citewiki.domain.links import LinkState
from citewiki.domain.media import BINARY
from citewiki.domain.outcomes import Outcome, explained
from citewiki.domain.snapshots import Attempt, Capture, Validators
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.ports.fetching import Fetcher, FetchRequest, FetchResult
from citewiki.ports.library.snapshots import Captured, DueSource, Target
from citewiki.usecases.capturing import Body, holds, keep
from citewiki.usecases.judging import Judge
from citewiki.usecases.outage import MIN_HOSTS, NO_ANSWER, Answers
from citewiki.usecases.queueing import Queue, by_host
from citewiki.usecases.recording import Recorder
from citewiki.usecases.room import Room

ROOM_BYTES = 32 * 1024 * 1024
"""Fetched bodies that wait to be read; a single larger one is held alone."""

MOST_SILENT = 512
"""Unanswered attempts that wait for a site to answer; a dead site may have any number."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """One source's refresh. `changed` tells whether its current text is another one now;
    `detail` is a sentence for the editor, `new` whether it had no text before."""

    source_id: SourceId
    url: str
    outcome: Outcome
    http_status: int | None
    changed: bool
    new: bool
    link_before: LinkState
    link_after: LinkState
    detail: str


Tell = Callable[[Refreshed], None]
"""Is told of each source as its refresh ends."""

Broken = tuple[SourceId, str]
"""A source whose result could not be recorded, and why."""


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """In the order in which they ended."""

    items: tuple[Refreshed, ...]
    broken: tuple[Broken, ...] = ()


async def refresh(
    ports: Ports,
    fetcher: Fetcher,
    plan: Iterable[Target],
    *,
    job_id: int | None = None,
    force: bool = False,
) -> RefreshReport:
    """As `refresh_telling`, every outcome held: for as many sources as a person names."""
    items: list[Refreshed] = []
    broken = await refresh_telling(ports, fetcher, plan, items.append, job_id=job_id, force=force)
    return RefreshReport(tuple(items), broken)


async def refresh_telling(
    ports: Ports,
    fetcher: Fetcher,
    plan: Iterable[Target],
    tell: Tell,
    *,
    job_id: int | None = None,
    force: bool = False,
) -> tuple[Broken, ...]:
    """Fetch these sources, with `force` unconditionally; those that could not be recorded. An
    outcome is told and let go, so that a run takes no more memory the more there is to fetch.
    What is recorded when it is cancelled stays, and the rest is due as before.

    A job can be made void. Where there is none, an attempt without an answer waits to be recorded
    until some site has answered: while none does, it may be our own network that is down.

    Raises StoreUnwritable at the first result that the disk does not take: to go on would ask
    every site for what cannot be kept. Raises NetworkDown where no site answers, or none any more;
    without a job, what waited is then recorded as void and not told.
    """
    queues = by_host(ports.library.snapshots, plan)
    run = _Run(ports, fetcher, tell, queues, job_id, force)
    try:
        async with asyncio.TaskGroup() as group:
            for queue in queues:
                group.create_task(run.host(queue))
        await run.settle()
    except BaseExceptionGroup as several:
        # one host's failure ended them all; the caller is told of it as itself
        error = several.exceptions[0]
        if isinstance(error, NetworkDown):
            await run.give_up()
        raise error from None
    finally:
        await run.recorder.aclose()
    return tuple(run.broken)


class _Run:
    def __init__(
        self,
        ports: Ports,
        fetcher: Fetcher,
        tell: Tell,
        queues: Sequence[Queue],
        job_id: int | None,
        force: bool,
    ) -> None:
        self._ports = ports
        self._fetcher = fetcher
        self._tell = tell
        self._total = sum(map(len, queues))
        self._job_id = job_id
        self._force = force
        self._room = Room(ROOM_BYTES)
        self._judge = Judge(ports, fetcher)
        self._answers = Answers(len(queues))
        # of fewer hosts it is never known whether they or our network are down
        self._waits = job_id is None and len(queues) >= MIN_HOSTS
        self._silent: deque[tuple[DueSource, Attempt]] = deque()
        self._done = 0
        self.recorder = Recorder(ports.library.snapshots)
        self.broken: list[Broken] = []

    async def host(self, queue: Queue) -> None:
        behind = len(queue)
        async for source_id, known in queue:
            behind -= 1
            item = await self._told(source_id, self._one(known, behind))
            if item is not None and item.outcome in NO_ANSWER:
                self._heed(item.url, item.outcome, item.link_before)
            self._done += 1
            shown = source_id if isinstance(known, UnknownSource) else known.url
            self._ports.narrator.progress("fetching", self._done, self._total, shown)

    async def settle(self) -> None:
        """Record what waits: a site has answered, or there are too few to tell an outage by."""
        while self._silent:
            await self._settle_one()

    async def give_up(self) -> None:
        """Record what waits as void: the network was down, and it says nothing of any site."""
        while self._silent:
            _, attempt = self._silent.popleft()
            with contextlib.suppress(UnknownSource):  # it is gone, and so is what was seen of it
                await self.recorder.record(replace(attempt, void=True))

    async def _settle_one(self) -> None:
        due, attempt = self._silent.popleft()
        await self._told(due.source_id, self._recorded(due, attempt, None))

    async def _told(
        self, source_id: SourceId, ending: Awaitable[Refreshed | None]
    ) -> Refreshed | None:
        """What it ended in, once it is told; None where there is nothing to tell yet, or ever."""
        try:
            item = await ending
        except (StoreUnwritable, NetworkDown):
            raise
        except CitewikiError as error:
            # one source's trouble (a damaged body, say) must not end the night
            self.broken.append((source_id, str(error)))
            return None
        if item is not None:
            self._tell(item)
        return item

    def _heed(self, url: str, outcome: Outcome, before: LinkState) -> None:
        self._answers.note(url, outcome, before)
        if self._answers.have_ended():
            raise NetworkDown(
                f"{self._answers.in_words()}, so the rest were not asked, and nothing is held "
                "against these; see whether this machine's network is up, then fetch again"
            )

    async def _one(self, known: DueSource | UnknownSource, behind: int) -> Refreshed | None:
        """None where what came of it waits for a site to answer."""
        if isinstance(known, UnknownSource):
            raise known
        place = self._room.place()
        try:
            asked = FetchRequest(
                known.url, self._validators(known), behind=behind, admit=place.take
            )
            result = await self._fetcher.fetch(asked)
            if result.outcome not in NO_ANSWER:  # before its body is read, which takes its time
                self._answers.note(known.url, result.outcome)
                await self.settle()
            if result.body is not None:
                await place.take(len(result.body))  # a fetcher that does not wait for it
            return await self._record(known, result, behind)
        finally:
            place.leave()

    def _validators(self, due: DueSource) -> Validators:
        """Conditional only where we hold what the site would not send again."""
        current = due.current
        if self._force or current is None or current.how is not Capture.FETCHED:
            return Validators()
        return due.validators if self._ports.bodies.has(current.body.sha256) else Validators()

    async def _record(self, due: DueSource, result: FetchResult, behind: int) -> Refreshed | None:
        read = None
        if not await self._held(due, result):
            result, read = await self._judge.judge(result, due.current, behind)
        attempt = Attempt(
            due.source_id,
            self._ports.clock.now(),
            result.outcome,
            result.requested_url,
            result.final_url,
            result.redirects,
            result.http_status,
            result.validators,
            result.media_type,
            result.retry_after_s,
            result.detail,
            self._job_id,
        )
        captured = None
        if read is not None:  # writing blocks: not on the loop that keeps the other hosts' time
            captured = await asyncio.to_thread(self._keep, due, result, read, attempt)
        elif self._waits and attempt.outcome in NO_ANSWER:
            source = await asyncio.to_thread(self._ports.library.sources.get, due.source_id)
            self._silent.append((due, attempt))
            self._heed(due.url, attempt.outcome, source.link_state)
            while len(self._silent) > MOST_SILENT:
                await self._settle_one()
            return None
        return await self._recorded(due, attempt, captured)

    async def _recorded(
        self, due: DueSource, attempt: Attempt, captured: Captured | None
    ) -> Refreshed:
        recorded = captured.recorded if captured is not None else None
        if recorded is None:
            recorded = await self.recorder.record(attempt)
        changed = captured is not None and captured.text_changed
        return Refreshed(
            due.source_id,
            due.url,
            attempt.outcome,
            attempt.http_status,
            changed,
            changed and captured is not None and captured.first,
            recorded.link_before,
            recorded.link_after,
            explained(attempt.outcome, attempt.http_status, attempt.detail),
        )

    async def _held(self, due: DueSource, result: FetchResult) -> bool:
        """Whether the body is the one that we hold: there is nothing to read, judge or keep."""
        if result.body is None:
            return False
        kind = result.media_type or BINARY
        return await asyncio.to_thread(holds, self._ports, due.current, result.body, kind)

    def _keep(
        self, due: DueSource, result: FetchResult, read: Extraction, attempt: Attempt
    ) -> Captured:
        assert result.body is not None
        body = Body(
            due.source_id,
            result.body,
            result.media_type or BINARY,
            attempt.at,
            Capture.FETCHED,
            result.requested_url,
            result.final_url,
            result.redirects,
            result.http_status,
            result.validators,
        )
        return keep(self._ports, body, read, attempt).captured
