"""Reviews: that an editor has read a snapshot, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from citewiki.domain.sources import SourceId


class ReviewOutcome(StrEnum):
    """What an editor found on reading a snapshot."""

    OK = "ok"
    NEEDS_WORK = "needs-work"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Review:
    """An editor has read this snapshot (None: there was none to read) and says so."""

    source_id: SourceId
    snapshot_id: int | None
    outcome: ReviewOutcome
    by: str
    at: datetime
    note: str = ""
    withdrawn: bool = False
    id: int = 0
