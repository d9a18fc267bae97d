"""Fetching sources: each host's in order, hosts side by side, and every outcome recorded."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from citewiki.domain.errors import CitewikiError, StoreUnwritable
from citewiki.domain.extraction import Extraction
from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import Outcome, explained
from citewiki.domain.snapshots import Attempt, Capture, Validators
from citewiki.domain.sources import SourceId
from citewiki.domain.urls import host_of
from citewiki.ports import Fetcher, FetchRequest, FetchResult, Ports
from citewiki.ports.library import DueSource
from citewiki.usecases.capturing import Body, keep
from citewiki.usecases.judging import Judge


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
    plan: Sequence[DueSource],
    *,
    job_id: int | None = None,
    force: bool = False,
) -> RefreshReport:
    """Fetch these sources; with `force` unconditionally. What is recorded when it is cancelled
    stays, and the rest is due as before.

    Raises StoreUnwritable at the first result that the disk does not take: to go on would ask
    every site for what cannot be kept.
    """
    run = _Run(ports, fetcher, len(plan), job_id, force)
    hosts: dict[str, list[DueSource]] = {}
    for due in plan:
        hosts.setdefault(host_of(due.url) or due.url, []).append(due)
    try:
        async with asyncio.TaskGroup() as group:
            for queue in hosts.values():
                group.create_task(run.host(queue))
    except BaseExceptionGroup as several:
        # one host's failure ended them all; the caller is told of it as itself
        raise several.exceptions[0] from None
    return RefreshReport(tuple(run.items), tuple(run.broken))


class _Run:
    def __init__(
        self, ports: Ports, fetcher: Fetcher, total: int, job_id: int | None, force: bool
    ) -> None:
        self._ports = ports
        self._fetcher = fetcher
        self._judge = Judge(ports, fetcher)
        self._total = total
        self._job_id = job_id
        self._force = force
        self.items: list[Refreshed] = []
        self.broken: list[tuple[SourceId, str]] = []

    async def host(self, queue: Sequence[DueSource]) -> None:
        for due in queue:
            try:
                self.items.append(await self._one(due))
            except StoreUnwritable:
                raise
            except CitewikiError as error:
                # one source's trouble (a damaged body, say) must not end the night
                self.broken.append((due.source_id, str(error)))
            done = len(self.items) + len(self.broken)
            self._ports.narrator.progress("fetching", done, self._total, due.url)

    async def _one(self, due: DueSource) -> Refreshed:
        validators = self._validators(due)
        result = await self._fetcher.fetch(FetchRequest(due.url, validators))
        result, read = await self._judge.judge(result, due.current)
        # recording blocks: not on the loop that keeps the other hosts' time
        return await asyncio.to_thread(self._record, due, result, read)

    def _validators(self, due: DueSource) -> Validators:
        """Conditional only where we hold what the site would not send again."""
        current = due.current
        if self._force or current is None or current.how is not Capture.FETCHED:
            return Validators()
        if not self._ports.bodies.has(current.body.sha256):
            return Validators()
        last = due.last
        if last is not None and last.outcome is Outcome.NOT_MODIFIED and last.validators.etag:
            return last.validators
        return current.validators

    def _record(self, due: DueSource, result: FetchResult, read: Extraction | None) -> Refreshed:
        ports = self._ports
        before = ports.library.sources.get(due.source_id)
        attempt = Attempt(
            due.source_id,
            ports.clock.now(),
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
        changed = False
        if result.body is not None and read is not None:
            changed = self._keep(due, result, read, attempt)
        else:
            ports.library.snapshots.record_attempt(attempt)
        after = ports.library.sources.get(due.source_id)
        return Refreshed(
            due.source_id,
            due.url,
            result.outcome,
            result.http_status,
            changed,
            changed and before.current_snapshot_id is None,
            before.link_state,
            after.link_state,
            explained(result.outcome, result.http_status, result.detail),
        )

    def _keep(
        self, due: DueSource, result: FetchResult, read: Extraction, attempt: Attempt
    ) -> bool:
        assert result.body is not None
        body = Body(
            due.source_id,
            result.body,
            result.media_type or "application/octet-stream",
            attempt.at,
            Capture.FETCHED,
            result.requested_url,
            result.final_url,
            result.redirects,
            result.http_status,
            result.validators,
        )
        return keep(self._ports, body, read, attempt).captured.text_changed
