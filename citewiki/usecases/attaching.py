"""Attaching a file that a person saved: for pages that let no program in."""

from datetime import datetime

from citewiki.domain.editorial import Event, EventKind
from citewiki.domain.errors import InputError
from citewiki.domain.media import sniff
from citewiki.domain.snapshots import Capture
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.capturing import Body, Capturing, capture
from citewiki.usecases.sources import named

MAX_BYTES = 50_000_000


def attach(
    ports: Ports,
    source_id: SourceId,
    content: bytes,
    filename: str,
    *,
    by: str | None,
    note: str | None = None,
    original_at: datetime | None = None,
) -> Capturing:
    """Make a file the source's newest snapshot, marked as attached by a person.

    `original_at` is when the person saved it, where that is known. Raises InputError for an
    empty or overlong file.
    """
    name = named(by)
    if not content:
        raise InputError(f"{filename} is empty; nothing was attached")
    if len(content) > MAX_BYTES:
        raise InputError(f"{filename} is over {MAX_BYTES // 1_000_000} MB; nothing was attached")
    source = ports.library.sources.get(source_id)
    now = ports.clock.now()
    body = Body(
        source_id,
        content,
        sniff(content, None, filename),
        now,
        Capture.ATTACHED,
        source.url,
        source.url,
        by=name,
        note=note.strip() if note and note.strip() else None,
        original_at=original_at,
    )
    done = capture(ports, body)
    ports.library.editorial.append(
        Event(
            0,
            now,
            name,
            EventKind.ATTACHED,
            source_id,
            None,
            {},
            {"snapshot_id": done.snapshot.id, "file": filename, "note": body.note or ""},
        )
    )
    return done
