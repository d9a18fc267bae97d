"""One night: scan the wiki, fetch what is due, say what happened."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from citewiki.domain.jobs import JobRun, JobState
from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import GOOD, Outcome
from citewiki.domain.sources import SourceId
from citewiki.domain.urls import host_of
from citewiki.ports import Fetcher, Ports, Provider, WikiFolder
from citewiki.usecases.anchoring import place_notes
from citewiki.usecases.identifying import IdentifyReport, identify_refreshed
from citewiki.usecases.refreshing import Refreshed, RefreshReport, refresh
from citewiki.usecases.scanning import ScanReport, scan
from citewiki.usecases.sources import named

NO_ANSWER = frozenset(
    {Outcome.DNS_FAILED, Outcome.CONNECT_FAILED, Outcome.TLS_FAILED, Outcome.TIMEOUT}
)
"""What our own network being down looks like."""

MIN_HOSTS = 5
"""With fewer hosts tried, one dead site is a large share and no outage."""


@dataclass(frozen=True, slots=True)
class NightReport:
    """What a night did; `titles` names every source in `refreshed`, `identified` tells what
    providers of metadata said of them."""

    job: JobRun
    scanned: ScanReport | None
    refreshed: RefreshReport
    titles: Mapping[SourceId, str]
    identified: IdentifyReport = field(default_factory=IdentifyReport)

    @property
    def void(self) -> bool:
        """Whether the network was down, so that nothing seen tonight counts."""
        return self.job.state is JobState.VOID

    @property
    def new(self) -> list[Refreshed]:
        return [item for item in self.refreshed.items if item.new]

    @property
    def changed(self) -> list[Refreshed]:
        return [item for item in self.refreshed.items if item.changed and not item.new]

    def turned(self, state: LinkState) -> list[Refreshed]:
        """The sources whose link came into this state tonight; a void night moves none."""
        if self.void:
            return []
        return [
            i for i in self.refreshed.items if i.link_after is state and i.link_before is not state
        ]

    @property
    def restored(self) -> list[Refreshed]:
        """The sources whose link had been in trouble and is well again; none in a void night."""
        if self.void:
            return []
        well = (LinkState.LIVE, LinkState.MOVED)
        before = (*well, LinkState.UNCHECKED)
        return [
            i for i in self.refreshed.items if i.link_after in well and i.link_before not in before
        ]

    @property
    def withdrawn(self) -> list[tuple[Refreshed, str]]:
        """The sources of which a provider says tonight, and did not before, that they are
        withdrawn or retracted; each with its words."""
        known = {i.source_id for i in self.refreshed.items if i.link_after is LinkState.WITHDRAWN}
        words = {
            one.source_id: one.record.withdrawal
            for one in self.identified.items
            if one.good and one.record is not None and one.record.withdrawal
        }
        return [
            (item, words[item.source_id])
            for item in self.refreshed.items
            if item.source_id in words and item.source_id not in known
        ]

    @property
    def failed(self) -> list[Refreshed]:
        return [item for item in self.refreshed.items if item.outcome not in GOOD]


async def nightly(
    ports: Ports,
    fetcher: Fetcher,
    *,
    wiki: WikiFolder | None,
    by: str | None,
    outage_share: float = 0.3,
    providers: Sequence[Provider] = (),
) -> NightReport:
    """The caller holds the nightly lock. `outage_share` (0-1) of the hosts not answering makes
    the night void. A run that was killed is taken up: what it recorded is no longer due.
    `providers` are asked of what was fetched, where they were not for long. Cancelled, it keeps
    what it recorded, and its run is told as interrupted."""
    job = ports.library.jobs.start("nightly", named(by), ports.clock.now())
    try:
        return await _night(ports, fetcher, job, wiki, outage_share, providers)
    except asyncio.CancelledError:
        ports.library.jobs.finish(job.id, JobState.INTERRUPTED, {}, ports.clock.now())
        raise


async def _night(
    ports: Ports,
    fetcher: Fetcher,
    job: JobRun,
    wiki: WikiFolder | None,
    outage_share: float,
    providers: Sequence[Provider],
) -> NightReport:
    library = ports.library
    scanned = await asyncio.to_thread(scan, ports, wiki) if wiki is not None else None
    due = library.snapshots.due_targets(ports.clock.now())
    refreshed = await refresh(ports, fetcher, due, job_id=job.id)
    void = _is_outage(refreshed, outage_share)
    identified = IdentifyReport()
    if not void:
        identified = await identify_refreshed(ports, fetcher, providers, refreshed)
    # a fetch looks for its source's notes itself: these are what a kill or a new reader left
    await asyncio.to_thread(place_notes, ports)
    counts = Counter({f"outcome {item.outcome.value}": 0 for item in refreshed.items})
    counts.update(f"outcome {item.outcome.value}" for item in refreshed.items)
    counts.update(
        {
            "due": len(due),
            "new": sum(item.new for item in refreshed.items),
            "changed": sum(item.changed and not item.new for item in refreshed.items),
            "broken": len(refreshed.broken),
            "failed": len([i for i in refreshed.items if i.outcome not in GOOD]),
            "identified": sum(item.good for item in identified.items),
        }
    )
    state = JobState.VOID if void else JobState.DONE
    job = library.jobs.finish(job.id, state, dict(counts), ports.clock.now())
    ids = [item.source_id for item in refreshed.items] + [one for one, _ in refreshed.broken]
    titles = await asyncio.to_thread(library.sources.titles, ids)
    return NightReport(job, scanned, refreshed, titles, identified)


def _is_outage(report: RefreshReport, share: float) -> bool:
    hosts: dict[str, bool] = {}
    for item in report.items:
        host = host_of(item.url) or item.url
        hosts[host] = hosts.get(host, True) and item.outcome in NO_ANSWER
    silent = sum(hosts.values())
    return len(hosts) >= MIN_HOSTS and silent > share * len(hosts)
