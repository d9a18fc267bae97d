"""What a scan of the wiki did and found."""

from dataclasses import dataclass

from citewiki.domain.citations import PageProblem
from citewiki.domain.sources import SourceId


@dataclass(frozen=True, slots=True)
class MovedPage:
    """A page that lies under another id than at the last scan, its text the same."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Orphan:
    """A source that no page cites any more; its title is its URL where it has none."""

    id: SourceId
    title: str


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What a scan did. `unresolved` are resource tags that name no source; `problems` whatever
    else is wrong with a page; `orphans` the sources that lost their last citation, which stay, and
    `orphaned` counts them. `pages_skipped` were not looked at, for they had not been asked for.
    """

    pages_read: int
    pages_unchanged: int
    pages_removed: int
    citations: int
    sources_new: int
    unresolved: tuple[PageProblem, ...]
    problems: tuple[PageProblem, ...]
    orphaned: int
    orphans: tuple[Orphan, ...] = ()
    moved: tuple[MovedPage, ...] = ()
    pages_skipped: int = 0
