"""What is taken out of a web archive (WARC, WACZ)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """One capture: its body without transfer and content codings, the address that it was
    captured under, when, the Content-Type that was declared, and what an editor should know of
    it (a sentence each)."""

    content: bytes
    url: str
    at: datetime | None
    content_type: str | None
    notes: tuple[str, ...] = ()
