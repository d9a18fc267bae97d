"""How the store stands: what home says in figures, before anything else of it is read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from citewiki.domain.jobs import JobRun
    from citewiki.domain.queues import QueueName
    from citewiki.domain.sources import SourceId


class Overview(Protocol):
    """A few numbers of all sources."""

    def counts(self, now: datetime, proposed: Collection[SourceId] = ()) -> Mapping[QueueName, int]:
        """How many sources are in each queue, snoozed ones left out; `proposed` are those for
        which a merge is proposed."""
        ...

    def snoozed(self, now: datetime) -> int:
        """How many sources are left out of the queues now."""
        ...

    def due(self, now: datetime) -> int:
        """How many sources are to be fetched."""
        ...

    def last_run(self) -> JobRun | None:
        """The newest run of a job, whatever became of it."""
        ...
