"""The wiki's pages and their citations."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

from collections.abc import Mapping, Sequence

from citewiki.domain.citations import Citation, CitingPage, PageProblem, WikiPage
from citewiki.domain.errors import NotFound
from citewiki.domain.importance import Resting
from citewiki.domain.sources import SourceId
from citewiki.ports.library.pages import NewNames, PageScan
from db import cells, page_rows
from db.engine import Database
from db.keys import key_of
from db.resting import resting


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
        # what only a scan that has found a change needs
        from db.library import page_records

        with self._database.write() as connection:
            page_records.record(connection, scans, parser_version, names)

    def rename(self, pages: Mapping[str, str]) -> None:
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE wiki_page SET id = ?, content_hash = '' WHERE id = ?",
                [(cells.clean(after), cells.clean(before)) for before, after in pages.items()],
            )

    def remove(self, page_ids: Sequence[str]) -> None:
        from db.library import page_records  # as above

        with self._database.write() as connection:
            page_records.remove(connection, page_ids)

    def get(self, page_id: str) -> WikiPage:
        with self._database.read() as connection:
            found = connection.execute(
                f"SELECT {page_rows.PAGE} FROM wiki_page p WHERE p.id = ?", (cells.clean(page_id),)
            ).fetchall()
            if not found:
                # the last part: what stands after the last "/"
                found = connection.execute(
                    f"SELECT {page_rows.PAGE} FROM wiki_page p "
                    "WHERE substr(p.id, -length(:end)) = :end ORDER BY p.id",
                    {"end": f"/{cells.clean(page_id)}"},
                ).fetchall()
        if not found:
            raise NotFound(f"no page of the last scan is called {page_id!r}; `citewiki scan` first")
        if len(found) > 1:
            names = ", ".join(str(row[0]) for row in found[:5])
            raise NotFound(f"{page_id!r} names {len(found)} pages ({names}); give the whole id")
        return page_rows.page(found[0])

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
            return [page_rows.citation(row) for row in found]

    def citing(self, source_id: SourceId) -> list[CitingPage]:
        with self._database.read() as connection:
            key = key_of(connection, source_id)
            found = connection.execute(
                f"SELECT {page_rows.PAGE}, COUNT(*) FROM citation c "
                "JOIN wiki_page p ON p.key = c.page_key WHERE c.source_key IN "
                "(SELECT :key UNION SELECT source_key FROM source_merge WHERE into_key = :key) "
                "GROUP BY p.key "
                "ORDER BY p.quality IS NULL, p.quality DESC, p.title, p.id",
                {"key": key},
            )
            return [CitingPage(page_rows.page(row), row[7]) for row in found]

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
