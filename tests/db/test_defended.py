"""The last door: the database itself takes no rating without its reason and its name."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import migrate, store
from tests.builders import NOW, a_source

STAMP = NOW.isoformat()
INTO = {
    "venue_rating": "INSERT INTO venue_rating (venue_id, origin, rating, because, by, at) "
    "VALUES ('v', 'editor', ?, ?, ?, ?)",
    "rating_override": "INSERT INTO rating_override (source_key, rating, because, by, at) "
    "VALUES (1, ?, ?, ?, ?)",
}
BAD = {
    "no reason": (3, "", "Ada"),
    "a blank one": (3, " \t\n", "Ada"),
    "nobody's": (3, "it is so", " "),
    "off the scale": (6, "it is so", "Ada"),
    "below it": (0, "it is so", "Ada"),
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("table", INTO)
def test_refused(store_folder: Path, table: str, case: str) -> None:
    library = store.open_library(store_folder)
    library.sources.register([a_source()])
    library.close()
    with closing(sqlite3.connect(store_folder / store.DATABASE)) as connection:
        with pytest.raises(sqlite3.IntegrityError, match=f"{table}_defended"):
            connection.execute(INTO[table], (*BAD[case], STAMP))
        connection.execute(INTO[table], (3, "it is so", "Ada", STAMP))
        connection.execute(INTO[table], (None, "", "Ada", STAMP))  # back to the venue's
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(f"UPDATE {table} SET because = '' WHERE rating = 3")


def test_a_suggestion_too(store_folder: Path) -> None:
    insert = (
        "INSERT INTO venue_suggestion (list_name, domain, path, rating, because, file, at) "
        "VALUES ('l', 'd', '', ?, ?, 'f', ?)"
    )
    with closing(sqlite3.connect(store_folder / store.DATABASE)) as connection:
        for rating, because in ((6, "x"), (3, " ")):
            with pytest.raises(sqlite3.IntegrityError, match="defended"):
                connection.execute(insert, (rating, because, STAMP))


def test_older_ratings_come_along(tmp_path: Path) -> None:
    path = tmp_path / store.DATABASE
    migrate.migrate(path, store.APPLICATION_ID, "0006")
    with closing(sqlite3.connect(path)) as connection:
        for because in ("", "it is so"):
            connection.execute(INTO["venue_rating"], (3, because, "Ada", STAMP))
        connection.execute(
            "INSERT INTO venue (id, origin, name, kind, peer_reviewed, description) "
            "VALUES ('v', 'starter', 'V', 'news', 0, 'country: GB')"
        )
        connection.commit()
    store.upgrade(tmp_path)
    library = store.open_library(tmp_path)
    assert [one.because for one in library.venues.ratings("v")] == ["it is so", "not recorded"]
    venue = library.venues.get("v")
    assert (venue.country, venue.description) == ("GB", "")
    library.close()
