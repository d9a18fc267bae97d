"""Taking back one's last change."""

from citewiki.domain.editorial import UNDOABLE, Event, inverse
from citewiki.domain.errors import NotFound
from citewiki.ports import Ports
from citewiki.usecases.sources import named


def undo(ports: Ports, by: str | None) -> Event:
    """Take back this editor's newest change that still stands.

    Raises NotFound where there is none, EditConflict where something else has been put in its
    place since.
    """
    name = named(by)
    standing = undoable(ports, name, 1)
    if not standing:
        raise NotFound(f"{name} has no change left to take back")
    event = standing[0]
    return ports.library.editorial.apply(
        inverse(event), by=name, at=ports.clock.now(), undoes=event.id
    )


def undoable(ports: Ports, by: str | None, limit: int = 20) -> list[Event]:
    """This editor's changes that can be taken back, newest first."""
    events = ports.library.editorial.events(by=named(by), limit=10_000)
    standing = [
        event
        for event in events
        if event.kind in UNDOABLE and event.undone_by is None and event.undoes is None
    ]
    return standing[:limit]
