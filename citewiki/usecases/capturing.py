"""From a body to a snapshot: the one way in, for what is fetched and what is attached."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from citewiki.domain.bodies import BlobRef
from citewiki.domain.editorial import Event
from citewiki.domain.extraction import Extraction, MetadataValue, ReadOutcome
from citewiki.domain.snapshots import (
    Attempt,
    Capture,
    Redirect,
    Snapshot,
    Validators,
)
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.ports.library.snapshots import Captured
from citewiki.usecases.anchoring import place_notes


@dataclass(frozen=True, slots=True)
class Body:
    """A body and how it came to us."""

    source_id: SourceId
    content: bytes
    media_type: str
    at: datetime
    how: Capture
    requested_url: str
    final_url: str
    redirects: tuple[Redirect, ...] = ()
    http_status: int | None = None
    validators: Validators = Validators()
    by: str | None = None
    note: str | None = None
    original_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Capturing:
    """What came of it."""

    snapshot: Snapshot
    extraction: Extraction
    captured: Captured


def holds(ports: Ports, current: Snapshot | None, content: bytes, media_type: str) -> bool:
    """Whether the current snapshot is of these bytes, read as they would be read today: then
    there is nothing to keep and nothing to read."""
    return (
        current is not None
        and current.body.size == len(content)
        and current.extractor_version == ports.extractor.version(media_type)
        and current.body.sha256 == hashlib.sha256(content).hexdigest()
        and ports.bodies.has(current.body.sha256)
    )


def capture(
    ports: Ports, body: Body, attempt: Attempt | None = None, event: Event | None = None
) -> Capturing:
    """Read a body, and keep it. Blocks while the body is parsed."""
    read = ports.extractor.extract(body.content, body.media_type, body.final_url)
    return keep(ports, body, read, attempt, event)


def keep(
    ports: Ports,
    body: Body,
    read: Extraction,
    attempt: Attempt | None = None,
    event: Event | None = None,
) -> Capturing:
    """Keep a body and what was read of it, with the event that tells of it. An attached page's
    own word on when it was saved stands where nobody gave another (`original_at`).

    The blobs are durable before any row names them; a crash in between leaves a blob too many,
    never a row too many.
    """
    ref = ports.bodies.put(body.content)
    snapshot = Snapshot(
        source_id=body.source_id,
        at=body.at,
        how=body.how,
        requested_url=body.requested_url,
        final_url=body.final_url,
        redirects=body.redirects,
        http_status=body.http_status,
        validators=body.validators,
        media_type=read.media_type or body.media_type,
        body=ref,
        by=body.by,
        note=body.note,
        original_at=body.original_at or _saved_at(body, read),
        **reading(ports, read),
    )
    captured = ports.library.snapshots.record_capture(attempt, snapshot, read.text, event)
    if captured.text_changed and not captured.first:
        place_notes(ports, body.source_id)
    return Capturing(ports.library.snapshots.get(captured.snapshot_id), read, captured)


class Reading(TypedDict):
    """The fields of a snapshot that come from reading its body."""

    text: BlobRef | None
    page_starts: tuple[int, ...]
    extractor: str
    extractor_version: str
    read: ReadOutcome
    detail: str
    metadata: tuple[MetadataValue, ...]


def reading(ports: Ports, read: Extraction) -> Reading:
    """Keep the text that was read, if there is any, and tell how a snapshot records it."""
    text = ports.bodies.put(read.text.encode("utf-8", "replace")) if read.text.strip() else None
    return Reading(
        text=text,
        page_starts=read.page_starts,
        extractor=read.extractor,
        extractor_version=read.version,
        read=read.outcome,
        detail=read.detail,
        metadata=read.metadata,
    )


def not_after(said: datetime | None, at: datetime) -> datetime | None:
    """A file's own date; None where it says that it was saved later than it came to us."""
    return said if said is not None and said <= at else None


def _saved_at(body: Body, read: Extraction) -> datetime | None:
    """A fetched page may bear the mark of one that was saved, too: it says nothing of our fetch."""
    if body.how is not Capture.ATTACHED or read.saved_from is None:
        return None
    return not_after(read.saved_from.at, body.at)
