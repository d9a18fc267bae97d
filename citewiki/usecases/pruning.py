"""Giving up old versions, as far as the retention settings and what rests on them allow.

The rows are marked first, durably; only then do bodies go that no other snapshot has. What is
killed in between leaves bodies that nothing needs, and the next prune removes them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from citewiki.domain.retention import Retention
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports


@dataclass(frozen=True, slots=True)
class PruneReport:
    """What goes, or went: version numbers by source, and the bodies, with their bytes on disk."""

    versions: Mapping[SourceId, tuple[int, ...]]
    bodies: int
    freed_bytes: int

    @property
    def count(self) -> int:
        """The versions of all sources together."""
        return sum(len(ids) for ids in self.versions.values())


def plan_prune(ports: Ports, retention: Retention) -> PruneReport:
    """What a prune would do now. Bodies that an earlier one left behind are counted too."""
    snapshots = ports.library.snapshots
    versions = snapshots.prunable(retention, ports.clock.now())
    idle = snapshots.idle_blobs(_all(versions))
    sizes = [size for size in map(ports.bodies.stored_size, idle) if size]
    return PruneReport(versions, len(sizes), sum(sizes))


def prune(ports: Ports, retention: Retention, by: str | None) -> PruneReport:
    """Do it; what came to rest on a version in the meantime keeps it. It cannot be taken back."""
    snapshots = ports.library.snapshots
    now = ports.clock.now()
    planned = snapshots.prunable(retention, now)
    done = {}
    for number, source_id in enumerate(planned, 1):
        ids = snapshots.prune(source_id, retention, by=by or "citewiki", now=now)
        if ids:
            done[source_id] = ids
        ports.narrator.progress("marking", number, len(planned), source_id)
    idle = snapshots.idle_blobs()
    freed = []
    for number, sha256 in enumerate(idle, 1):
        freed.append(ports.bodies.remove(sha256))
        ports.narrator.progress("removing", number, len(idle))
    return PruneReport(done, sum(1 for size in freed if size), sum(freed))


def _all(versions: Mapping[SourceId, Iterable[int]]) -> list[int]:
    return [one for ids in versions.values() for one in ids]
