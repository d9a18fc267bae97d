"""Deriving what the list shows: effective fields, venue, rating, counts and link state.

One function for one source, for some, and for all, so that they cannot differ. It runs in the
transaction of the change that called for it.
"""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from citewiki.domain.credibility import Override, credibility
from citewiki.domain.identifiers import identifiers
from citewiki.domain.importance import Resting, suggested
from citewiki.domain.listing import by_title
from citewiki.domain.notices import is_retracted, standing
from citewiki.domain.sources import Field, FieldValue, effective
from citewiki.domain.type_guess import derived_type
from citewiki.domain.venues import Venue
from db import cells, fulltext, rows
from db.connection import Connection
from db.link_projection import LinkFacts
from db.notices import notices_of
from db.registry import VenueFinder, finder
from db.resting import resting

_CHUNK = 5_000  # sources derived at a time: bounds the memory, costs nothing in time
_LISTED = (
    *(Field.TITLE, Field.TYPE, Field.IMPORTANCE, Field.AUTHORS, Field.VENUE),
    *(Field.DOI, Field.ARXIV_ID),  # a type may follow from these
)

_COLUMNS = (
    *("title", "title_fold", "type", "venue_id", "venue_name", "authors_text", "rating"),
    *("rating_basis", "importance", "cited_by_count", "link_state", "link_checked_at"),
    *("current_snapshot_id", "fetched_at", "next_check_at", "moved_to", "haystack"),
    "identifiers",
)
_IN = "IN (SELECT value FROM json_each(?))"


def project(connection: Connection, keys: Iterable[int] | None = None) -> int:
    """Derive again the sources under these keys, or all; how many had drifted."""
    venue_of = finder(connection)
    changed = 0
    for chunk in chunks(connection, keys):
        moved = [one for one in derive(connection, chunk, venue_of) if one.old != one.new]
        write(connection, _COLUMNS, [(one.key, one.old, one.new) for one in moved])
        # title and authors are what the index has of these columns
        fulltext.rename(
            connection,
            [
                (one.key, one.new[0], one.new[5], one.url)
                for one in moved
                if (one.old[0], one.old[5]) != (one.new[0], one.new[5])
            ],
        )
        changed += len(moved)
    return changed


def drift(connection: Connection) -> list[tuple[str, str]]:
    """(source id, column) of each projected value that is not what it should be."""
    venue_of = finder(connection)
    found = []
    for chunk in chunks(connection, None):
        for derived in derive(connection, chunk, venue_of):
            for name, old, new in zip(_COLUMNS, derived.old, derived.new, strict=True):
                if old != new:
                    found.append((derived.id, name))
    return found


def rerate(connection: Connection, venue: Venue) -> None:
    """Give the sources that inherit from a venue its rating as it stands: all that a new rating
    moves, and in one statement, for there may be tens of thousands."""
    inherited = credibility(None, venue)
    connection.execute(
        "UPDATE source SET rating = ?, rating_basis = ? "
        "WHERE venue_id = ? AND rating_basis <> 'override'",
        (inherited.rating, inherited.basis.value, venue.id),
    )


class _Derived:
    """One source's projected columns, as they are and as they should be."""

    __slots__ = ("id", "key", "new", "old", "url")

    def __init__(
        self, key: int, source_id: str, url: str, old: tuple[Any, ...], new: tuple[Any, ...]
    ) -> None:
        self.key = key
        self.id = source_id
        self.url = url
        self.old = old
        self.new = new


def derive(
    connection: Connection, keys: Sequence[int], venue_of: VenueFinder
) -> Iterator[_Derived]:
    """The projected columns of these sources."""
    given = (json.dumps(list(keys)),)
    values = field_values(connection, given, _LISTED)
    texts = link_texts(connection, given)
    overrides = _overrides(connection, given)
    withdrawn = {
        key
        for key, notices in notices_of(connection, keys).items()
        if is_retracted(standing(notices))
    }
    links = LinkFacts(connection, keys, withdrawn)
    told = _told_identifiers(connection, given)
    cited = resting(connection, keys)
    current = {
        row[0]: row
        for row in connection.execute(
            "SELECT source_key, MAX(id), at FROM snapshot "
            f"WHERE source_key {_IN} AND readable GROUP BY source_key",
            given,
        )
    }
    nothing: dict[Field, list[FieldValue]] = {}
    for row in connection.execute(
        f"SELECT key, id, url, {', '.join(_COLUMNS)} FROM source WHERE key {_IN}", given
    ):
        key, source_id, url = row[0], row[1], row[2]
        said = values.get(key, nothing)
        shown = texts.get(key, frozenset())
        best = {field: effective(found, shown) for field, found in said.items()}
        venue, venue_name = venue_of.find(url, best.get(Field.VENUE))
        rated = credibility(overrides.get(key), venue)
        title = text_of(best.get(Field.TITLE)) or url
        found = best.get(Field.AUTHORS)
        authors = ", ".join(found.value) if found and isinstance(found.value, tuple) else ""
        snapshot = current.get(key)
        pages = cited.get(key, ())
        link_state, link_checked_at, next_check_at, moved_to = links.of(key, source_id)
        known = identifiers(url, told.get(key, ()))
        new = (
            title,
            by_title(title),
            text_of(best.get(Field.TYPE) or derived_type(url, venue, best)),
            None if venue is None else venue.id,
            venue_name,
            authors,
            rated.rating,
            rated.basis.value,
            importance(best.get(Field.IMPORTANCE), pages),
            len(pages),
            link_state,
            link_checked_at,
            None if snapshot is None else snapshot[1],
            None if snapshot is None else snapshot[2],
            next_check_at,
            moved_to,
            haystack(title, url, venue_name, authors),
            cells.dump(known) if known else None,
        )
        yield _Derived(key, source_id, url, row[3:], new)


