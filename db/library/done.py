"""What an editorial change did."""

from dataclasses import dataclass, field

from citewiki.domain.editorial import EventKind


@dataclass(frozen=True, slots=True)
class Done:
    """What a change did, as its event tells it."""

    kind: EventKind
    source_key: int | None
    venue_id: str | None
    before: dict[str, object] = field(default_factory=dict)
    after: dict[str, object] = field(default_factory=dict)
