"""Rows to domain values and back: the one place that knows how each is written, but for those of
pages (db/page_rows.py)."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from citewiki.domain.bodies import BlobRef
from citewiki.domain.editorial import Annotation, Event, EventKind
from citewiki.domain.extraction import MetadataValue, ReadOutcome
from citewiki.domain.outcomes import Outcome
from citewiki.domain.providers import Identification, ProviderRecord
from citewiki.domain.quoting import Anchor
from citewiki.domain.reviews import Review, ReviewOutcome
from citewiki.domain.snapshots import Attempt, Capture, Redirect, Snapshot, Validators
from citewiki.domain.sources import LIST_FIELDS, Field, FieldValue, Origin, SourceType, Value
from citewiki.domain.venues import VenueOrigin, VenueRating
from db.cells import at_or_none, clean, clean_or_none, dump, stamp, stamp_or_none


def plain(value: Value | None) -> object:
    """A field's value as plain JSON."""
    return list(value) if isinstance(value, tuple) else value


def value_of(field: Field, stored: str) -> Value:
    found: Any = json.loads(stored)
    if field in LIST_FIELDS:
        return tuple(str(one) for one in found) if isinstance(found, list) else (str(found),)
    return found if isinstance(found, int) else str(found)


def field_value(row: Sequence[Any]) -> FieldValue:
    """From field, origin, by_name, value, at, confidence."""
    field = Field(row[0])
    return FieldValue(
        field,
        value_of(field, row[3]),
        Origin(row[1]),
        row[2] or None,
        at_or_none(row[4]),
        row[5],
    )


def _redirects(stored: str) -> tuple[Redirect, ...]:
    if stored == "[]":  # most are, and every attempt of a source is read at each new one
        return ()
    return tuple(Redirect(status, location) for status, location in json.loads(stored))


def _dump_redirects(redirects: Sequence[Redirect]) -> str:
    return dump([[r.status, r.location] for r in redirects])


ATTEMPT_COLUMNS = (
    "a.id, s.id, a.at, a.outcome, a.requested_url, a.final_url, a.redirects, a.http_status, "
    "a.etag, a.last_modified, a.media_type, a.retry_after_s, a.detail, a.job_id, a.void"
)
ATTEMPT_TABLES = "FROM attempt a JOIN source s ON s.key = a.source_key"
ATTEMPT = f"{ATTEMPT_COLUMNS} {ATTEMPT_TABLES}"


def attempt(row: Sequence[Any]) -> Attempt:
    """From the columns of ATTEMPT."""
    return Attempt(
        source_id=row[1],
        at=datetime.fromisoformat(row[2]),
        outcome=Outcome(row[3]),
        requested_url=row[4],
        final_url=row[5],
        redirects=_redirects(row[6]),
        http_status=row[7],
        validators=Validators(row[8], row[9]),
        media_type=row[10],
        retry_after_s=row[11],
        detail=row[12],
        job_id=row[13],
        void=bool(row[14]),
        id=row[0],
    )


