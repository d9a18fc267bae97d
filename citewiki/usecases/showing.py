"""Everything known of one source."""

from dataclasses import asdict, dataclass

from citewiki.domain.credibility import Credibility
from citewiki.domain.duplicates import Merged
from citewiki.domain.editorial import Annotation
from citewiki.domain.notices import Notice, standing
from citewiki.domain.providers import Identification
from citewiki.domain.signals import Signal
from citewiki.domain.snapshots import Snapshot
from citewiki.domain.sources import FieldValue, Source, SourceId
from citewiki.domain.times import iso
from citewiki.export.card_json import credibility_json, notice_json, provenance_json, signal_json
from citewiki.ports import Ports
from citewiki.usecases.signalling import signals_of
from citewiki.usecases.sources import find


@dataclass(frozen=True, slots=True)
class Shown:
    """A source, its versions (newest first), notes, and the sources that look like it.
    `notices` has those that are lifted too."""

    source: Source
    credibility: Credibility
    snapshots: tuple[Snapshot, ...]
    annotations: tuple[Annotation, ...]
    duplicates: tuple[SourceId, ...]
    identifications: tuple[Identification, ...] = ()
    merged: tuple[Merged, ...] = ()
    notices: tuple[Notice, ...] = ()
    signals: tuple[Signal, ...] = ()
    revision: int = 0

    def as_json(self) -> dict[str, object]:
        """What `show --json` prints."""
        one = self.source
        return {
            "id": one.id,
            "stable_id": one.stable_id,
            "url": one.url,
            "canonical_url": one.canonical_url,
            "urls": [url.raw for url in one.urls],
            "truncated": one.truncated,
            "title": one.title,
            "fields": {f.value: _plain(value) for f, value in one.fields.items()},
            "provenance": provenance_json(one),
            "candidates": {
                f.value: [_candidate(value) for value in values]
                for f, values in one.candidates.items()
            },
            "venue": one.venue_id,
            "credibility": credibility_json(self.credibility),
            "notices": [
                {**notice_json(each), "in_force": each in standing(self.notices)}
                for each in self.notices
            ],
            "signals": [signal_json(each) for each in self.signals],
            "cited_by_count": one.cited_by_count,
            "link": {
                "state": one.link_state.value,
                "checked_at": iso(one.link_checked_at) if one.link_checked_at else None,
            },
            "next_check_at": iso(one.next_check_at) if one.next_check_at else None,
            "current_version": one.current_snapshot_id,
            "revision": self.revision,
            "versions": [_version(snapshot) for snapshot in self.snapshots],
            "annotations": [
                {
                    "quote": note.anchor.exact,
                    "start": note.anchor.start,
                    "end": note.anchor.end,
                    "version": note.anchor.snapshot_id,
                    "note": note.note,
                    "by": note.by,
                    "at": iso(note.at),
                }
                for note in self.annotations
            ],
            "possible_duplicates": list(self.duplicates),
            "merged": [
                {"id": one.id, "url": one.url, "by": one.by, "at": iso(one.at)}
                for one in self.merged
            ],
            "identified": [identification_json(one) for one in self.identifications],
        }


def show(ports: Ports, text: str) -> Shown:
    """The source that an id or URL names. Raises UsageError, UnknownSource."""
    library = ports.library
    source_id = find(ports, text)
    return Shown(
        library.sources.get(source_id),
        library.editorial.credibility(source_id),
        tuple(library.snapshots.of(source_id)),
        tuple(library.editorial.annotations(source_id)),
        tuple(library.sources.same_address(source_id)),
        tuple(library.identifications.of(source_id)),
        tuple(library.sources.merged(source_id)),
        tuple(library.notices.of(source_id)),
        signals_of(ports, source_id),
        library.editorial.revision(source_id),
    )


def identification_json(found: Identification) -> dict[str, object]:
    """How a provider was asked of a source, and its last good word, as JSON values."""
    record = asdict(found.record) if found.record is not None else None
    return {
        "provider": found.provider,
        "asked_at": iso(found.asked_at),
        "outcome": found.outcome.value,
        "detail": found.detail,
        "record": record,
        "record_at": iso(found.record_at) if found.record_at else None,
    }


def _plain(value: FieldValue) -> object:
    return list(value.value) if isinstance(value.value, tuple) else value.value


def _candidate(value: FieldValue) -> dict[str, object]:
    return {
        "value": _plain(value),
        "from": value.origin.value,
        "by": value.by,
        "at": iso(value.at) if value.at else None,
        "confidence": value.confidence,
    }


def _version(snapshot: Snapshot) -> dict[str, object]:
    return {
        "id": snapshot.id,
        "at": iso(snapshot.at),
        "how": snapshot.how.value,
        "by": snapshot.by,
        "note": snapshot.note,
        "http_status": snapshot.http_status,
        "final_url": snapshot.final_url,
        "media_type": snapshot.media_type,
        "body_bytes": snapshot.body.size,
        "sha256": snapshot.body.sha256,
        "text_bytes": snapshot.text.size if snapshot.text else 0,
        "read": snapshot.read.value,
        "detail": snapshot.detail,
        "pruned_at": iso(snapshot.pruned_at) if snapshot.pruned_at else None,
        "extractor": f"{snapshot.extractor} {snapshot.extractor_version}",
    }
