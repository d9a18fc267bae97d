"""Fetching sources: each host's in order, hosts side by side, and every outcome recorded."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from citewiki.domain.errors import CitewikiError, StoreUnwritable, UnknownSource
from citewiki.domain.extraction import Extraction
from citewiki.domain.links import LinkState
from citewiki.domain.media import BINARY
from citewiki.domain.outcomes import Outcome, explained
from citewiki.domain.snapshots import Attempt, Capture, Validators
from citewiki.domain.sources import SourceId
from citewiki.domain.urls import host_of
from citewiki.ports import Fetcher, FetchRequest, FetchResult, Ports
from citewiki.ports.library import Captured, DueSource, Target
from citewiki.usecases.capturing import Body, holds, keep
from citewiki.usecases.judging import Judge
from citewiki.usecases.recording import Recorder
from citewiki.usecases.room import Room

ROOM_BYTES = 32 * 1024 * 1024
"""Fetched bodies that wait to be read; a single larger one is held alone."""

AHEAD = 1_024
"""Sources that are known in full at one time; of the others their URL alone is held."""

AHEAD_OF_HOST = 32
"""The same of one host: what is known then is at most some minutes old when it is asked."""


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


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """In the order in which they ended. `broken` are the sources whose result could not be
    recorded: (source, why)."""

    items: tuple[Refreshed, ...]
    broken: tuple[tuple[SourceId, str], ...] = ()


async def refresh(
    ports: Ports,
    fetcher: Fetcher,
    plan: Sequence[Target],
    *,
    job_id: int | None = None,
    force: bool = False,
) -> RefreshReport:
    """Fetch these sources; with `force` unconditionally. What is recorded when it is cancelled
    stays, and the rest is due as before.

    Raises StoreUnwritable at the first result that the disk does not take: to go on would ask
    every site for what cannot be kept.
    """
    queues = _by_host(plan)
    ahead = min(AHEAD_OF_HOST, max(1, AHEAD // max(1, len(queues))))
    run = _Run(ports, fetcher, len(plan), ahead, job_id, force)
    try:
        async with asyncio.TaskGroup() as group:
            for queue in queues:
                group.create_task(run.host(queue))
    except BaseExceptionGroup as several:
        # one host's failure ended them all; the caller is told of it as itself
        raise several.exceptions[0] from None
    finally:
        await run.recorder.aclose()
    return RefreshReport(tuple(run.items), tuple(run.broken))


def _by_host(plan: Iterable[Target]) -> list[list[Target]]:
    """Each host's in the order of the plan; the longest queue, which ends last, first."""
    hosts: dict[str, list[Target]] = {}
    for target in plan:
        hosts.setdefault(host_of(target.url) or target.url, []).append(target)
    return sorted(hosts.values(), key=len, reverse=True)


class _Run:
    def __init__(
        self,
        ports: Ports,
        fetcher: Fetcher,
        total: int,
        ahead: int,
        job_id: int | None,
        force: bool,
    ) -> None:
        self._ports = ports
        self._fetcher = fetcher
        self._total = total
        self._ahead = ahead
        self._job_id = job_id
        self._force = force
        self._room = Room(ROOM_BYTES)
        self._judge = Judge(ports, fetcher)
        self.recorder = Recorder(ports.library.snapshots)
        self.items: list[Refreshed] = []
        self.broken: list[tuple[SourceId, str]] = []

    async def host(self, queue: Sequence[Target]) -> None:
        left = len(queue)
        for start in range(0, len(queue), self._ahead):
            for target in await self._known(queue[start : start + self._ahead]):
                left -= 1
                try:
                    self.items.append(await self._one(target, left))
                except StoreUnwritable:
                    raise
                except CitewikiError as error:
                    # one source's trouble (a damaged body, say) must not end the night
                    self.broken.append((target.source_id, str(error)))
                done = len(self.items) + len(self.broken)
                self._ports.narrator.progress("fetching", done, self._total, target.url)

    async def _known(self, targets: Sequence[Target]) -> Sequence[Target]:
        """With what is known of each; as they are where one of them is not there any more."""
        if all(isinstance(one, DueSource) for one in targets):
            return targets
        ids = [one.source_id for one in targets]
        try:
            known = await asyncio.to_thread(self._ports.library.snapshots.plan, ids)
        except UnknownSource:
            return targets
        # what the report will hold of each is what the plan holds already, not a second copy
        pairs = zip(targets, known, strict=True)
        return [replace(due, source_id=one.source_id, url=one.url) for one, due in pairs]

    async def _one(self, target: Target, behind: int) -> Refreshed:
        if isinstance(target, DueSource):
            due = target
        else:
            (due,) = self._ports.library.snapshots.plan([target.source_id])
        place = self._room.place()
        try:
            known = self._validators(due)
            request = FetchRequest(due.url, known, behind=behind, admit=place.take)
            result = await self._fetcher.fetch(request)
            if result.body is not None:
                await place.take(len(result.body))  # a fetcher that does not wait for it
            return await self._record(due, result)
        finally:
            place.leave()

    def _validators(self, due: DueSource) -> Validators:
        """Conditional only where we hold what the site would not send again."""
        current = due.current
        if self._force or current is None or current.how is not Capture.FETCHED:
            return Validators()
        return due.validators if self._ports.bodies.has(current.body.sha256) else Validators()

    async def _record(self, due: DueSource, result: FetchResult) -> Refreshed:
        read = None
        if not await self._held(due, result):
            result, read = await self._judge.judge(result, due.current)
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
