"""The wiki's registry of venues, publications.yaml."""

from datetime import datetime

from citewiki.domain.venue_rules import parse_rule
from citewiki.domain.venues import Venue, VenueOrigin, VenueRating, VenueRule
from citewiki.imports.longterm_wiki.rows import Cells, Problems, Row

_RATER = "import"


class Registry:
    """The venues by their ids; `at` is when their ratings count as given."""

    def __init__(self, at: datetime, problems: Problems) -> None:
        self._at = at
        self._problems = problems
        self.venues: dict[str, Venue] = {}

    def add(self, name: str, row: Row) -> None:
        cells = Cells(row)
        key = cells.text("id")
        label = key or cells.text("name") or "?"
        if not key or not cells.text("name"):
            self._problems.say(name, label, "a venue needs an id and a name, as texts; left out")
            return
        if key in self.venues:
            self._problems.say(name, key, "this venue stands twice; the first was kept")
            return
        rules: dict[str, VenueRule] = {}
        for domain in cells.texts("domains"):
            rule = parse_rule(domain, VenueOrigin.IMPORT)
            if rule is None:
                self._problems.say(name, key, f"{domain!r} is no domain; that rule was left out")
            else:
                rules.setdefault(str(rule), rule)
        rating = cells.number("credibility", 1, 5)
        description = cells.text("description") or ""
        says = description or "it gives no description"
        self.venues[key] = Venue(
            id=key,
            name=cells.text("name") or key,
            kind=cells.text("type") or "",
            peer_reviewed=cells.flag("peer_reviewed"),
            description=description,
            rating=VenueRating(
                rating,
                f"imported from {name}: {says}",
                _RATER,
                self._at,
                VenueOrigin.IMPORT,
            )
            if rating is not None
            else None,
            rules=tuple(rules.values()),
            origin=VenueOrigin.IMPORT,
        )
        self._problems.wrong(name, key, cells)
