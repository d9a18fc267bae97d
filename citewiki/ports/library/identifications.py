"""The identifications' room: what providers said of a source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from citewiki.domain.providers import Identification
    from citewiki.domain.sources import SourceId


@dataclass(frozen=True, slots=True)
class Identifiable:
    """A source that a provider may know: `known` is what each provider said when last asked."""

    source_id: SourceId
    url: str
    known: tuple[Identification, ...]


class Identifications(Protocol):
    """What providers of metadata say of sources."""

    def plan(self, source_ids: Sequence[SourceId] | None = None) -> list[Identifiable]:
        """These sources, or all in the order of registration."""
        ...

    def of(self, source_id: SourceId) -> list[Identification]:
        """By the providers' names."""
        ...

    def record(self, found: Identification) -> None:
        """Keep how a provider was asked. A good answer's fields become the source's candidates in
        place of the provider's earlier ones; a bad one leaves the last good one standing."""
        ...
