"""What a kill may have cost a store: acknowledged snapshots, whole bodies, sound records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from citewiki.domain.errors import NotFound, StoreDamaged
from citewiki.domain.sources import SourceId
from db.store import open_library
from sources.cache.blobs import BlobStore

BLOBS = "blobs"


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A snapshot that the store has taken, as the one who put it there was told."""

    source_id: SourceId
    snapshot_id: int
    sha256: str


def lost(folder: Path, acknowledged: Iterable[Acknowledged]) -> list[str]:
    """A sentence for each that is not there, is another, or whose body does not verify."""
    found = []
    bodies = BlobStore(folder / BLOBS)
    library = open_library(folder)
    try:
        for one in acknowledged:
            try:
                kept = library.snapshots.get(one.snapshot_id)
                bodies.get(one.sha256)
            except (NotFound, StoreDamaged) as error:
                found.append(f"snapshot {one.snapshot_id} of {one.source_id} is lost: {error}")
                continue
            if (kept.source_id, kept.body.sha256) != (one.source_id, one.sha256):
                found.append(f"snapshot {one.snapshot_id} of {one.source_id} is another one now")
    finally:
        library.close()
    return found


def torn(folder: Path) -> list[str]:
    """A sentence for each body, named by a row or not, that does not verify, and for each that
    somebody put into quarantine."""
    blobs = folder / BLOBS
    names = [path.parent.name + path.stem for path in blobs.glob("[0-9a-f][0-9a-f]/*.zst")]
    found = BlobStore(blobs).verify(names)
    return found + [f"{path.name} was put into quarantine" for path in blobs.glob("quarantine/*")]


def unsound(folder: Path, now: datetime) -> list[str]:
    """A sentence for whatever is wrong with the records, bodies that are missing included, and
    for each source that is still due."""
    library = open_library(folder)
    try:
        found = library.upkeep.check()
        found += BlobStore(folder / BLOBS).verify(library.snapshots.blobs())
        found += [f"{one.url} is still due" for one in library.snapshots.due(now)]
    finally:
        library.close()
    return found
