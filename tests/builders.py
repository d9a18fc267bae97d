"""Values to test with: each has what a test does not care about filled in."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from citewiki.domain.bodies import BlobRef
from citewiki.domain.citations import FoundCitation, Syntax, WikiPage
from citewiki.domain.extraction import MetadataValue, ReadOutcome
from citewiki.domain.identity import resource_id
from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Attempt, Capture, Snapshot, Validators
from citewiki.domain.sources import FieldValue, NewSource, SourceId
from citewiki.domain.venues import Venue, VenueOrigin, VenueRating, VenueRule
from citewiki.ports.library.pages import PageScan
from citewiki.ports.library.sources import ImportedSource

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def a_source(
    url: str = "https://example.org/paper", *, link_text: str | None = None, at: datetime = NOW
) -> NewSource:
    """A source to register; ids follow from the URL."""
    digest = hashlib.sha256(url.encode()).hexdigest()
    return NewSource(resource_id(url), digest[-10:], url, url.rstrip("/"), at, link_text)


def an_import(
    url: str, *fields: FieldValue, raw: dict[str, object] | None = None
) -> ImportedSource:
    """A source as an import brings it."""
    return ImportedSource(a_source(url), fields, raw or {"url": url})


def an_attempt(
    source_id: SourceId,
    outcome: Outcome = Outcome.OK,
    *,
    at: datetime = NOW,
    http_status: int | None = None,
    job_id: int | None = None,
) -> Attempt:
    """One try at fetching."""
    url = f"https://example.org/{source_id}"
    return Attempt(source_id, at, outcome, url, url, http_status=http_status, job_id=job_id)


def a_snapshot(
    source_id: SourceId,
    text: str = "A title\nSome text.",
    *,
    at: datetime = NOW,
    read: ReadOutcome = ReadOutcome.OK,
    metadata: tuple[MetadataValue, ...] = (),
    version: str = "1",
) -> Snapshot:
    """A snapshot whose body is its text."""
    content = text.encode()
    ref = BlobRef(hashlib.sha256(content).hexdigest(), len(content))
    bears_text = read in (ReadOutcome.OK, ReadOutcome.PARTIAL)
    url = f"https://example.org/{source_id}"
    return Snapshot(
        source_id=source_id,
        at=at,
        how=Capture.FETCHED,
        requested_url=url,
        final_url=url,
        redirects=(),
        http_status=200,
        validators=Validators(),
        media_type="text/plain",
        body=ref,
        text=ref if bears_text else None,
        page_starts=(),
        extractor="fake",
        extractor_version=version,
        read=read,
        detail="",
        metadata=metadata,
    )


def a_venue(
    venue_id: str = "example",
    *domains: str,
    rating: int | None = 3,
    because: str = "known to be careful",
    by: str = "starter",
    origin: VenueOrigin = VenueOrigin.STARTER,
    name: str | None = None,
) -> Venue:
    """A venue with a rule for each domain ("example.org" where none is named)."""
    rules = tuple(VenueRule(domain, "", origin) for domain in domains or ("example.org",))
    given = None if rating is None else VenueRating(rating, because, by, NOW, origin)
    return Venue(venue_id, name or venue_id.capitalize(), "journal", True, "", given, rules, origin)


def a_page(page_id: str = "concepts/rlhf", **parts: object) -> WikiPage:
    """A wiki page; name what matters, e.g. `quality=63.0`."""
    page = WikiPage(
        page_id, page_id.rpartition("/")[2].upper(), "concept", None, None, None, "0" * 64
    )
    return replace(page, **parts)  # type: ignore[arg-type]  # a test names real fields


def a_citation(
    url: str | None = "https://example.org/paper",
    *,
    line: int = 1,
    link_text: str = "a paper",
    claim: str = "It is so.",
) -> FoundCitation:
    """A link in a page."""
    return FoundCitation(Syntax.LINK, url, None, None, line, 1, ("Overview",), claim, link_text)


def a_scan(page: WikiPage, *citations: tuple[SourceId, FoundCitation]) -> PageScan:
    """A page's scan."""
    return PageScan(page, citations)
