"""Putting a scan's pages into the tables, and taking pages out."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from citewiki.domain.sources import SourceId
from citewiki.ports.library.pages import NewNames, PageScan
from db import cells
from db.citing_projection import project_cited
from db.connection import Connection
from db.keys import keys_of, unknown
from db.library.link_events import tell_new
from db.library.registration import add_urls, register
from db.projection import project

_CACHE = -32_000
"""Of a connection that records many pages, in KiB (negative: sqlite.org/pragma, cache_size): they
touch every index of the sources, and what 2 MB do not hold is written and read again."""

_CHECKPOINT = 12_000
"""And how many pages it may append to the log before they go into the database, 48 MB: of one that
every transaction touches, only the last state has to."""


def record(
    connection: Connection,
    scans: Sequence[PageScan],
    parser_version: str,
    names: NewNames | None = None,
) -> None:
    """See `citewiki.ports.library.pages.Pages`."""
    if len(scans) > 1:
        connection.execute(f"PRAGMA cache_size = {_CACHE}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT}")
    fresh: list[int] = []
    if names is not None:
        fresh = register(connection, names.new)
        add_urls(connection, names.met, names.at)
    page_keys = _keep_pages(connection, scans, parser_version)
    touched = _clear(connection, list(page_keys.values()))
    keys = keys_of(connection, {one for scan in scans for one, _ in scan.citations})
    citations: list[tuple[Any, ...]] = []
    problems: list[tuple[Any, ...]] = []
    for scan in scans:
        page = page_keys[scan.page.id]
        citations += _citation_rows(scan, page, keys)
        problems += [(page, one.line, cells.clean(one.what)) for one in scan.problems]
    if citations:
        connection.executemany(
            "INSERT INTO citation (page_key, source_key, url, syntax, label, line, place, "
            "section, claim, link_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            citations,
        )
    if problems:
        connection.executemany(
            "INSERT INTO page_problem (page_key, line, what) VALUES (?, ?, ?)", problems
        )
    project(connection, fresh)
    project_cited(connection, touched.union(keys.values()).difference(fresh))
    tell_new(connection, fresh)


def remove(connection: Connection, page_ids: Sequence[str]) -> None:
    """Take these pages away with their citations."""
    keys = _page_keys(connection, page_ids)
    touched = _clear(connection, list(keys.values()))
    connection.execute(
        "DELETE FROM wiki_page WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(keys.values())),),
    )
    project_cited(connection, touched)


def _citation_rows(
    scan: PageScan, page: int, keys: Mapping[SourceId, int]
) -> Iterator[tuple[Any, ...]]:
    """A page's citations as they are stored. Raises UnknownSource."""
    sections: dict[tuple[str, ...], str] = {}  # a page has a few, and each a few citations
    for source_id, found in scan.citations:
        if source_id not in keys:
            raise unknown(source_id)
        section = sections.get(found.section)
        if section is None:
            section = sections[found.section] = cells.dump(found.section)
        yield (
            page,
            keys[source_id],
            cells.clean_or_none(found.url),
            found.syntax.value,
            cells.clean_or_none(found.label),
            found.line,
            found.column,
            section,
            cells.clean(found.claim),
            cells.clean(found.link_text),
        )


def _keep_pages(
    connection: Connection, scans: Sequence[PageScan], parser_version: str
) -> dict[str, int]:
    if scans:
        connection.executemany(
            "INSERT INTO wiki_page (id, title, type, quality, importance, last_edited, "
            "content_hash, parser_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET title = excluded.title, type = excluded.type, "
            "quality = excluded.quality, importance = excluded.importance, "
            "last_edited = excluded.last_edited, content_hash = excluded.content_hash, "
            "parser_version = excluded.parser_version",
            [
                (
                    cells.clean(scan.page.id),
                    cells.clean(scan.page.title),
                    cells.clean_or_none(scan.page.type),
                    scan.page.quality,
                    scan.page.importance,
                    cells.clean_or_none(scan.page.last_edited),
                    scan.page.content_hash,
                    parser_version,
                )
                for scan in scans
            ],
        )
    return _page_keys(connection, [scan.page.id for scan in scans])


def _page_keys(connection: Connection, page_ids: Sequence[str]) -> dict[str, int]:
    by_stored = {
        row[0]: row[1]
        for row in connection.execute(
            "SELECT id, key FROM wiki_page WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps([cells.clean(one) for one in page_ids]),),
        )
    }
    return {one: by_stored[cells.clean(one)] for one in page_ids if cells.clean(one) in by_stored}


def _clear(connection: Connection, page_keys: Sequence[int]) -> set[int]:
    """Take these pages' citations and problems away; the sources that were cited."""
    given = (json.dumps(list(page_keys)),)
    inside = "WHERE page_key IN (SELECT value FROM json_each(?))"
    touched = {
        row[0]
        for row in connection.execute(f"SELECT DISTINCT source_key FROM citation {inside}", given)
    }
    connection.execute(f"DELETE FROM citation {inside}", given)
    connection.execute(f"DELETE FROM page_problem {inside}", given)
    return touched
