"""What was fetched or attached, and the attempts to do so. Both are only ever appended."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from citewiki.domain.bodies import BlobRef
from citewiki.domain.extraction import MetadataValue, ReadOutcome
from citewiki.domain.outcomes import Outcome
from citewiki.domain.sources import SourceId


class Capture(StrEnum):
    """How a body came to us."""

    FETCHED = "fetched"
    ATTACHED = "attached"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Redirect:
    """One hop: the status that sent us on, and where to."""

    status: int
    location: str


@dataclass(frozen=True, slots=True)
class Validators:
    """What to send with the next conditional request (RFC 9110, section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at fetching a source, good or bad.

    `id` counts up in the order of writing, which holds where clocks do not; it is 0 before the
    attempt is written. `detail` is the particulars of the outcome, for the editor. `void` marks
    the attempts of a night on which the network was down: they say nothing about any site.
    """

    source_id: SourceId
    at: datetime
    outcome: Outcome
    requested_url: str
    final_url: str
    redirects: tuple[Redirect, ...] = ()
    http_status: int | None = None
    validators: Validators = Validators()
    media_type: str | None = None
    retry_after_s: int | None = None
    detail: str = ""
    job_id: int | None = None
    void: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One body of a source and what was read from it.

    `id` counts up in the order of writing and is 0 before the snapshot is written. `by` and
    `note` are those of the person who attached the file; of an archived copy `by` is the archive.
    `text` is None where there was none to read. `original_at` is the date of an archived or saved
    copy, where it is known and differs from `at`, when it came to us. `pruned_at` is when the
    body and the text were given up; their hashes and sizes stay.
    """

    source_id: SourceId
    at: datetime
    how: Capture
    requested_url: str
    final_url: str
    redirects: tuple[Redirect, ...]
    http_status: int | None
    validators: Validators
    media_type: str
    body: BlobRef
    text: BlobRef | None
    page_starts: tuple[int, ...]
    extractor: str
    extractor_version: str
    read: ReadOutcome
    detail: str
    metadata: tuple[MetadataValue, ...]
    by: str | None = None
    note: str | None = None
    original_at: datetime | None = None
    attempt_id: int | None = None
    id: int = 0
    pruned_at: datetime | None = None

    @property
    def readable(self) -> bool:
        """Whether this snapshot may be the source's current one (law 2)."""
        return self.text is not None and self.read in (ReadOutcome.OK, ReadOutcome.PARTIAL)

    def says_as(self, other: "Snapshot") -> bool:
        """Whether the source says in both what it says: the text is the same, or the body, which
        another reader has read otherwise. `db.library.queues` has the same rule in SQL."""
        return self.text == other.text or self.body.sha256 == other.body.sha256
