"""The bytes of a document, by what they are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BlobRef:
    """A body in the store: sha256 (64 hex digits) of its bytes, and their number."""

    sha256: str
    size: int
