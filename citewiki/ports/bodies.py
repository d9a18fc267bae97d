"""The content-addressed store of bodies and texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from citewiki.domain.bodies import BlobRef


class SnapshotStore(Protocol):
    """Bytes under their sha256. What `put` returned is durable; nothing is ever overwritten."""

    def put(self, content: bytes) -> BlobRef:
        """Keep these bytes. Raises StoreUnwritable where the disk does not take them."""
        ...

    def get(self, sha256: str) -> bytes:
        """The bytes, verified. Raises StoreDamaged where they are missing or do not verify."""
        ...

    def has(self, sha256: str) -> bool: ...

    def verify(self, expected: Iterable[str]) -> list[str]:
        """One sentence for each expected body that is missing or does not verify."""
        ...

    def stored_size(self, sha256: str) -> int:
        """The bytes that it takes in the store; 0 where it is not there."""
        ...

    def remove(self, sha256: str) -> int:
        """Give up a body on which no row rests; the bytes that this frees. One that was put
        lately, whose row may still be on its way, stays, and so does what is not there: 0."""
        ...

    def sweep(self) -> int:
        """Remove what unfinished writes left behind; the number of files removed."""
        ...
