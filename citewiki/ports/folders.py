"""Folders of the user's: the wiki that is read, and where exports go."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from citewiki.domain.page_syntax import Reading
    from citewiki.domain.snapshots import Snapshot
    from citewiki.domain.sources import Source


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page's file: `page_id` is the path below the folder without its ending, with "/";
    `name` is the same path as it is, for messages. A page of a MediaWiki dump has the dump's path
    and its title, in both; its `content` is its wikitext."""

    page_id: str
    content: bytes
    name: str = ""


class WikiFolder(Protocol):
    """The pages of one wiki."""

    @property
    def name(self) -> str:
        """How to call it in a message."""
        ...

    @property
    def reading(self) -> Reading:
        """How its pages are written."""
        ...

    def page_ids(self) -> set[str]:
        """The ids of all pages, read or not."""
        ...

    def pages(self, only: Collection[str] | None = None) -> Iterator[PageFile]:
        """Every page, or those with these ids, ordered by their files' ids; a dump's pages in the
        dump's order. A file that cannot be read is left out and is in `unreadable` once the
        iteration is over."""
        ...

    @property
    def unreadable(self) -> list[tuple[str, str]]:
        """(page id, why) of the files that could not be read."""
        ...

    def attachment(self, name: str) -> bytes | None:
        """A file of the folder that is no page (a bibliography), by its path below it; None where
        there is none that can be read."""
        ...

    def replace(self, old: PageFile, content: bytes) -> bool:
        """Write a page anew, whole or not at all; False, and nothing written, where its file is
        no longer what `old` has. Raises OutputError."""
        ...


class OutputFolder(Protocol):
    """A folder that exports are written into; a file is there whole or not at all."""

    def write(self, name: str, content: str) -> bool:
        """Write one file, unless it stands there already; whether it was written.

        Raises OutputError for a name that would leave the folder, and where writing fails.
        """
        ...


class WebArchive(Protocol):
    """A web archive (WARC) that is being written; who opened it ends it."""

    def add(self, source: Source, snapshot: Snapshot, body: bytes) -> None:
        """Append a snapshot: its redirects, its body, and what is known of it.
        Raises OutputError."""
        ...

    @property
    def files(self) -> Sequence[str]:
        """The names of the files that are whole and in their place."""
        ...
