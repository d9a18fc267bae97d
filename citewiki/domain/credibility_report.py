"""What a wiki's claims rest on: ratings by citation, weak claims, and how much is primary."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from citewiki.domain.sources import SourceId

WEAK = 2
"""A claim all of whose sources are rated this or lower rests on weak ground."""


@dataclass(frozen=True, slots=True)
class RatedCitation:
    """A citation with what is known of its source; `rating` None for none, `primary` None where
    nobody said whether the source is a primary one."""

    page_id: str
    page_title: str
    line: int
    section: tuple[str, ...]
    claim: str
    source_id: SourceId
    rating: int | None
    primary: bool | None


@dataclass(frozen=True, slots=True)
class WeakClaim:
    """A claim that rests on sources rated 1 or 2 alone: the best of them."""

    page_id: str
    line: int
    section: tuple[str, ...]
    claim: str
    best: int
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a page's citations (or the whole wiki's) rest on. `by_rating` has a count of citations
    for each of 5 to 1 and None; of `ordered`, whose sources somebody called primary or not,
    `primary` are."""

    page_id: str
    title: str
    citations: int
    by_rating: Mapping[int | None, int]
    claims: int
    weak: tuple[WeakClaim, ...]
    ordered: int
    primary: int

    @property
    def primary_share(self) -> float | None:
        """0 to 1; None where nobody said of any source."""
        return self.primary / self.ordered if self.ordered else None

    @property
    def rated_share(self) -> float:
        """0 to 1 of the citations; 0 where there are none."""
        rated = self.citations - self.by_rating[None]
        return rated / self.citations if self.citations else 0.0


@dataclass(frozen=True, slots=True)
class GroundReport:
    """The pages, that with most weak claims first, and the whole."""

    whole: Ground
    pages: tuple[Ground, ...]


def ground(citations: Iterable[RatedCitation]) -> GroundReport:
    """The figures over these citations."""
    by_page: dict[str, list[RatedCitation]] = defaultdict(list)
    for one in citations:
        by_page[one.page_id].append(one)
    pages = [_of(page_id, of[0].page_title, of) for page_id, of in by_page.items()]
    pages.sort(key=lambda p: (-len(p.weak), -p.by_rating[None], p.page_id))
    return GroundReport(_whole(pages), tuple(pages))


def _of(page_id: str, title: str, cited: Sequence[RatedCitation]) -> Ground:
    claims: dict[tuple[tuple[str, ...], str], list[RatedCitation]] = defaultdict(list)
    for one in cited:
        if one.claim:
            claims[one.section, one.claim].append(one)
    ordered = [one.primary for one in cited if one.primary is not None]
    return Ground(
        page_id,
        title,
        len(cited),
        _counted(one.rating for one in cited),
        len(claims),
        tuple(weak for of in claims.values() if (weak := _weak(of)) is not None),
        len(ordered),
        sum(ordered),
    )


def _weak(cited: Sequence[RatedCitation]) -> WeakClaim | None:
    known = [one.rating for one in cited if one.rating is not None]
    if len(known) < len(cited) or max(known) > WEAK:
        return None  # one that is not rated could be a good one
    first = cited[0]
    sources = tuple(dict.fromkeys(one.source_id for one in cited))
    return WeakClaim(first.page_id, first.line, first.section, first.claim, max(known), sources)


def _whole(pages: Sequence[Ground]) -> Ground:
    total = Counter[int | None]()
    for page in pages:
        total.update(page.by_rating)
    return Ground(
        "",
        "the whole wiki",
        sum(page.citations for page in pages),
        {rating: total[rating] for rating in (5, 4, 3, 2, 1, None)},
        sum(page.claims for page in pages),
        tuple(weak for page in pages for weak in page.weak),
        sum(page.ordered for page in pages),
        sum(page.primary for page in pages),
    )


def _counted(ratings: Iterable[int | None]) -> dict[int | None, int]:
    count = Counter(ratings)
    return {rating: count[rating] for rating in (5, 4, 3, 2, 1, None)}
