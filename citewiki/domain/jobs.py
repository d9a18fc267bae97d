"""Jobs: one run of the nightly (or of a fetch by hand), what it did, and how it ended."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class JobState(StrEnum):
    """Where a job stands. VOID: the network was down, nothing it saw counts."""

    RUNNING = "running"
    DONE = "done"
    VOID = "void"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class JobRun:
    """One run. `counts` are its figures by name; `resumes` is the interrupted run it continues."""

    id: int
    kind: str
    started_at: datetime
    finished_at: datetime | None
    state: JobState
    by: str
    counts: dict[str, int] = field(default_factory=dict)
    resumes: int | None = None