INSERT_ATTEMPT = (
    "INSERT INTO attempt (source_key, at, outcome, requested_url, final_url, redirects, "
    "http_status, etag, last_modified, media_type, retry_after_s, detail, job_id, void) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def attempt_row(key: int, a: Attempt) -> tuple[object, ...]:
    return (
        key,
        stamp(a.at),
        a.outcome.value,
        clean(a.requested_url),
        clean(a.final_url),
        _dump_redirects(a.redirects),
        a.http_status,
        clean_or_none(a.validators.etag),
        clean_or_none(a.validators.last_modified),
        clean_or_none(a.media_type),
        a.retry_after_s,
        clean(a.detail),
        a.job_id,
        a.void,
    )


SNAPSHOT = (
    "n.id, s.id, n.attempt_id, n.at, n.how, n.requested_url, n.final_url, n.redirects, "
    "n.http_status, n.etag, n.last_modified, n.media_type, n.body_sha256, n.body_size, "
    "n.text_sha256, n.text_size, n.page_starts, n.extractor, n.extractor_version, "
    "n.read_outcome, n.detail, n.read_metadata, n.by, n.note, n.original_at, "
    "n.pruned_at FROM snapshot n JOIN source s ON s.key = n.source_key"
)


def snapshot(row: Sequence[Any]) -> Snapshot:
    """From the columns of SNAPSHOT."""
    metadata = []
    for name, value, found_in, confidence in json.loads(row[21]):
        field = Field(name)
        metadata.append(MetadataValue(field, value_of(field, dump(value)), found_in, confidence))
    return Snapshot(
        source_id=row[1],
        at=datetime.fromisoformat(row[3]),
        how=Capture(row[4]),
        requested_url=row[5],
        final_url=row[6],
        redirects=_redirects(row[7]),
        http_status=row[8],
        validators=Validators(row[9], row[10]),
        media_type=row[11],
        body=BlobRef(row[12], row[13]),
        text=None if row[14] is None else BlobRef(row[14], row[15]),
        page_starts=tuple(json.loads(row[16])),
        extractor=row[17],
        extractor_version=row[18],
        read=ReadOutcome(row[19]),
        detail=row[20],
        metadata=tuple(metadata),
        by=row[22],
        note=row[23],
        original_at=at_or_none(row[24]),
        attempt_id=row[2],
        id=row[0],
        pruned_at=at_or_none(row[25]),
    )


INSERT_SNAPSHOT = (
    "INSERT INTO snapshot (source_key, attempt_id, at, how, requested_url, final_url, redirects, "
    "http_status, etag, last_modified, media_type, body_sha256, body_size, text_sha256, "
    "text_size, page_starts, extractor, extractor_version, read_outcome, detail, read_metadata, "
    "by, note, original_at, readable) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def snapshot_row(key: int, attempt_id: int | None, n: Snapshot) -> tuple[object, ...]:
    return (
        key,
        attempt_id,
        stamp(n.at),
        n.how.value,
        clean(n.requested_url),
        clean(n.final_url),
        _dump_redirects(n.redirects),
        n.http_status,
        clean_or_none(n.validators.etag),
        clean_or_none(n.validators.last_modified),
        clean(n.media_type),
        n.body.sha256,
        n.body.size,
        None if n.text is None else n.text.sha256,
        None if n.text is None else n.text.size,
        dump(n.page_starts),
        n.extractor,
        n.extractor_version,
        n.read.value,
        clean(n.detail),
        dump([[m.field, plain(m.value), m.found_in, m.confidence] for m in n.metadata]),
        clean_or_none(n.by),
        clean_or_none(n.note),
        stamp_or_none(n.original_at),
        n.readable,
    )


def venue_rating(row: Sequence[Any]) -> VenueRating:
    """From rating, because, by, at, origin, review_by."""
    return VenueRating(
        row[0],
        row[1],
        row[2],
        datetime.fromisoformat(row[3]),
        VenueOrigin(row[4]),
        None if row[5] is None else date.fromisoformat(row[5]),
    )


def review(row: Sequence[Any]) -> Review:
    """From id, source id, snapshot_id, outcome, by, at, note, withdrawn."""
    return Review(
        source_id=row[1],
        snapshot_id=row[2],
        outcome=ReviewOutcome(row[3]),
        by=row[4],
        at=datetime.fromisoformat(row[5]),
        note=row[6],
        withdrawn=bool(row[7]),
        id=row[0],
    )


def annotation(row: Sequence[Any]) -> Annotation:
    """From id, source id, snapshot_id, start, end, exact, prefix, suffix, note, by, at, removed."""
    return Annotation(
        source_id=row[1],
        anchor=Anchor(row[2], row[3], row[4], row[5], row[6], row[7]),
        note=row[8],
        by=row[9],
        at=datetime.fromisoformat(row[10]),
        removed=bool(row[11]),
        id=row[0],
    )


EVENT = (
    "e.id, e.at, e.by, e.kind, s.id, e.venue_id, e.before, e.after, e.undoes, e.undone_by "
    "FROM event e LEFT JOIN source s ON s.key = e.source_key"
)


def event(row: Sequence[Any]) -> Event:
    """From the columns of EVENT."""
    return Event(
        id=row[0],
        at=datetime.fromisoformat(row[1]),
        by=row[2],
        kind=EventKind(row[3]),
        source_id=row[4],
        venue_id=row[5],
        before=json.loads(row[6]),
        after=json.loads(row[7]),
        undoes=row[8],
        undone_by=row[9],
    )


IDENTIFICATION = "s.id, i.provider, i.asked_at, i.outcome, i.detail, i.record, i.record_at"


def identification(row: Sequence[Any]) -> Identification:
    """From the columns of IDENTIFICATION."""
    record = None
    if row[5] is not None:
        said: dict[str, Any] = json.loads(row[5])
        said["authors"] = tuple(said["authors"])
        said["orcids"] = tuple((name, orcid) for name, orcid in said.get("orcids", ()))
        said["type"] = SourceType(said["type"]) if said["type"] else None
        record = ProviderRecord(**said)
    asked_at = datetime.fromisoformat(row[2])
    return Identification(
        row[0], row[1], asked_at, Outcome(row[3]), row[4], record, at_or_none(row[6])
    )


def identification_row(key: int, i: Identification) -> tuple[object, ...]:
    return (
        key,
        i.provider,
        stamp(i.asked_at),
        i.outcome.value,
        clean(i.detail),
        None if i.record is None else dump(asdict(i.record)),
        stamp_or_none(i.record_at),
    )
