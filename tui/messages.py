"""What the screens tell one another."""

from dataclasses import dataclass

from textual.message import Message

from citewiki.domain.sources import SourceId


@dataclass
class SourceChanged(Message):
    """An editor's change is in the store; None where it may concern any source (a venue)."""

    source_id: SourceId | None
