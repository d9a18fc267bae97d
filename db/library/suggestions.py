"""Suggested ratings, and what an editor makes of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from citewiki.domain.editorial import (
    AcceptSuggestion,
    EventKind,
    RefuseSuggestion,
    TakeBackAcceptance,
)
from citewiki.domain.errors import EditConflict, NotFound
from citewiki.domain.suggestions import Refusal, Suggestion, venue_id_of
from citewiki.domain.venue_rules import parse_rule
from citewiki.domain.venues import VenueOrigin, VenueRule
from citewiki.ports.library.sources import ImportCounts
from db import cells, registry
from db.connection import Connection
from db.engine import Database
from db.library.done import Done
from db.library.venues import editors_rating, rate_as_editor, venue
from db.projection import project, rerate

_COLUMNS = (
    "list_name, domain, path, rating, because, file, at, refused_because, refused_by, refused_at"
)


class SqlSuggestions:
    """Implements `citewiki.ports.library.suggestions.Suggestions`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, list_name: str, suggestions: Sequence[Suggestion]) -> ImportCounts:
        with self._database.write() as connection:
            before = {
                one.rule: one for one in _all(connection, "WHERE list_name = ?", (list_name,))
            }
            told = {one.rule: one for one in suggestions}
            new = [
                one
                for rule, one in told.items()
                if rule not in before or _said(before[rule]) != _said(one)
            ]
            gone = [rule for rule in before if rule not in told]
            if gone:
                connection.executemany(
                    "DELETE FROM venue_suggestion WHERE list_name = ? AND domain = ? AND path = ?",
                    [(list_name, rule.domain, rule.path) for rule in gone],
                )
            if new:
                connection.executemany(
                    "INSERT OR REPLACE INTO venue_suggestion "
                    "(list_name, domain, path, rating, because, file, at) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?)",
                    [_row(list_name, one) for one in new],
                )
        added = sum(one.rule not in before for one in new)
        return ImportCounts(added, len(new) - added + len(gone), len(told) - len(new))

    def forget(self, list_name: str) -> int:
        with self._database.write() as connection:
            gone = connection.execute(
                "DELETE FROM venue_suggestion WHERE list_name = ?", (cells.clean(list_name),)
            ).rowcount
        if not gone:
            raise NotFound(f"there is no list of suggestions called {list_name!r}")
        return int(gone)

    def all(self) -> list[Suggestion]:
        with self._database.read() as connection:
            return _all(connection, "", ())

    def lists(self) -> Mapping[str, int]:
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT list_name, COUNT(*) FROM venue_suggestion GROUP BY 1 ORDER BY 1"
            )
            return {row[0]: row[1] for row in found}


def accept(connection: Connection, change: AcceptSuggestion, by: str, at: datetime) -> Done:
    """Rate the place's venue as an editor, made first where there is none."""
    one = _one(connection, change.list_name, change.place)
    venue_id = _venue_with(connection, one.rule)
    added = venue_id is None
    if venue_id is None:
        venue_id = _free_id(connection, venue_id_of(one.rule))
        connection.execute(
            "INSERT INTO venue (id, origin, name, kind, peer_reviewed, description, country, issn, "
            "ror, notes) VALUES (?, ?, ?, ?, 0, '', '', '', '', '')",
            (
                venue_id,
                VenueOrigin.EDITOR.value,
                cells.clean(change.name or one.place),
                change.kind,
            ),
        )
        connection.execute(
            "INSERT INTO venue_rule (venue_id, origin, domain, path) VALUES (?, ?, ?, ?)",
            (venue_id, VenueOrigin.EDITOR.value, one.rule.domain, one.rule.path),
        )
    before = editors_rating(connection, venue_id)
    rating = change.rating if change.rating is not None else one.rating
    because = f"{change.because} (suggested {one.sentence})"
    rate_as_editor(connection, venue_id, rating, because, by, at)
    registry.changed(connection)
    if added:
        _project_place(connection, one.rule)
    else:
        rerate(connection, venue(connection, venue_id))
    after: dict[str, object] = {
        "rating": rating,
        "because": because,
        "list": one.list_name,
        "place": one.place,
        "added": added,
        "reason": change.because,
        "name": change.name,
        "kind": change.kind,
    }
    return Done(EventKind.SUGGESTION_ACCEPTED, None, venue_id, before, after)


