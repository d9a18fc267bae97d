"""Venues: where sources are published, and the rules by which a URL belongs to one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from citewiki.domain.rubric import defended


class VenueOrigin(StrEnum):
    """Who says so; of two that disagree an editor's word wins, then an import's."""

    EDITOR = "editor"
    IMPORT = "import"
    STARTER = "starter"


@dataclass(frozen=True, slots=True)
class VenueRule:
    """A URL belongs to the venue where its host is `domain` or a subdomain of it, and its path
    is `path` or lies below it ("" for every path; one that ends in "*" need not end where a part
    of the path does). Both are lower-case, without "www."."""

    domain: str
    path: str = ""
    origin: VenueOrigin = VenueOrigin.STARTER

    def __str__(self) -> str:
        return f"{self.domain}{self.path}"


@dataclass(frozen=True, slots=True)
class VenueRating:
    """A venue's rating, 1-5, and who gave it, why, and when; `review_by` is when to look again."""

    rating: int
    because: str
    by: str
    at: datetime
    origin: VenueOrigin
    review_by: date | None = None

    def __post_init__(self) -> None:
        defended(self.rating, self.because)


@dataclass(frozen=True, slots=True)
class Venue:
    """A journal, lab, think tank, forum … with its current rating (None: not rated) and rules."""

    id: str
    name: str
    kind: str
    peer_reviewed: bool
    description: str
    rating: VenueRating | None
    rules: tuple[VenueRule, ...]
    origin: VenueOrigin
