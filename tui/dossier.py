"""All that the screen of one source shows, read in one go away from the event loop."""

from dataclasses import dataclass

from citewiki.domain.cards import Card
from citewiki.domain.citations import Citation
from citewiki.domain.editorial import Annotation
from citewiki.domain.quoting import locate
from citewiki.domain.snapshots import Snapshot
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.cards import build_card
from citewiki.usecases.comparing import comparable
from citewiki.usecases.histories import HistoryLine, history
from citewiki.usecases.texts import current_text
from tui.document import Span


@dataclass(frozen=True, slots=True)
class Dossier:
    """One source. `places` are where the notes stand in the current text, as far as they do;
    `versions` are those with a text of their own, oldest first."""

    card: Card
    snapshot: Snapshot | None
    text: str
    citations: tuple[Citation, ...]
    history: tuple[HistoryLine, ...]
    annotations: tuple[Annotation, ...]
    places: tuple[Span, ...]
    versions: tuple[int, ...] = ()

    @property
    def changes(self) -> frozenset[int]:
        """The versions that changed the text of one before them."""
        return frozenset(self.versions[1:])


def read_dossier(ports: Ports, source_id: SourceId, preview_chars: int) -> Dossier:
    """Raises UnknownSource, StoreError."""
    card = build_card(ports, source_id, preview_chars=preview_chars)
    snapshot, text = current_text(ports, source_id)
    annotations = tuple(ports.library.editorial.annotations(source_id))
    return Dossier(
        card,
        snapshot,
        text,
        tuple(ports.library.pages.citations(source_id=source_id)),
        tuple(history(ports, source_id)),
        annotations,
        tuple(_places(annotations, snapshot, text)),
        comparable(ports, source_id),
    )


def _places(
    annotations: tuple[Annotation, ...], snapshot: Snapshot | None, text: str
) -> list[Span]:
    """Where the notes' passages stand; those of an older version are looked for."""
    found = []
    for annotation in annotations:
        anchor = annotation.anchor
        place: tuple[int, int] | None = (anchor.start, anchor.end)
        if snapshot is None or anchor.snapshot_id != snapshot.id:
            place = locate(text, anchor)
        if place is not None:
            found.append(Span(*place, "note"))
    return found
