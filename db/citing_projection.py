"""Deriving what a scan says of a source: how many pages cite it, how important it is to them, and
whether its title is only a link's text.

Nothing else of a source follows from its citations, and a scan touches thousands of sources: these
columns are derived by themselves there, by the rules that the whole projection goes by.
"""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import json
from collections.abc import Iterable, Mapping, Sequence

from citewiki.domain.listing import by_title
from citewiki.domain.sources import Field, FieldValue, effective
from db import fulltext
from db.connection import Connection
from db.projection import (
    chunks,
    field_values,
    haystack,
    importance,
    link_texts,
    text_of,
    write,
)
from db.resting import resting

_COLUMNS = ("importance", "cited_by_count", "title", "title_fold", "haystack")
_IN = "IN (SELECT value FROM json_each(?))"


def project_cited(connection: Connection, keys: Iterable[int]) -> None:
    """Derive these columns again, of sources that were projected when they were registered."""
    for chunk in chunks(connection, keys):
        _project(connection, chunk)


def _project(connection: Connection, keys: Sequence[int]) -> None:
    given = (json.dumps(keys),)
    weights = field_values(connection, given, [Field.IMPORTANCE])
    pages = resting(connection, keys)
    titles = _moving_titles(connection, given)
    moved, renamed = [], []
    for row in connection.execute(
        f"SELECT {', '.join(_COLUMNS)}, key, url, venue_name, authors_text FROM source "
        f"WHERE key {_IN}",
        given,
    ):
        key, url, venue_name, authors = row[5:]
        citing = pages.get(key, ())
        said = weights[key][Field.IMPORTANCE] if key in weights else ()
        old, new = row[:5], (importance(effective(said), citing), len(citing), *row[2:5])
        if key in titles:
            title = text_of(titles[key]) or url
            if title != row[2]:
                new = (*new[:2], title, by_title(title), haystack(title, url, venue_name, authors))
                renamed.append((key, title, authors, url))
        if new != old:
            moved.append((key, old, new))
    write(connection, _COLUMNS, moved)
    fulltext.rename(connection, renamed)


def _moving_titles(connection: Connection, given: tuple[str]) -> Mapping[int, FieldValue | None]:
    """By key, the title of each source that has several to choose from: of one alone, the words
    of links decide nothing."""
    several = [
        row[0]
        for row in connection.execute(
            f"SELECT source_key FROM field_value WHERE source_key {_IN} AND field = ? "
            "GROUP BY source_key HAVING COUNT(*) > 1",
            (*given, Field.TITLE.value),
        )
    ]
    if not several:
        return {}
    given = (json.dumps(several),)
    shown = link_texts(connection, given)
    return {
        key: effective(said[Field.TITLE], shown.get(key, frozenset()))
        for key, said in field_values(connection, given, [Field.TITLE]).items()
    }
