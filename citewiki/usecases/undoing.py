"""Taking back one's last change, and doing again what one took back."""

from citewiki.domain import undoing
from citewiki.domain.editorial import Event
from citewiki.domain.errors import NotFound
from citewiki.ports import Ports
from citewiki.usecases.editors import named

_ALL = 10_000
"""Events of one editor that are looked through."""


def undo(ports: Ports, by: str | None) -> Event:
    """Take back this editor's newest change that still stands.

    Raises NotFound where there is none, EditConflict where something else has been put in its
    place since.
    """
    name = named(by)
    standing = undoable(ports, name, 1)
    if not standing:
        raise NotFound(f"{name} has no change left to take back")
    change = undoing.inverse(standing[0])
    return ports.library.editorial.apply(
        change, by=name, at=ports.clock.now(), undoes=standing[0].id
    )


def redo(ports: Ports, by: str | None) -> Event:
    """Do again what this editor took back last; a new change since leaves nothing to do again.

    Raises NotFound where there is nothing, EditConflict where something else has been put in its
    place since.
    """
    name = named(by)
    waiting = undoing.redoable(_events(ports, name))
    if not waiting:
        raise NotFound(f"{name} has taken nothing back that could be done again")
    taking_back, taken_back = waiting[0]
    change = undoing.again(taking_back, taken_back)
    return ports.library.editorial.apply(
        change, by=name, at=ports.clock.now(), undoes=taking_back.id
    )


def undoable(ports: Ports, by: str | None, limit: int = 20) -> list[Event]:
    """This editor's changes that can be taken back, newest first."""
    return undoing.undoable(_events(ports, named(by)))[:limit]


def redoable(ports: Ports, by: str | None, limit: int = 20) -> list[Event]:
    """This editor's changes that were taken back and can be done again, the last one first."""
    return [taken for _, taken in undoing.redoable(_events(ports, named(by)))[:limit]]


def _events(ports: Ports, name: str) -> list[Event]:
    return ports.library.editorial.events(by=name, limit=_ALL)
