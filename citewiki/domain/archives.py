"""Copies of a page that an archive keeps, and which of them to take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from citewiki.domain import media

READABLE = frozenset({media.HTML, "application/xhtml+xml", media.PDF, media.PLAIN})
"""Types of copies that bear text."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy that an archive says it keeps: of `url`, taken at `at` with this HTTP status.

    `media_type` is as the archive noted it; `digest` is the same for the same bytes.
    """

    url: str
    at: datetime
    status: int
    media_type: str
    digest: str


def best_first(
    copies: Iterable[Copy], wanted_at: datetime | None, wanted_type: str | None
) -> list[Copy]:
    """The copies worth asking for, each body once: of a good answer and a type that bears text
    (of a PDF where `wanted_type` is that); the nearest to `wanted_at` first, else the newest."""
    types = {media.PDF} if wanted_type == media.PDF else READABLE
    good = [one for one in copies if one.status == 200 and one.media_type in types]
    if wanted_at is None:
        good.sort(key=lambda one: one.at, reverse=True)
    else:
        # of two as near, the later one: it is what the page became
        good.sort(key=lambda one: (abs(one.at - wanted_at), wanted_at - one.at))
    bodies: dict[str, Copy] = {}
    for one in good:
        bodies.setdefault(one.digest, one)
    return list(bodies.values())