def take_back(connection: Connection, change: TakeBackAcceptance, by: str, at: datetime) -> Done:
    """The editors' rating as it was before, and a venue that was made for it away again. Raises
    EditConflict where somebody has rated it since."""
    there = editors_rating(connection, change.venue_id)
    if (there["rating"], there["because"]) != (change.rating, change.because):
        raise EditConflict(
            f"{change.venue_id} was rated again since; rate it by hand",
            theirs=str(there["because"]),
            ours=change.because,
        )
    before = change.before if isinstance(change.before, int) else None
    rate_as_editor(connection, change.venue_id, before, change.before_because, by, at)
    rule = parse_rule(change.place, VenueOrigin.EDITOR)
    registry.changed(connection)
    if rule is not None and change.added:
        _unmake(connection, change.venue_id, rule)
        _project_place(connection, rule)
    else:
        rerate(connection, venue(connection, change.venue_id))
    told: dict[str, object] = {"rating": before, "because": change.before_because}
    return Done(EventKind.VENUE_RATED, None, change.venue_id, there, told)


def refuse(connection: Connection, change: RefuseSuggestion, by: str, at: datetime) -> Done:
    """Raises EditConflict where that was said already."""
    one = _one(connection, change.list_name, change.place)
    if (one.refused is not None) == change.refused:
        state = "refused already" if change.refused else "not refused"
        raise EditConflict(f"the suggestion of {one.list_name} for {one.place} is {state}")
    given = (cells.clean(change.because), cells.clean(by), cells.stamp(at))
    connection.execute(
        "UPDATE venue_suggestion SET refused_because = ?, refused_by = ?, refused_at = ? "
        "WHERE list_name = ? AND domain = ? AND path = ?",
        (
            *(given if change.refused else (None, None, None)),
            one.list_name,
            one.rule.domain,
            one.rule.path,
        ),
    )
    after: dict[str, object] = {
        "list": one.list_name,
        "place": one.place,
        "because": change.because,
        "refused": change.refused,
    }
    return Done(EventKind.SUGGESTION_REFUSED, None, None, {}, after)


def _unmake(connection: Connection, venue_id: str, rule: VenueRule) -> None:
    """Take the rule away, and the venue where an editor gave it no other."""
    connection.execute(
        "DELETE FROM venue_rule WHERE venue_id = ? AND origin = 'editor' AND domain = ? "
        "AND path = ?",
        (venue_id, rule.domain, rule.path),
    )
    connection.execute(
        "DELETE FROM venue WHERE id = :venue AND origin = 'editor' AND NOT EXISTS "
        "(SELECT 1 FROM venue_rule WHERE venue_id = :venue)",
        {"venue": venue_id},
    )


def _one(connection: Connection, list_name: str, place: str) -> Suggestion:
    rule = parse_rule(place, VenueOrigin.IMPORT)
    given = (list_name, "", "") if rule is None else (list_name, rule.domain, rule.path)
    found = _all(connection, "WHERE list_name = ? AND domain = ? AND path = ?", given)
    if not found:
        raise NotFound(
            f"{list_name} suggests nothing for {place!r}; `citewiki venue suggest list` has all"
        )
    return found[0]


def _venue_with(connection: Connection, rule: VenueRule) -> str | None:
    row = connection.execute(
        "SELECT venue_id FROM venue_rule WHERE domain = ? AND path = ? ORDER BY venue_id",
        (rule.domain, rule.path),
    ).fetchone()
    return None if row is None else str(row[0])


def _free_id(connection: Connection, wanted: str) -> str:
    taken = {row[0] for row in connection.execute("SELECT id FROM venue")}
    venue_id, number = wanted, 2
    while venue_id in taken:
        venue_id, number = f"{wanted[:75]}-{number}", number + 1
    return venue_id


def _project_place(connection: Connection, rule: VenueRule) -> None:
    """A rule of this host can reach only URLs that name the host's last labels, in whatever
    wrapper or spelling of an author's page."""
    end = ".".join(rule.domain.split(".")[-2:])
    found = connection.execute("SELECT key FROM source WHERE instr(lower(url), ?) > 0", (end,))
    project(connection, [row[0] for row in found])


def _said(one: Suggestion) -> tuple[int, str]:
    return one.rating, cells.clean(one.because)


def _row(list_name: str, one: Suggestion) -> tuple[object, ...]:
    return (
        list_name,
        cells.clean(one.rule.domain),
        cells.clean(one.rule.path),
        one.rating,
        cells.clean(one.because),
        cells.clean(one.file),
        cells.stamp(one.at),
    )


def _all(connection: Connection, where: str, given: tuple[Any, ...]) -> list[Suggestion]:
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM venue_suggestion {where} ORDER BY domain, path, list_name",  # noqa: S608
        given,
    )
    return [
        Suggestion(
            list_name=row[0],
            rule=VenueRule(row[1], row[2], VenueOrigin.IMPORT),
            rating=row[3],
            because=row[4],
            file=row[5],
            at=datetime.fromisoformat(row[6]),
            refused=None
            if row[9] is None
            else Refusal(row[7], row[8], datetime.fromisoformat(row[9])),
        )
        for row in found
    ]
