"""Fetching sources: each host's in order, hosts side by side, and every outcome recorded."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass

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
from citewiki.usecases.outage import FIRST_HOSTS, Answers
from citewiki.usecases.queueing import Queue, by_host
from citewiki.usecases.recording import Recorder
from citewiki.usecases.room import Room

ROOM_BYTES = 32 * 1024 * 1024
"""Fetched bodies that wait to be read; a single larger one is held alone."""


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

    Raises StoreUnwritable at the first result that the disk does not take: to go on would ask
    every site for what cannot be kept. Raises NetworkDown where no site answers.
    """
    queues = by_host(ports.library.snapshots, plan)
    run = _Run(ports, fetcher, tell, sum(map(len, queues)), job_id, force)
    try:
        async with asyncio.TaskGroup() as group:
            for queue in queues:
                group.create_task(run.host(queue))
    except BaseExceptionGroup as several:
        # one host's failure ended them all; the caller is told of it as itself
        raise several.exceptions[0] from None
    finally:
        await run.recorder.aclose()
    return tuple(run.broken)


class _Run:
    def __init__(
        self,
        ports: Ports,
        fetcher: Fetcher,
        tell: Tell,
        total: int,
        job_id: int | None,
        force: bool,
    ) -> None:
        self._ports = ports
        self._fetcher = fetcher
        self._tell = tell
        self._total = total
        self._job_id = job_id
        self._force = force
        self._room = Room(ROOM_BYTES)
        self._judge = Judge(ports, fetcher)
        self._answers = Answers()
        self._done = 0
        self.recorder = Recorder(ports.library.snapshots)
        self.broken: list[Broken] = []

    async def host(self, queue: Queue) -> None:
        behind = len(queue)
        async for source_id, known in queue:
            behind -= 1
            try:
                if isinstance(known, UnknownSource):
                    raise known
                item = await self._one(known, behind)
            except StoreUnwritable:
                raise
            except CitewikiError as error:
                # one source's trouble (a damaged body, say) must not end the night
                self.broken.append((source_id, str(error)))
            else:
                self._tell(item)
                self._heed(item)
            self._done += 1
            shown = source_id if isinstance(known, UnknownSource) else known.url
            self._ports.narrator.progress("fetching", self._done, self._total, shown)

    def _heed(self, item: Refreshed) -> None:
        self._answers.note(item.url, item.outcome)
        if self._answers.never_came():
            raise NetworkDown(
                f"none of the first {FIRST_HOSTS} sites answered, so the rest were not asked; "
                "see whether this machine's network is up, then fetch again"
            )

    async def _one(self, due: DueSource, behind: int) -> Refreshed:
        place = self._room.place()
        try:
            known = self._validators(due)
            request = FetchRequest(due.url, known, behind=behind, admit=place.take)
            result = await self._fetcher.fetch(request)
            if result.body is not None:
                await place.take(len(result.body))  # a fetcher that does not wait for it
            return await self._record(due, result, behind)
        finally:
            place.leave()

    def _validators(self, due: DueSource) -> Validators:
        """Conditional only where we hold what the site would not send again."""
        current = due.current
        if self._force or current is None or current.how is not Capture.FETCHED:
            return Validators()
        return due.validators if self._ports.bodies.has(current.body.sha256) else Validators()

    async def _record(self, due: DueSource, result: FetchResult, behind: int) -> Refreshed:
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
        recorded = captured.recorded if captured is not None else None
        if recorded is None:
            recorded = await self.recorder.record(attempt)
        changed = captured is not None and captured.text_changed
        return Refreshed(
            due.source_id,
            due.url,
            result.outcome,
            result.http_status,
            changed,
            changed and captured is not None and captured.first,
            recorded.link_before,
            recorded.link_after,
            explained(result.outcome, result.http_status, result.detail),
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
