"""An archive of the web, as far as it takes no network: which URL to ask, what an answer says."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from citewiki.domain.archives import Copy


class Archive(Protocol):
    """One archive. The fetcher asks; this knows its addresses and its language."""

    @property
    def name(self) -> str:
        """As an editor reads it: "the Internet Archive"."""
        ...

    def list_url(self, url: str, near: datetime | None) -> str:
        """Where the archive lists its copies of a page: the nearest to `near`, else the newest."""
        ...

    def copies(self, body: bytes) -> list[Copy]:
        """What the list says, in its order. Raises ArchiveError where it is no list."""
        ...

    def raw_url(self, copy: Copy) -> str:
        """Where the archive gives a copy's bytes as they were taken."""
        ...
