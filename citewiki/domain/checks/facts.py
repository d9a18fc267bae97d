"""What the checks are told of a page and of the sources it cites, and what they answer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from citewiki.domain.citations import FoundCitation, PageFault
from citewiki.domain.links import LinkState
from citewiki.domain.notices import Notice
from citewiki.domain.sources import SourceId, SourceType


class Severity(StrEnum):
    """An error is wrong whatever the editors think; a warning is for them to judge."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of one source. `titles` are those that an editor, a provider or the work
    itself gave it, never a link's text; `dois` are lower-case, `arxiv_ids` without version.
    `fetched_at` is the last good fetch. `text_sha256` is the current text's, None where there is
    none or only a part. `cited_by` counts the pages that cite it. `notices` are those in force.
    """

    id: SourceId
    url: str
    title: str
    titles: tuple[str, ...] = ()
    dois: frozenset[str] = frozenset()
    arxiv_ids: frozenset[str] = frozenset()
    rating: int | None = None
    link_state: LinkState = LinkState.UNCHECKED
    fetched_at: datetime | None = None
    text_sha256: str | None = None
    text_bytes: int = 0
    canonical_url: str | None = None
    cited_by: int = 0
    type: SourceType | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Primary:
    """The work itself that a source is about, and what shows it."""

    source: SourceFacts
    because: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation and its source, None where the store knows none. `missing` are words that the
    page quotes and that its cached sources do not have. `primary` is the work that the source,
    which is none itself, is about, where the store knows it."""

    found: FoundCitation
    source: SourceFacts | None
    missing: tuple[str, ...] = ()
    primary: Primary | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the checks draw their lines; the settings' defaults."""

    low_rating: int = 2
    one_source_share: float = 0.5
    one_source_min: int = 6
    stale_days: int = 180
    uncited_words: int = 300


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page; `words` counts its running text, `notes` has its footnotes' words by label.
    `works` is every source under its title, folded as `works.fold` does, where only one has it.
    `type` is what the page says that it is about: "person", "overview".
    """

    page_id: str
    words: int
    faults: tuple[PageFault, ...]
    cited: tuple[Cited, ...]
    now: datetime
    limits: Limits = Limits()
    works: Mapping[str, SourceFacts] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """What a check found: a place in the page, from 1 (None: the page as a whole), and why."""

    line: int | None
    column: int | None
    message: str


Rule = Callable[[PageFacts], Iterator[Spot]]


@dataclass(frozen=True, slots=True)
class Check:
    """A named rule; `advice` says what an editor can do about what it finds."""

    name: str
    severity: Severity
    advice: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an editor should look at."""

    check: Check
    page_id: str
    spot: Spot


def at(found: FoundCitation, message: str) -> Spot:
    """A spot at a citation."""
    return Spot(found.line, found.column, message)
