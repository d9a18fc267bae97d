"""The report on what the wiki rests on, and how one source's figures came about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from citewiki.domain.credibility import Credibility
from citewiki.domain.credibility_report import GroundReport, RatedCitation, ground
from citewiki.domain.editorial import EventKind
from citewiki.domain.importance import Resting
from citewiki.domain.signals import Signal
from citewiki.domain.sources import Field, FieldValue, Source
from citewiki.domain.venue_rules import VenueIndex
from citewiki.ports import Ports
from citewiki.usecases.histories import tell
from citewiki.usecases.signalling import signals_of
from citewiki.usecases.sources import find

_RATINGS = frozenset({EventKind.RATED, EventKind.VENUE_RATED, EventKind.SUGGESTION_ACCEPTED})
_PRIMARY = re.compile(r"\bprimary\b", re.IGNORECASE)
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class RatingChange:
    """A rating that was given or taken back: of a source (title) or a venue (id)."""

    at: datetime
    by: str
    of: str
    what: str


@dataclass(frozen=True, slots=True)
class CredibilityReport:
    """The figures, and the changes of ratings since `since`, newest first (None: not asked)."""

    at: datetime
    ground: GroundReport
    since: datetime | None
    changes: tuple[RatingChange, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """How a source's rating and importance came about; `rule` is the venue's rule by which its
    address belongs there, None where the venue comes from elsewhere."""

    source: Source
    credibility: Credibility
    rule: str | None
    importance: FieldValue | None
    pages: tuple[tuple[str, Resting], ...]
    signals: tuple[Signal, ...]


def credibility_report(
    ports: Ports, pages: Sequence[str] = (), since: datetime | None = None
) -> CredibilityReport:
    """Over all pages of the last scan, or over those named (by id or its last part). Raises
    NotFound."""
    library = ports.library
    wanted = {library.pages.get(name).id for name in pages}
    facts, purposes = library.sources.facts(), library.sources.texts_of(Field.PURPOSE)
    cited = [
        RatedCitation(
            one.page_id,
            one.page_title,
            one.line,
            one.section,
            one.claim,
            one.source_id,
            facts[one.source_id].rating,
            None
            if (said := purposes.get(one.source_id)) is None
            else _PRIMARY.search(said) is not None,
        )
        for one in library.pages.citations()
        if not wanted or one.page_id in wanted
    ]
    changes = _changes(ports, since) if since is not None else ()
    return CredibilityReport(ports.clock.now(), ground(cited), since, changes)


def explain(ports: Ports, text: str) -> Explained:
    """The source that an id or URL names. Raises UsageError, UnknownSource."""
    library = ports.library
    source_id = find(ports, text)
    source = library.sources.get(source_id)
    match = VenueIndex(library.venues.all()).match(source.url)
    by_rule = match is not None and match.venue_id == source.venue_id
    return Explained(
        source,
        library.editorial.credibility(source_id),
        str(match.rule) if match is not None and by_rule else None,
        source.fields.get(Field.IMPORTANCE),
        tuple(library.pages.resting(source_id)),
        signals_of(ports, source_id),
    )


def _changes(ports: Ports, since: datetime) -> tuple[RatingChange, ...]:
    events = ports.library.editorial.events(kinds=_RATINGS, since=since, limit=_ALL)
    titles = ports.library.sources.titles([one.source_id for one in events if one.source_id])
    return tuple(
        RatingChange(
            event.at,
            event.by,
            titles.get(event.source_id or "", event.source_id or event.venue_id or ""),
            tell(event),
        )
        for event in events
    )
