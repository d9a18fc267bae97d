"""Notes and the texts that came after them: where their passages stand now."""

from citewiki.domain.quoting import locate
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.ports.library.queues import Anchored
from citewiki.usecases.texts import text_of


def place_notes(ports: Ports, source_id: SourceId | None = None) -> list[SourceId]:
    """Look for the notes, of one source or all, in current texts that are newer than they are;
    the sources of those that are not there. A note is looked for once in each text."""
    at_hand: tuple[int, str] | None = None
    found, lost = [], []
    for note, snapshot_id in ports.library.queues.unplaced(source_id):
        if at_hand is None or at_hand[0] != snapshot_id:
            at_hand = snapshot_id, text_of(ports, ports.library.snapshots.get(snapshot_id))
        place = locate(at_hand[1], note.anchor)
        found.append(Anchored(note.id, snapshot_id, place))
        if place is None:
            lost.append(note.source_id)
    ports.library.queues.place_notes(found)
    return lost
