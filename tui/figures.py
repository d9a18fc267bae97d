"""What home says in figures, read in one go away from the event loop."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from citewiki.domain.display import numbered
from citewiki.domain.jobs import JobRun
from citewiki.domain.queues import QueueName
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports


@dataclass(frozen=True, slots=True)
class Figures:
    """How many sources each queue has, where that is known, and how the store stands, in words."""

    queues: Mapping[QueueName, int]
    standing: str


def read_figures(ports: Ports, merges: Collection[SourceId] | None) -> Figures:
    """`merges` None: nobody has looked for them yet."""
    library, now = ports.library, ports.clock.now()
    found = dict(library.overview.counts(now, merges or ()))
    if merges is None:
        del found[QueueName.MERGES]
    due = library.overview.due(now)
    said = [f"{numbered(due, 'source')} due tonight", _told(library.overview.last_run())]
    if snoozed := library.overview.snoozed(now):
        said.append(f"{snoozed:,} snoozed")
    return Figures(found, " · ".join(said))


def _told(night: JobRun | None) -> str:
    if night is None:
        return "no night has run yet"
    counted = night.counts
    at = f"{night.started_at:%Y-%m-%d %H:%M}"
    figures = f"{counted.get('new', 0):,} new, {counted.get('changed', 0):,} changed"
    return f"last night {at}: {night.state.value}, {figures}"
