"""What the commands that change a record share: a line for a change, and a list of changes."""

from collections.abc import Iterable

from citewiki.cli import output
from citewiki.domain.editorial import Event
from citewiki.domain.times import iso
from citewiki.usecases import histories


def tell(event: Event, did: str = "") -> None:
    """What of which record is in the store now; `did` is said before it ("took back")."""
    said = f"{did}: {histories.tell(event)}" if did else histories.tell(event)
    output.line(f"{_of(event)}: {said}")


def tell_all(events: Iterable[Event]) -> None:
    """One a line, each with its time."""
    for event in events:
        output.line(f"{iso(event.at)}  {_of(event)}  {histories.tell(event)}")


def _of(event: Event) -> str:
    return event.source_id or event.venue_id or ""
