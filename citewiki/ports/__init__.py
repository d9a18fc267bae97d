"""The few Protocols that the use cases need; adapters stand in sources/, db/ and files/."""

from dataclasses import dataclass

from citewiki.ports.archives import Archive
from citewiki.ports.bodies import SnapshotStore
from citewiki.ports.fetching import Extractor, Fetcher, FetchRequest, FetchResult
from citewiki.ports.folders import OutputFolder, PageFile, WebArchive, WikiFolder
from citewiki.ports.library import Library
from citewiki.ports.providers import Provider, ProviderRequest
from citewiki.ports.system import Clock, Ids, Narrator

__all__ = [
    "Archive",
    "Clock",
    "Extractor",
    "FetchRequest",
    "FetchResult",
    "Fetcher",
    "Ids",
    "Library",
    "Narrator",
    "OutputFolder",
    "PageFile",
    "Ports",
    "Provider",
    "ProviderRequest",
    "SnapshotStore",
    "WebArchive",
    "WikiFolder",
]


@dataclass(frozen=True, slots=True)
class Ports:
    """An open store and what goes with it, as wiring hands it to the use cases."""

    library: Library
    bodies: SnapshotStore
    extractor: Extractor
    clock: Clock
    ids: Ids
    narrator: Narrator
