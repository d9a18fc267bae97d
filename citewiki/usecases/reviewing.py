"""Marking a source's current text as read by an editor."""

from collections.abc import Mapping

from citewiki.domain.editorial import AddReview, Event
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.editors import named


def review(
    ports: Ports,
    source_id: SourceId,
    outcome: ReviewOutcome,
    note: str,
    by: str | None,
    *,
    expected: Mapping[str, object] | None = None,
) -> Event:
    """Keep a review of the current snapshot (of none, where there is none)."""
    name = named(by)
    current = ports.library.sources.get(source_id).current_snapshot_id
    change = AddReview(source_id, current, outcome, note.strip())
    return ports.library.editorial.apply(change, by=name, at=ports.clock.now(), expected=expected)
