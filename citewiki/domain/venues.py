"""Venues: where sources are published, and the rules by which a URL belongs to one."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from citewiki.domain.errors import UsageError
from citewiki.domain.rubric import defended

LOOK_AGAIN_AFTER = timedelta(days=730)
_COUNTRY = re.compile(r"[A-Z]{2}")
_ISSN = re.compile(r"\d{7}[\dX]", re.ASCII)
_ROR = re.compile(r"0[a-z0-9]{6}[0-9]{2}")


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
    """A journal, lab, think tank, forum … with its current rating (None: not rated) and rules.

    `country` is ISO 3166-1 alpha-2, `ror` an address at ror.org, `notes` the editors' own; each is
    "" where nobody said.
    """

    id: str
    name: str
    kind: str
    peer_reviewed: bool
    description: str
    rating: VenueRating | None
    rules: tuple[VenueRule, ...]
    origin: VenueOrigin
    country: str = ""
    issn: str = ""
    ror: str = ""
    notes: str = ""

    @property
    def look_again(self) -> date | None:
        """When its rating is to be looked at again: the day that was named, else two years after
        it was given (docs/rubric.md); None for an unrated venue."""
        if self.rating is None:
            return None
        return self.rating.review_by or (self.rating.at + LOOK_AGAIN_AFTER).date()


def country_code(text: str) -> str:
    """ISO 3166-1 alpha-2 (EU and UN too), upper-case. Raises UsageError."""
    return _checked(text.upper(), _COUNTRY.fullmatch(text.upper()), "country: two letters, as GB")


def issn_of(text: str) -> str:
    """An ISSN with its hyphen. Raises UsageError where its check digit (ISO 3297) is wrong."""
    plain = text.upper().replace("-", "")
    good = _ISSN.fullmatch(plain) is not None and _issn_check(plain) == plain[-1]
    return _checked(f"{plain[:4]}-{plain[4:]}", good, "ISSN: eight digits, the last a check")


def ror_of(text: str) -> str:
    """A ROR id as an address. Raises UsageError."""
    name = text.lower().removeprefix("https://").removeprefix("ror.org/")
    return _checked(f"https://ror.org/{name}", _ROR.fullmatch(name), "ROR id: as 05wg1m734")


def _checked(text: str, good: object, what: str) -> str:
    if not good:
        raise UsageError(f"{text[:60]!r} is no {what}")
    return text


def _issn_check(plain: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(plain, range(8, 1, -1), strict=False))
    return "0123456789X"[-total % 11]
