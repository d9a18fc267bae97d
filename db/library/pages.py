"""The wiki's pages and their citations."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import json
from collections.abc import Mapping, Sequence

from citewiki.domain.citations import Citation, CitingPage, PageProblem, WikiPage
from citewiki.domain.errors import NotFound
from citewiki.domain.importance import Resting
from citewiki.domain.sources import SourceId
from citewiki.ports.library.pages import NewNames, PageScan
from db import cells, rows
from db.connection import Connection
from db.engine import Database
from db.keys import key_of, keys_of, unknown
from db.library.link_events import tell_new
from db.library.registration import add_urls, register
from db.projection import project, resting


class SqlPages:
    """Implements `citewiki.ports.library.pages.Pages`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def hashes(self, parser_version: str | None = None) -> Mapping[str, str]:
        """Given a parser's version, only the pages that this version read."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT id, content_hash FROM wiki_page "
                "WHERE parser_version = coalesce(?, parser_version) ORDER BY id",
                (parser_version,),
            )
            return {row[0]: row[1] for row in found}

    def cited(self) -> set[SourceId]:
        with self._database.read() as connection:
            return {
                row[0]
                for row in connection.execute(
                    "SELECT id FROM source WHERE key IN (SELECT source_key FROM citation)"
                )
            }

    def record(
        self,
        scans: Sequence[PageScan],
        parser_version: str,
        names: NewNames | None = None,
    ) -> None:
        with self._database.write() as connection:
            fresh: list[int] = []
            if names is not None:
                fresh = register(connection, names.new)
                add_urls(connection, names.met, names.at)
            page_keys = _keep_pages(connection, scans, parser_version)
            touched = _clear(connection, list(page_keys.values()))
            keys = keys_of(connection, {one for scan in scans for one, _ in scan.citations})
            citations, problems = [], []
            for scan in scans:
                page = page_keys[scan.page.id]
                for source_id, found in scan.citations:
                    if source_id not in keys:
                        raise unknown(source_id)
                    citations.append(
                        (
                            page,
                            keys[source_id],
                            cells.clean_or_none(found.url),
                            found.syntax.value,
                            cells.clean_or_none(found.label),
                            found.line,
                            found.column,
                            cells.dump(found.section),
                            cells.clean(found.claim),
                            cells.clean(found.link_text),
                        )
                    )
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
            project(connection, touched.union(keys.values(), fresh))
            tell_new(connection, list(fresh))

    def rename(self, pages: Mapping[str, str]) -> None:
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE wiki_page SET id = ?, content_hash = '' WHERE id = ?",
                [(cells.clean(after), cells.clean(before)) for before, after in pages.items()],
            )

    def remove(self, page_ids: Sequence[str]) -> None:
        with self._database.write() as connection:
            keys = _page_keys(connection, page_ids)
            touched = _clear(connection, list(keys.values()))
            connection.execute(
                "DELETE FROM wiki_page WHERE key IN (SELECT value FROM json_each(?))",
                (json.dumps(list(keys.values())),),
            )
            project(connection, touched)

    def get(self, page_id: str) -> WikiPage:
        with self._database.read() as connection:
            found = connection.execute(
                f"SELECT {rows.PAGE} FROM wiki_page p WHERE p.id = ?", (cells.clean(page_id),)
            ).fetchall()
            if not found:
                # the last part: what stands after the last "/"
                found = connection.execute(
                    f"SELECT {rows.PAGE} FROM wiki_page p WHERE substr(p.id, -length(:end)) = :end "
                    "ORDER BY p.id",
                    {"end": f"/{cells.clean(page_id)}"},
                ).fetchall()
        if not found:
            raise NotFound(f"no page of the last scan is called {page_id!r}; `citewiki scan` first")
        if len(found) > 1:
            names = ", ".join(str(row[0]) for row in found[:5])
            raise NotFound(f"{page_id!r} names {len(found)} pages ({names}); give the whole id")
        return rows.page(found[0])

    def citations(
        self, *, page_id: str | None = None, source_id: SourceId | None = None
    ) -> list[Citation]:
        where, given = ["1"], []
        if page_id is not None:
            where.append("p.id = ?")
            given.append(cells.clean(page_id))
        if source_id is not None:
            where.append("s.id = ?")
            given.append(source_id)
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT p.id, p.title, s.id, coalesce(c.url, s.url), c.syntax, c.label, c.line, "
                "c.place, c.section, c.claim, c.link_text FROM citation c "
                "JOIN wiki_page p ON p.key = c.page_key "
                "LEFT JOIN source_merge m ON m.source_key = c.source_key "
                "JOIN source s ON s.key = coalesce(m.into_key, c.source_key) "
                f"WHERE {' AND '.join(where)} ORDER BY p.id, c.line, c.place, c.key",
                tuple(given),
            )
            return [rows.citation(row) for row in found]

    def citing(self, source_id: SourceId) -> list[CitingPage]:
        with self._database.read() as connection:
            key = key_of(connection, source_id)
            found = connection.execute(
                f"SELECT {rows.PAGE}, COUNT(*) FROM citation c "
                "JOIN wiki_page p ON p.key = c.page_key WHERE c.source_key IN "
                "(SELECT :key UNION SELECT source_key FROM source_merge WHERE into_key = :key) "
                "GROUP BY p.key "
                "ORDER BY p.quality IS NULL, p.quality DESC, p.title, p.id",
                {"key": key},
            )
            return [CitingPage(rows.page(row), row[7]) for row in found]

    def resting(self, source_id: SourceId) -> list[tuple[str, Resting]]:
        with self._database.read() as connection:
            key = key_of(connection, source_id)
            return sorted(
                ((page_id, one) for page_id, one in resting(connection, [key]).get(key, ())),
                key=lambda found: found[0],
            )

    def problems(self) -> list[PageProblem]:
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT p.id, x.line, x.what FROM page_problem x "
                "JOIN wiki_page p ON p.key = x.page_key ORDER BY p.id, x.line, x.key"
            )
            return [PageProblem(*row) for row in found]


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
