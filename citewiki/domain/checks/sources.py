"""Checks of the sources that a page cites."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta

from citewiki.domain.checks.facts import Cited, PageFacts, SourceFacts, Spot, at
from citewiki.domain.links import LinkState
from citewiki.domain.urls import host_of

_DEAD = {
    LinkState.GONE: "is gone",
    LinkState.SOFT_404: 'shows a "not found" page',
    LinkState.WITHDRAWN: "was withdrawn or retracted",
}
_NO_CLAIM = frozenset(
    {
        "see also",
        "external links",
        "further reading",
        "resources",
        "key resources",
        "additional resources",
        "related",
        "links",
    }
)
"""Sections that send a reader on and claim nothing."""


def unknown_resource(page: PageFacts) -> Iterator[Spot]:
    for one in page.cited:
        if one.source is None and one.found.resource is not None:
            yield at(one.found, f'<R id="{one.found.resource}"> names no source')


def gone_source(page: PageFacts) -> Iterator[Spot]:
    yield from _each(page, lambda source: _DEAD.get(source.link_state))


def stale_source(page: PageFacts) -> Iterator[Spot]:
    """A source that was read once, and not for long; one never fetched is not stale."""
    limit = page.now - timedelta(days=page.limits.stale_days)

    def said(source: SourceFacts) -> str | None:
        if source.fetched_at is None or source.fetched_at >= limit:
            return None
        return f"was last fetched {(page.now - source.fetched_at).days} days ago"

    yield from _each(page, said)


def wikipedia(page: PageFacts) -> Iterator[Spot]:
    def said(source: SourceFacts) -> str | None:
        host = host_of(source.url) or ""
        return "is cited for a fact" if host.endswith("wikipedia.org") else None

    yield from _each(page, said, claims_only=True)


def low_rated(page: PageFacts) -> Iterator[Spot]:
    """A claim all of whose sources are rated low; one unrated source could be a good one."""
    claims: defaultdict[tuple[tuple[str, ...], str], list[Cited]] = defaultdict(list)
    for one in page.cited:
        if one.found.claim and _claims(one):
            claims[one.found.section, one.found.claim].append(one)
    for cited in claims.values():
        ratings = [one.source.rating if one.source else None for one in cited]
        known = [rating for rating in ratings if rating is not None]
        if len(known) == len(ratings) and max(known) <= page.limits.low_rating:
            first = cited[0]
            name = first.source.title if first.source else ""
            others = f" and {len(cited) - 1} more" if len(cited) > 1 else ""
            yield at(first.found, f"rests on {name}{others} alone, rated {max(known)} or lower")


def _each(
    page: PageFacts, said: Callable[[SourceFacts], str | None], *, claims_only: bool = False
) -> Iterator[Spot]:
    """Each source of which there is something to say, at its first citation."""
    uses: defaultdict[str, list[Cited]] = defaultdict(list)
    for one in page.cited:
        if one.source is not None and (not claims_only or _claims(one)):
            uses[one.source.id].append(one)
    for cited in uses.values():
        first = cited[0]
        what = said(first.source) if first.source else None
        if first.source is not None and what is not None:
            more = f" (cited {len(cited)} times here)" if len(cited) > 1 else ""
            yield at(first.found, f"{first.source.title} {what}{more}: {first.source.url}")


def _claims(one: Cited) -> bool:
    """Whether a citation stands where something is claimed."""
    return not any(title.casefold().strip(" :") in _NO_CLAIM for title in one.found.section)
