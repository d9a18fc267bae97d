"""The suggestions' room: what public lists say of places, until an editor decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from citewiki.domain.suggestions import Suggestion
    from citewiki.ports.library.sources import ImportCounts


class Suggestions(Protocol):
    """Suggested ratings. Accepting and refusing go through `Editorial.apply`."""

    def save(self, list_name: str, suggestions: Sequence[Suggestion]) -> ImportCounts:
        """Make these the list's suggestions, in place of its earlier ones; a refusal stays as
        long as the list says the same."""
        ...

    def forget(self, list_name: str) -> int:
        """Take a list's suggestions away, refusals with them; how many. Raises NotFound where
        there is no such list."""
        ...

    def all(self) -> list[Suggestion]:
        """By place, then list; refused ones too."""
        ...

    def lists(self) -> Mapping[str, int]:
        """List -> how many suggestions it has."""
        ...
