"""What changed between two versions of a source's text."""

from dataclasses import dataclass

from citewiki.domain.differences import Difference, compare
from citewiki.domain.errors import NotFound
from citewiki.domain.snapshots import Snapshot
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.texts import text_of
from citewiki.usecases.versions import named_version, text_changes


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions and what differs between their texts."""

    before: Snapshot
    after: Snapshot
    difference: Difference

    @property
    def reread(self) -> bool:
        """Whether each was read by another extractor, which alone may change a text."""
        a, b = self.before, self.after
        return (a.extractor, a.extractor_version) != (b.extractor, b.extractor_version)


def compare_versions(
    ports: Ports, source_id: SourceId, a: str | None = None, b: str | None = None
) -> Compared:
    """From version `a` to version `b`, each a number or a time; `b` absent is the current one,
    both absent the last two that have different texts.

    Raises NotFound where there is no such version, it has no text, or there is one text alone.
    """
    if a is None:
        before, after = _last_two(ports, source_id)
    else:
        before = named_version(ports, source_id, a)
        after = _current(ports, source_id) if b is None else named_version(ports, source_id, b)
    difference = compare(_text(ports, before), _text(ports, after))
    return Compared(before, after, difference)


def comparable(ports: Ports, source_id: SourceId) -> tuple[int, ...]:
    """The versions whose text is another than that of the one before, oldest first; pruned ones
    left out."""
    snapshots = ports.library.snapshots.of(source_id)
    changed = text_changes(snapshots)
    kept = [one.id for one in snapshots if changed.get(one.id) and one.pruned_at is None]
    return tuple(sorted(kept))


def _last_two(ports: Ports, source_id: SourceId) -> tuple[Snapshot, Snapshot]:
    after = _current(ports, source_id)
    for one in ports.library.snapshots.of(source_id):  # newest first
        differs = one.text is not None and one.text != after.text
        if one.id < after.id and one.readable and differs and one.pruned_at is None:
            return one, after
    raise NotFound(
        f"version {after.id} is this source's only text; there is nothing to compare it with"
    )


def _current(ports: Ports, source_id: SourceId) -> Snapshot:
    current = ports.library.sources.get(source_id).current_snapshot_id
    if current is None:
        raise NotFound("there is no text of this source yet; `citewiki fetch` or `attach` it first")
    return ports.library.snapshots.get(current)


def _text(ports: Ports, snapshot: Snapshot) -> str:
    if snapshot.text is None:
        why = snapshot.detail or "nothing could be read from it"
        raise NotFound(f"version {snapshot.id} has no text ({why}); `citewiki log` lists them all")
    return text_of(ports, snapshot)
