"""One night: scan the wiki, fetch what is due, say what happened."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime

from citewiki.domain.errors import NetworkDown
from citewiki.domain.jobs import JobRun, JobState
from citewiki.domain.links import LinkState
from citewiki.domain.notices import Notice
from citewiki.domain.outcomes import GOOD, Outcome
from citewiki.domain.queues import QueueName
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.ports.fetching import Fetcher
from citewiki.ports.folders import WikiFolder
from citewiki.ports.providers import Provider
from citewiki.usecases.anchoring import place_notes
from citewiki.usecases.editors import named
from citewiki.usecases.identifying import IdentifyReport, WorthAsking, identify_refreshed
from citewiki.usecases.noticing import newly_noticed
from citewiki.usecases.outage import Answers
from citewiki.usecases.queues import queue
from citewiki.usecases.refreshing import Broken, Refreshed, Tell, refresh_telling
from citewiki.usecases.scan_report import ScanReport
from citewiki.usecases.scanning import scan

_WELL = (LinkState.LIVE, LinkState.MOVED)


@dataclass(frozen=True, slots=True)
class NightReport:
    """What a night did. `news` are the refreshed sources with a new text, another link state or
    a failure, in the order in which they ended; of the others `fetched` has the number alone.
    `broken` are those whose result could not be recorded: (source, why). `noticed` are the
    sources that came to be retracted, corrected or the like since the night before, with the
    notices in force; none in a void night, for the next one tells of them. `lost` are those with
    a note whose passage is not in the text that came tonight, the weightiest first. `titles`
    names every source in any of these."""

    job: JobRun
    scanned: ScanReport | None
    fetched: int
    news: tuple[Refreshed, ...]
    broken: tuple[Broken, ...]
    titles: Mapping[SourceId, str]
    noticed: Mapping[SourceId, tuple[Notice, ...]] = field(default_factory=dict)
    lost: tuple[SourceId, ...] = ()

    @property
    def void(self) -> bool:
        """Whether the network was down, so that nothing seen tonight counts."""
        return self.job.state is JobState.VOID

    @property
    def new(self) -> list[Refreshed]:
        return [item for item in self.news if item.new]

    @property
    def changed(self) -> list[Refreshed]:
        return [item for item in self.news if item.changed and not item.new]

    def turned(self, state: LinkState) -> list[Refreshed]:
        """The sources whose link came into this state tonight; a void night moves none."""
        if self.void:
            return []
        return [i for i in self.news if i.link_after is state and i.link_before is not state]

    @property
    def restored(self) -> list[Refreshed]:
        """The sources whose link had been in trouble and is well again; none in a void night."""
        if self.void:
            return []
        before = (*_WELL, LinkState.UNCHECKED)
        return [i for i in self.news if i.link_after in _WELL and i.link_before not in before]

    @property
    def failed(self) -> list[Refreshed]:
        return [item for item in self.news if item.outcome not in GOOD]


class _Night:
    """What is kept of the outcomes of a night while it goes on: of most of them a count."""

    def __init__(self) -> None:
        self.outcomes: Counter[Outcome] = Counter()
        self.news: list[Refreshed] = []
        self.answers = Answers()

    def note(self, item: Refreshed) -> None:
        self.outcomes[item.outcome] += 1
        if item.changed or item.link_before is not item.link_after or item.outcome not in GOOD:
            self.news.append(item)
        self.answers.note(item.url, item.outcome, item.link_before)


async def nightly(
    ports: Ports,
    fetcher: Fetcher,
    *,
    wiki: WikiFolder | None,
    by: str | None,
    outage_share: float = 0.3,
    providers: Sequence[Provider] = (),
    tell: Tell | None = None,
) -> NightReport:
    """The caller holds the nightly lock. `outage_share` (0-1) of the hosts not answering makes
    the night void. A run that was killed is taken up: what it recorded is no longer due.
    `providers` are asked of what was fetched, where they were not for long. `tell` is told of
    every source, as its refresh ends. Cancelled, a night keeps what it recorded, and its run is
    told as interrupted."""
    job = ports.library.jobs.start("nightly", named(by), ports.clock.now())
    try:
        return await _run(ports, fetcher, job, wiki, outage_share, providers, tell)
    except asyncio.CancelledError:
        ports.library.jobs.finish(job.id, JobState.INTERRUPTED, {}, ports.clock.now())
        raise


async def _run(
    ports: Ports,
    fetcher: Fetcher,
    job: JobRun,
    wiki: WikiFolder | None,
    outage_share: float,
    providers: Sequence[Provider],
    tell: Tell | None,
) -> NightReport:
    library = ports.library
    scanned = await asyncio.to_thread(scan, ports, wiki) if wiki is not None else None
    night, asked = _Night(), WorthAsking(providers)

    def note(item: Refreshed) -> None:
        night.note(item)
        asked.note(item)
        if tell is not None:
            tell(item)

    due = library.snapshots.due_targets(ports.clock.now())
    try:
        broken = await refresh_telling(ports, fetcher, due, note, job_id=job.id)
        void = night.answers.are_missing(outage_share)
    except NetworkDown:
        broken, void = (), True
    identified = IdentifyReport() if void else await identify_refreshed(ports, fetcher, asked)
    # a fetch looks for its source's notes itself: these are what a kill or a new reader left
    left = await asyncio.to_thread(place_notes, ports)
    looked = {*left, *(item.source_id for item in night.news if item.changed)}
    lost = await asyncio.to_thread(_with_lost_notes, ports, looked)
    fetched = night.outcomes.total()
    counts = {
        **{f"outcome {one.value}": number for one, number in night.outcomes.items()},
        "due": fetched + len(broken),
        "new": sum(item.new for item in night.news),
        "changed": sum(item.changed and not item.new for item in night.news),
        "broken": len(broken),
        "failed": sum(n for one, n in night.outcomes.items() if one not in GOOD),
        "identified": sum(item.good for item in identified.items),
    }
    state = JobState.VOID if void else JobState.DONE
    job = library.jobs.finish(job.id, state, counts, ports.clock.now())
    noticed = (
        {} if void else await asyncio.to_thread(newly_noticed, ports, _night_before(ports, job))
    )
    ids = [item.source_id for item in night.news] + [one for one, _ in broken]
    titles = await asyncio.to_thread(library.sources.titles, [*ids, *noticed, *lost])
    return NightReport(job, scanned, fetched, tuple(night.news), broken, titles, noticed, lost)


def _with_lost_notes(ports: Ports, among: Set[SourceId]) -> tuple[SourceId, ...]:
    found = queue(ports, QueueName.LOST)[1] if among else ()
    return tuple(one.row.id for one in found if one.row.id in among)


def _night_before(ports: Ports, job: JobRun) -> datetime | None:
    """When the last good night ended; None where this is the first."""
    for one in ports.library.jobs.recent(1_000):
        if one.kind == job.kind and one.id < job.id and one.state is JobState.DONE:
            return one.finished_at
    return None
