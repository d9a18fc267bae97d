"""Building a source's card."""

from citewiki.domain.cards import Card
from citewiki.domain.notices import standing
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.signalling import signals_of
from citewiki.usecases.texts import current_text


def build_card(ports: Ports, source_id: SourceId, *, preview_chars: int = 3_000) -> Card:
    """The card as it stands; the preview is at most `preview_chars` long, and none at 0."""
    library = ports.library
    source = library.sources.get(source_id)
    venue = library.venues.get(source.venue_id) if source.venue_id is not None else None
    snapshot, text = current_text(ports, source_id)
    reviews = [one for one in library.editorial.reviews(source_id) if not one.withdrawn]
    newest = reviews[0] if reviews else None
    changed = False
    if newest is not None and snapshot is not None and newest.snapshot_id != snapshot.id:
        read = library.snapshots.get(newest.snapshot_id) if newest.snapshot_id else None
        changed = read is None or not snapshot.says_as(read)
    return Card(
        source,
        venue,
        library.editorial.credibility(source_id),
        tuple(library.pages.citing(source_id)),
        snapshot,
        text[:preview_chars],
        len(text) > preview_chars,
        newest,
        changed,
        ports.clock.now(),
        standing(library.notices.of(source_id)),
        signals_of(ports, source_id),
        library.editorial.revision(source_id),
    )
