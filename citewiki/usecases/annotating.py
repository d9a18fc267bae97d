"""Notes on passages."""

from citewiki.domain.editorial import AddAnnotation, Event
from citewiki.domain.errors import NotFound, UsageError
from citewiki.domain.quoting import anchor_at, find_quote
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.editors import named
from citewiki.usecases.texts import current_text, text_of


def annotate(ports: Ports, source_id: SourceId, quote: str, note: str, by: str | None) -> Event:
    """Put a note on the first place where the quote stands in the current text.

    Raises NotFound where it does not stand there.
    """
    named(by)
    snapshot, text = current_text(ports, source_id)
    if snapshot is None:
        raise NotFound("there is no text of this source yet; `citewiki fetch` or `attach` it first")
    place = find_quote(text, quote)
    if place is None:
        raise NotFound(
            "these words do not stand in the current text; quote them as it has them "
            "(in the terminal: find them with /, then a)"
        )
    return annotate_span(ports, source_id, snapshot.id, *place, note, by)


def annotate_span(
    ports: Ports,
    source_id: SourceId,
    snapshot_id: int,
    start: int,
    end: int,
    note: str,
    by: str | None,
) -> Event:
    """Put a note on the characters from `start` to `end` (exclusive) of a snapshot's text."""
    name = named(by)
    if not note.strip():
        raise UsageError("an empty note says nothing; write one")
    snapshot = ports.library.snapshots.get(snapshot_id)
    anchor = anchor_at(text_of(ports, snapshot), start, end, snapshot_id)
    if not anchor.exact.strip():
        raise UsageError("select the passage that the note is about")
    change = AddAnnotation(source_id, anchor, note.strip())
    return ports.library.editorial.apply(change, by=name, at=ports.clock.now())
