"""The resource card: everything a wiki shows of a source, as one value."""

from dataclasses import dataclass
from datetime import datetime

from citewiki.domain.citations import CitingPage
from citewiki.domain.credibility import Credibility
from citewiki.domain.notices import Notice
from citewiki.domain.reviews import Review
from citewiki.domain.signals import Signal
from citewiki.domain.snapshots import Snapshot
from citewiki.domain.sources import Source
from citewiki.domain.venues import Venue


@dataclass(frozen=True, slots=True)
class Card:
    """A source's card.

    `cited_by` is ordered by the page's quality, best first (unknown last), then by title.
    `preview` is the beginning of the current text, at most as long as the wiki's setting
    allows; `truncated` says whether there is more. `review` is the newest that stands;
    `changed_since_review` whether the source says something else since (`Snapshot.says_as`).
    `notices` are those in force, the gravest first. `revision` grows with each change.
    """

    source: Source
    venue: Venue | None
    credibility: Credibility
    cited_by: tuple[CitingPage, ...]
    snapshot: Snapshot | None
    preview: str
    truncated: bool
    review: Review | None
    changed_since_review: bool
    built_at: datetime
    notices: tuple[Notice, ...] = ()
    signals: tuple[Signal, ...] = ()
    revision: int = 0
