"""The text of a source, as its current snapshot has it."""

from citewiki.domain.errors import NotFound
from citewiki.domain.snapshots import Snapshot
from citewiki.domain.sources import SourceId
from citewiki.domain.times import iso
from citewiki.ports import Ports


def current_text(ports: Ports, source_id: SourceId) -> tuple[Snapshot | None, str]:
    """The current snapshot and its text; (None, "") where there is none yet.

    Raises UnknownSource, and StoreDamaged where the text does not verify.
    """
    current = ports.library.sources.get(source_id).current_snapshot_id
    if current is None:
        return None, ""
    snapshot = ports.library.snapshots.get(current)
    return snapshot, text_of(ports, snapshot)


def text_of(ports: Ports, snapshot: Snapshot) -> str:
    """A snapshot's text; "" where it has none. Raises NotFound where it was pruned."""
    if snapshot.text is None:
        return ""
    if snapshot.pruned_at is not None:
        raise NotFound(
            f"version {snapshot.id} was pruned on {iso(snapshot.pruned_at)[:10]}; "
            "its text is no longer kept"
        )
    return ports.bodies.get(snapshot.text.sha256).decode("utf-8", "replace")
