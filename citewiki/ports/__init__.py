"""The few Protocols that the use cases need; adapters stand in sources/, db/ and files/.

Each is imported from its own module, and as a rule for annotations alone: who is handed an open
store need not load what it is made of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citewiki.ports.bodies import SnapshotStore
    from citewiki.ports.fetching import Extractor
    from citewiki.ports.library import Library
    from citewiki.ports.system import Clock, Ids, Narrator


@dataclass(frozen=True, slots=True)
class Ports:
    """An open store and what goes with it, as wiring hands it to the use cases."""

    library: Library
    bodies: SnapshotStore
    extractor: Extractor
    clock: Clock
    ids: Ids
    narrator: Narrator
