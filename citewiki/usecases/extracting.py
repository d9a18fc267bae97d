"""Reading texts again after the reader has changed, and what becomes of the notes on them."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from citewiki.domain.editorial import Annotation
from citewiki.domain.errors import CitewikiError, StoreUnwritable
from citewiki.domain.extraction import Extraction
from citewiki.domain.quoting import locate
from citewiki.domain.snapshots import Snapshot
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.capturing import reading

_AT_ONCE = max(2, os.cpu_count() or 2)
_BATCH = 200  # sources whose snapshots are held at one time


@dataclass(frozen=True, slots=True)
class Reread:
    """One source read again. `current` is whether the new text has become its current one, which
    an unreadable one never does; `lost` are the notes whose passage is not in the new text."""

    source_id: SourceId
    changed: bool
    current: bool
    detail: str
    lost: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class RereadReport:
    """In the order of registration. `broken` are those that could not be read or recorded:
    (source, why); `fresh` is how many needed no reading."""

    items: tuple[Reread, ...]
    broken: tuple[tuple[SourceId, str], ...]
    fresh: int


def reread_stale(ports: Ports) -> RereadReport:
    """Read again every current body that another version of the reader read.

    Each is recorded as it is read, as a version of the same body, so that the run may be broken
    off and started again. Raises StoreUnwritable.
    """
    ids = ports.library.snapshots.all_ids()
    items: list[Reread] = []
    broken: list[tuple[SourceId, str]] = []
    fresh = 0
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="reread") as readers:
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            stale = _stale(ports, batch)
            fresh += len(batch) - len(stale)
            work = [(one, readers.submit(_read, ports, one)) for one in stale]
            for snapshot, reading in work:
                try:
                    items.append(_record(ports, snapshot, reading.result()))
                except StoreUnwritable:
                    for _, other in work:
                        other.cancel()
                    raise
                except CitewikiError as error:
                    broken.append((snapshot.source_id, str(error)))
            ports.narrator.progress("reading again", start + len(batch), len(ids))
    return RereadReport(tuple(items), tuple(broken), fresh)


def _stale(ports: Ports, source_ids: Sequence[SourceId]) -> list[Snapshot]:
    current = [one.current for one in ports.library.snapshots.plan(source_ids)]
    return [
        one
        for one in current
        if one is not None and one.extractor_version != ports.extractor.version(one.media_type)
    ]


def _read(ports: Ports, snapshot: Snapshot) -> Extraction:
    body = ports.bodies.get(snapshot.body.sha256)
    return ports.extractor.extract(body, _declared(ports, snapshot), snapshot.final_url)


def _declared(ports: Ports, snapshot: Snapshot) -> str:
    """The type with the charset that the site named, which the attempt has and the snapshot not."""
    if snapshot.attempt_id is not None:
        for attempt in ports.library.snapshots.attempts(snapshot.source_id):
            if attempt.id == snapshot.attempt_id and attempt.media_type:
                return attempt.media_type
    return snapshot.media_type


def _record(ports: Ports, old: Snapshot, read: Extraction) -> Reread:
    media_type = read.media_type or old.media_type
    new = replace(old, media_type=media_type, id=0, **reading(ports, read))
    done = ports.library.snapshots.record_capture(None, new, read.text)
    lost: list[Annotation] = []
    if done.current:
        notes = ports.library.editorial.annotations(old.source_id)
        lost = [note for note in notes if locate(read.text, note.anchor) is None]
    return Reread(old.source_id, done.text_changed, done.current, read.detail, tuple(lost))
