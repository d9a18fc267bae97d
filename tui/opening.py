"""What a key opens, loaded when it is opened: the one place under tui/ that imports late.

The first frame waits for whatever is imported at the top of a module that it needs. Nobody sees a
form, a reader of texts or another section before pressing a key, and they and the use cases behind
them take longer to load than all that the first frame shows. `load_rest` fetches them while the
editor reads it.
"""

from __future__ import annotations

import gc
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from textual.screen import ModalScreen, Screen

    from citewiki.domain.queues import QueueName
    from citewiki.domain.sources import SourceId
    from citewiki.ports import Ports
    from tui.acts import Acts
    from tui.figures import Figures
    from tui.keys import Keys
    from tui.nights import NightRun, Nights
    from tui.screens.acting import ActingScreen


def home() -> Screen[None]:
    from tui.screens.home import HomeScreen

    return HomeScreen()


def sources() -> Screen[None]:
    from tui.screens.sources import SourcesScreen

    return SourcesScreen()


def venues() -> Screen[None]:
    from tui.screens.venues import VenuesScreen

    return VenuesScreen()


def jobs() -> Screen[None]:
    from tui.screens.jobs import JobsScreen

    return JobsScreen()


SECTIONS: Mapping[str, Callable[[], Screen[None]]] = {
    "queue": home,
    "sources": sources,
    "venues": venues,
    "jobs": jobs,
}
"""The four places of the program, in the order of their keys."""


def queue(name: QueueName) -> Screen[None]:
    from tui.screens.queue import QueueScreen

    return QueueScreen(name)


def source(source_id: SourceId) -> Screen[None]:
    from tui.screens.source import SourceScreen

    return SourceScreen(source_id)


def key_help(keys: Iterable[Keys]) -> ModalScreen[None]:
    from tui.screens.help import HelpScreen

    return HelpScreen(keys)


def acts(screen: ActingScreen) -> Acts:
    from tui.acts import Acts

    return Acts(screen)


def night(nights: Nights, ports: Ports, by: str) -> NightRun:
    from tui.nights import NightRun

    return NightRun(nights, ports, by)


def figures(ports: Ports, merges: Collection[SourceId] | None) -> Figures:
    from tui.figures import read_figures

    return read_figures(ports, merges)


def looked_through(ports: Ports, *, placing: bool) -> Mapping[SourceId, SourceId]:
    """The merges proposed; with `placing` the notes are looked for in newer texts before, which
    writes."""
    from citewiki.usecases.anchoring import place_notes
    from citewiki.usecases.queues import proposed

    if placing:
        place_notes(ports)
    return proposed(ports)


def load_rest() -> None:
    """Load all of this, so that no key waits for it. Takes a tenth of a second of a thread."""
    from pkgutil import walk_packages

    import tui

    for found in walk_packages(tui.__path__, "tui."):
        import_module(found.name)
    gc.freeze()  # as wiring does: what is imported stays
