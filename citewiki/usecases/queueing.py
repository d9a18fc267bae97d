"""What a run is to fetch: a queue for each host, held small however long it is.

Of a source that waits its id alone is held; what is known of it is read shortly before its turn.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence

from citewiki.domain.errors import UnknownSource
from citewiki.domain.sources import SourceId
from citewiki.domain.urls import host_of
from citewiki.ports.library.snapshots import DueSource, Snapshots, Target

AHEAD = 1_024
"""Sources that are known in full at one time, over all hosts."""

AHEAD_OF_HOST = 32
"""The same of one host: what is known then is at most some minutes old when it is asked."""

_Waiting = SourceId | DueSource

Known = tuple[SourceId, DueSource | UnknownSource]
"""A source whose turn has come; or that there is no such source any more."""


class Queue:
    """One host's sources, in the order of the plan."""

    def __init__(self, snapshots: Snapshots, waiting: Sequence[_Waiting], ahead: int) -> None:
        self._snapshots = snapshots
        self._waiting = waiting
        self._ahead = ahead

    def __len__(self) -> int:
        return len(self._waiting)

    async def __aiter__(self) -> AsyncIterator[Known]:
        for start in range(0, len(self._waiting), self._ahead):
            piece = self._waiting[start : start + self._ahead]
            ids = [one for one in piece if not isinstance(one, DueSource)]
            read = iter(await asyncio.to_thread(self._read, ids) if ids else ())
            for one in piece:
                yield (one.source_id, one) if isinstance(one, DueSource) else (one, next(read))

    def _read(self, ids: Sequence[SourceId]) -> list[DueSource | UnknownSource]:
        try:
            return list(self._snapshots.plan(ids))
        except UnknownSource as error:
            if len(ids) == 1:
                return [error]
            # one source's trouble is not that of those beside it
            return [found for one in ids for found in self._read([one])]


def by_host(snapshots: Snapshots, plan: Iterable[Target]) -> list[Queue]:
    """The longest queue, which ends last, first. A DueSource is taken as it is."""
    hosts: dict[str, list[_Waiting]] = {}
    for target in plan:
        one = target if isinstance(target, DueSource) else target.source_id
        hosts.setdefault(host_of(target.url) or target.url, []).append(one)
    ahead = min(AHEAD_OF_HOST, max(1, AHEAD // max(1, len(hosts))))
    longest_first = sorted(hosts.values(), key=len, reverse=True)
    return [Queue(snapshots, waiting, ahead) for waiting in longest_first]
