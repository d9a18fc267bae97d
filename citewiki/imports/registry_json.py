"""A registry with its history, as `citewiki venue export` writes it."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import TypeVar

from citewiki.domain.credibility import Override
from citewiki.domain.errors import InputError, UsageError
from citewiki.domain.registry_history import GivenOverride, GivenRating, RegistryHistory
from citewiki.domain.venues import Venue, VenueOrigin, VenueRule

FORMAT = "citewiki-registry-1"
T = TypeVar("T")


def read(content: bytes, file: str) -> RegistryHistory:
    """Raises InputError naming the first entry that is not right; nothing is half read."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file} is not JSON ({error}); nothing was changed") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InputError(f"{file} is no {FORMAT} file; nothing was changed")

    def entries(name: str, build: Callable[["_Entry"], T]) -> tuple[T, ...]:
        found = document.get(name)
        if not isinstance(found, list):
            raise InputError(f"{file}: {name} has to be a list; nothing was changed")
        built = []
        for number, one in enumerate(found, start=1):
            try:
                built.append(build(_Entry(one)))
            except (UsageError, ValueError) as error:
                raise InputError(
                    f"{file}: {name}, number {number}: {error}; nothing was changed"
                ) from None
        return tuple(built)

    return RegistryHistory(
        entries("venues", _venue), entries("ratings", _rating), entries("overrides", _override)
    )


class _Entry:
    """One object of the document, its fields looked at as they are taken."""

    def __init__(self, found: object) -> None:
        if not isinstance(found, Mapping):
            raise ValueError("is no object")
        self._found = found

    def text(self, name: str, *, blank: bool = True) -> str:
        value = self._found.get(name)
        if not isinstance(value, str) or not (blank or value.strip()):
            raise ValueError(f"{name} has to be a text")
        return value

    def rating(self) -> int | None:
        value = self._found.get("rating")
        if value is not None and type(value) is not int:
            raise ValueError("rating has to be a whole number or null")
        return value

    def truth(self, name: str) -> bool:
        value = self._found.get(name)
        if not isinstance(value, bool):
            raise ValueError(f"{name} has to be true or false")
        return value

    def origin(self) -> VenueOrigin:
        return VenueOrigin(self.text("origin"))

    def at(self) -> datetime:
        at = datetime.fromisoformat(self.text("at"))
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)

    def day(self, name: str) -> date | None:
        return None if self._found.get(name) is None else date.fromisoformat(self.text(name))

    def rules(self) -> "list[_Entry]":
        found = self._found.get("rules")
        if not isinstance(found, list):
            raise ValueError("rules has to be a list")
        return [_Entry(one) for one in found]


def _venue(one: _Entry) -> Venue:
    origin = one.origin()
    return Venue(
        id=one.text("id", blank=False),
        name=one.text("name"),
        kind=one.text("kind"),
        peer_reviewed=one.truth("peer_reviewed"),
        description=one.text("description"),
        rating=None,
        rules=tuple(
            VenueRule(rule.text("domain", blank=False), rule.text("path"), origin)
            for rule in one.rules()
        ),
        origin=origin,
        country=one.text("country"),
        issn=one.text("issn"),
        ror=one.text("ror"),
        notes=one.text("notes"),
    )


def _rating(one: _Entry) -> GivenRating:
    return GivenRating(
        venue_id=one.text("venue", blank=False),
        origin=one.origin(),
        rating=one.rating(),
        because=one.text("because"),
        by=one.text("by", blank=False),
        at=one.at(),
        review_by=one.day("review_by"),
    )


def _override(one: _Entry) -> GivenOverride:
    given = Override(one.rating(), one.text("because"), one.text("by", blank=False), one.at())
    return GivenOverride(one.text("source", blank=False), one.text("url"), given)
