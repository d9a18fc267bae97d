"""What needs a person: the queues as they stand, and putting a source off."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from citewiki.domain.editorial import Event, Snooze
from citewiki.domain.errors import UsageError
from citewiki.domain.queues import Queued, QueueName
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.editors import named
from citewiki.usecases.merging import proposals


def proposed(ports: Ports) -> Mapping[SourceId, SourceId]:
    """The sources for which a merge is proposed -> the one to merge them into."""
    return {one.source.id: one.into.id for one in proposals(ports)}


def counts(ports: Ports, merges: Collection[SourceId] = ()) -> Mapping[QueueName, int]:
    """How many sources are in each queue."""
    return ports.library.overview.counts(ports.clock.now(), merges)


def queue(
    ports: Ports,
    name: QueueName,
    merges: Collection[SourceId] = (),
    *,
    limit: int | None = None,
) -> tuple[int, Sequence[Queued]]:
    """How many sources are in a queue, and its first lines."""
    now, queues = ports.clock.now(), ports.library.queues
    keys = queues.order(name, now, merges)
    return len(keys), queues.queued(keys[:limit], now, merges)


def day_of(text: str) -> date:
    """A day as an editor writes it. Raises UsageError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no day; give one like 2026-09-01") from None


def snooze(ports: Ports, source_id: SourceId, until: date | None, by: str | None) -> Event:
    """Leave a source out of the queues until a day (None: no longer); it comes back before where
    it has a problem that it does not have now."""
    now = ports.clock.now()
    if until is not None and until <= now.date():
        raise UsageError(f"{until} is not in the future; name a later day")
    return ports.library.editorial.apply(Snooze(source_id, until), by=named(by), at=now)