def write(
    connection: Connection,
    columns: Sequence[str],
    moved: Iterable[tuple[int, Sequence[Any], Sequence[Any]]],
) -> None:
    """Store what these columns should hold: (key, as they are, as they should be) of sources.

    Only what moved: a column that is set costs its index an entry, changed or not.
    """
    alike: defaultdict[tuple[int, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for key, old, new in moved:
        which = tuple(n for n, one in enumerate(new) if one != old[n])
        alike[which].append((*(new[n] for n in which), key))
    for which, values in alike.items():
        if which:
            assignments = ", ".join(f"{columns[n]} = ?" for n in which)
            connection.executemany(f"UPDATE source SET {assignments} WHERE key = ?", values)


def chunks(connection: Connection, keys: Iterable[int] | None) -> Iterator[list[int]]:
    """These sources, or all, and what those of them that are merged are part of."""
    wanted = (
        [row[0] for row in connection.execute("SELECT key FROM source ORDER BY key")]
        if keys is None
        else _with_wholes(connection, sorted(set(keys)))
    )
    for start in range(0, len(wanted), _CHUNK):
        yield wanted[start : start + _CHUNK]


def _with_wholes(connection: Connection, keys: list[int]) -> list[int]:
    """These, and what those of them that are merged are part of."""
    wholes = connection.execute(
        f"SELECT into_key FROM source_merge WHERE source_key {_IN}", (json.dumps(keys),)
    )
    return sorted({*keys, *(row[0] for row in wholes)})


def field_values(
    connection: Connection, given: tuple[str], fields: Iterable[Field]
) -> Mapping[int, dict[Field, list[FieldValue]]]:
    """By key, what is said of these fields of these sources (`given`: their keys as JSON)."""
    listed = ", ".join(f"'{field.value}'" for field in fields)
    found: dict[int, dict[Field, list[FieldValue]]] = defaultdict(dict)
    for row in connection.execute(
        "SELECT field, origin, by_name, value, at, confidence, source_key FROM field_value "
        f"WHERE source_key {_IN} AND field IN ({listed}) ORDER BY rowid",
        given,
    ):
        value = rows.field_value(row)
        found[row[6]].setdefault(value.field, []).append(value)
    return found


def link_texts(connection: Connection, given: tuple[str]) -> Mapping[int, frozenset[str]]:
    """By key, the texts of the links to these sources."""
    found: dict[int, set[str]] = defaultdict(set)
    for key, text in connection.execute(
        f"SELECT source_key, link_text FROM citation WHERE source_key {_IN}", given
    ):
        found[key].add(text)
    return {key: frozenset(texts) for key, texts in found.items()}


def _told_identifiers(
    connection: Connection, given: tuple[str]
) -> Mapping[int, list[tuple[str | None, str | None]]]:
    """By key, the DOI and the arXiv id that each provider has for these sources."""
    found: dict[int, list[tuple[str | None, str | None]]] = defaultdict(list)
    for key, doi, arxiv_id in connection.execute(
        "SELECT source_key, record ->> '$.doi', record ->> '$.arxiv_id' FROM identification "
        f"WHERE source_key {_IN} AND record IS NOT NULL",
        given,
    ):
        found[key].append((doi, arxiv_id))
    return found


def _overrides(connection: Connection, given: tuple[str]) -> Mapping[int, Override]:
    return {
        row[0]: Override(row[1], row[2], row[3], datetime.fromisoformat(row[4]))
        for row in connection.execute(
            "SELECT source_key, rating, because, by, at FROM rating_override "
            f"WHERE source_key {_IN} ORDER BY id",
            given,
        )
    }


def importance(given: FieldValue | None, pages: Sequence[tuple[str, Resting]]) -> int | None:
    """What was given, else what the pages that cite it suggest."""
    value = given.value if given is not None else None
    if isinstance(value, int) and abs(value) < 2**63:  # SQLite's own limit
        return value
    return suggested(one for _, one in pages)


def haystack(title: str, url: str, venue_name: str | None, authors: str) -> str:
    """What the list's filter looks through."""
    return "\n".join((title, url, venue_name or "", authors)).casefold()


def text_of(found: FieldValue | None) -> str | None:
    return found.value if found is not None and isinstance(found.value, str) else None
