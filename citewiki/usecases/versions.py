"""A source's versions: the one that was current at a time, and the one that a person names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from citewiki.domain.errors import NotFound, UsageError
from citewiki.domain.snapshots import Snapshot
from citewiki.domain.sources import SourceId
from citewiki.domain.times import end_of, iso
from citewiki.ports import Ports


@dataclass(frozen=True, slots=True)
class AsOf:
    """What was current at `at`, and the readable version that took its place, if any."""

    at: datetime
    snapshot: Snapshot
    followed_by: Snapshot | None


def text_changes(snapshots: Sequence[Snapshot]) -> dict[int, bool]:
    """Snapshot id -> whether it brought another text than the readable one before it; the
    unreadable ones are left out, and the first readable one is a change."""
    changed = {}
    before = None
    for one in sorted(snapshots, key=lambda one: one.id):
        if one.text is not None and one.readable:
            changed[one.id] = one.text.sha256 != before
            before = one.text.sha256
    return changed


def as_of(ports: Ports, source_id: SourceId, at: datetime) -> AsOf:
    """The newest readable version by order of writing among those stamped `at` or earlier.

    Where a clock once ran wrong, the order of writing decides. Raises NotFound where there was
    none yet.
    """
    readable = [one for one in ports.library.snapshots.of(source_id) if one.readable]
    for place, one in enumerate(readable):  # newest first
        if one.at <= at:
            return AsOf(at, one, readable[place - 1] if place else None)
    raise NotFound(f"there was no text of this source on {iso(at)}; {_first(readable)}")


def named_version(ports: Ports, source_id: SourceId, name: str) -> Snapshot:
    """A version by its number, as `log` shows it, or by a time at which it was current.

    Raises NotFound, and UsageError for what is neither.
    """
    if name.isascii() and name.isdigit():
        for one in ports.library.snapshots.of(source_id):
            if one.id == int(name):
                return one
        raise NotFound(f"this source has no version {name}; `citewiki log` lists them")
    try:
        at = end_of(name)
    except ValueError:
        raise UsageError(
            f"{name!r} is neither a version's number nor a date like 2026-03-15"
        ) from None
    return as_of(ports, source_id, at).snapshot


def _first(readable: Sequence[Snapshot]) -> str:
    if not readable:
        return "none has come yet: `citewiki fetch` or `attach` brings one"
    first = readable[-1]
    return f"the first, version {first.id}, came on {iso(first.at)}"
