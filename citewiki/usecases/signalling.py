"""The signals of one source, from all that the library has of it."""

from citewiki.domain.notices import standing
from citewiki.domain.signals import Signal, SignalFacts, signals
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports


def signals_of(ports: Ports, source_id: SourceId) -> tuple[Signal, ...]:
    """What is known beside the rating. Raises UnknownSource."""
    library = ports.library
    source = library.sources.get(source_id)
    cited = library.pages.citations(source_id=source_id)
    facts = SignalFacts(
        source=source,
        venue=library.venues.get(source.venue_id) if source.venue_id is not None else None,
        notices=standing(library.notices.of(source_id)),
        identifications=tuple(library.identifications.of(source_id)),
        merged=tuple(library.sources.merged(source_id)),
        snapshots=tuple(library.snapshots.of(source_id)),
        claims=tuple(one.claim for one in cited),
        now=ports.clock.now(),
    )
    return signals(facts)
