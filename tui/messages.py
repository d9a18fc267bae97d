"""What the screens tell one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from citewiki.domain.sources import SourceId


@dataclass
class SourceChanged(Message):
    """An editor's change is in the store; None where it may concern any source (a venue)."""

    source_id: SourceId | None
