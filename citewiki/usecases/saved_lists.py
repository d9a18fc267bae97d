"""Lists that an editor saved under a name."""

from citewiki.domain.errors import NotFound
from citewiki.domain.listing import ListView, SavedList
from citewiki.ports import Ports
from citewiki.usecases.editors import named


def saved_lists(ports: Ports, by: str | None) -> list[SavedList]:
    """An editor's own, by name."""
    return ports.library.desk.saved(named(by))


def saved_list(ports: Ports, by: str | None, name: str) -> SavedList:
    """Raises NotFound."""
    for one in saved_lists(ports, by):
        if one.name == name:
            return one
    raise NotFound(f"you have no saved list {name!r}; `citewiki list --saved` has yours")


def save_list(ports: Ports, by: str | None, name: str, view: ListView) -> None:
    """In place of what bears the name. Raises UsageError for a name that is none."""
    ports.library.desk.save(named(by), SavedList(name.strip(), view), ports.clock.now())
