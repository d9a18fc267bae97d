"""How far a registry of venues reaches: what is rated, what is not, and what to rate first."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from citewiki.domain.platforms import author_of
from citewiki.domain.suggestions import SuggestionIndex
from citewiki.domain.venue_rules import VenueIndex, VenueMatch, address_of
from citewiki.domain.venues import Venue, VenueOrigin

UNKNOWN_IMPORTANCE = 50.0
"""What a page counts for whose importance nobody gave: the middle of 0-100."""


@dataclass(frozen=True, slots=True)
class CitingCount:
    """How often one page cites a source; `importance` 0-100, None where nobody gave one."""

    page_id: str
    importance: float | None
    citations: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A source as far as venues go: the venue it has and the one an import named (None: none)."""

    source_id: str
    url: str
    venue_id: str | None
    imported: str | None
    rated: bool
    cited_by: tuple[CitingCount, ...]

    @property
    def citations(self) -> int:
        return sum(one.citations for one in self.cited_by)


@dataclass(frozen=True, slots=True)
class Reach:
    """Sources, and the citations that rest on them."""

    sources: int
    citations: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A source to which an import gave a venue and our rules give another; None for none."""

    source_id: str
    url: str
    imported: str
    ours: VenueMatch | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """`with_suggestions` is what is rated or would be if every suggestion were accepted.
    `by_rules` is what each origin's rules reach alone; a rule that several origins give counts
    as the first one's (editor, import, starter). Of the sources to which an import gave
    a venue, `imported` are those whose venue still stands in the registry, and `renamed` the
    others."""

    total: Reach
    with_venue: Reach
    rated: Reach
    with_suggestions: Reach
    by_rules: dict[VenueOrigin, Reach]
    imported: int
    renamed: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Unrated:
    """A registrable domain, or an author's page on a shared platform, without a rating. `weight`
    is its citations, each as heavy as its page is important (a page of 100 counts 1). `suggested`
    are what lists say of it, in words."""

    place: str
    sources: int
    citations: int
    pages: int
    weight: float
    example: str
    suggested: tuple[str, ...] = ()


def coverage(
    standings: Sequence[Standing],
    venues: Sequence[Venue],
    suggestions: SuggestionIndex = SuggestionIndex(()),  # noqa: B008 -- empty, never changed
) -> Coverage:
    """The registry's figures over these sources."""
    ids, index = {venue.id for venue in venues}, VenueIndex(venues)
    named = [one for one in standings if one.imported is not None]
    standing = [one for one in named if one.imported in ids]
    differences = []
    for one in standing:
        ours = index.match(one.url)
        if one.imported is not None and (ours is None or ours.venue_id != one.imported):
            differences.append(Difference(one.source_id, one.url, one.imported, ours))
    return Coverage(
        total=_reach(standings),
        with_venue=_reach(one for one in standings if one.venue_id is not None),
        rated=_reach(one for one in standings if one.rated),
        with_suggestions=_reach(
            one for one in standings if one.rated or suggestions.for_url(one.url)
        ),
        by_rules={origin: _by_rules(standings, venues, origin) for origin in VenueOrigin},
        imported=len(standing),
        renamed=len(named) - len(standing),
        differences=tuple(differences),
    )


def unrated(
    standings: Iterable[Standing],
    registrable: Callable[[str], str],
    suggestions: SuggestionIndex = SuggestionIndex(()),  # noqa: B008 -- empty, never changed
) -> list[Unrated]:
    """The unrated places, the one first whose rating would carry most. `registrable` is host ->
    registrable domain."""
    places: dict[str, list[Standing]] = defaultdict(list)
    for one in standings:
        if not one.rated:
            places[_place(one.url, registrable)].append(one)
    found = [_unrated(place, among, suggestions) for place, among in places.items()]
    return sorted(found, key=lambda u: (-u.weight, -u.citations, -u.sources, u.place))


def _unrated(place: str, among: Sequence[Standing], suggestions: SuggestionIndex) -> Unrated:
    cited = [count for one in among for count in one.cited_by]
    weight = sum(
        count.citations
        * (UNKNOWN_IMPORTANCE if count.importance is None else count.importance) / 100
        for count in cited
    )  # fmt: skip
    return Unrated(
        place=place,
        sources=len(among),
        citations=sum(count.citations for count in cited),
        pages=len({count.page_id for count in cited}),
        weight=round(weight, 2),
        example=max(among, key=lambda one: (one.citations, one.url)).url,
        suggested=tuple(
            dict.fromkeys(s.sentence for one in among for s in suggestions.for_url(one.url))
        ),
    )


def _place(url: str, registrable: Callable[[str], str]) -> str:
    address = address_of(url)
    if address is None:
        return "(no web address)"
    return author_of(address.host, address.path) or registrable(address.host)


def _by_rules(standings: Iterable[Standing], venues: Sequence[Venue], origin: VenueOrigin) -> Reach:
    index = VenueIndex(
        replace(v, rules=tuple(rule for rule in v.rules if rule.origin is origin)) for v in venues
    )
    return _reach(one for one in standings if index.match(one.url) is not None)


def _reach(standings: Iterable[Standing]) -> Reach:
    count = Counter[str]()
    for one in standings:
        count["sources"] += 1
        count["citations"] += one.citations
    return Reach(count["sources"], count["citations"])
