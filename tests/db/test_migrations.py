"""The schema's history: complete, in step with the tables, and whole or not at all."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db import migrate, store
from db.tables import METADATA

_FAILING = """
import os, signal
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"

def upgrade() -> None:
    op.add_column("source", sa.Column("extra", sa.String()))
    op.execute("CREATE TABLE half (x)")
    {end}
"""

_OLD_ROWS = """
INSERT INTO source (key, id, stable_id, url, truncated, first_seen_at, title, title_fold,
  authors_text, rating_basis, cited_by_count, link_state, haystack)
VALUES (1, '0123456789abcdef', 'abcdefghij', 'https://example.org/', 0, '2026-01-01T00:00:00+00:00',
  't', 't', '', 'none', 0, 'unchecked', '');
INSERT INTO snapshot (id, source_key, at, how, requested_url, final_url, redirects, media_type,
  body_sha256, body_size, page_starts, extractor, extractor_version, read_outcome, detail,
  read_metadata, readable)
VALUES (7, 1, '2026-01-01T00:00:00+00:00', 'fetched', 'https://example.org/',
  'https://example.org/', '[]', 'text/plain', printf('%064d', 0), 5, '[]', 'x', '1', 'unreadable',
  '', '[]', 0);
"""

_SHARING = """
UPDATE source SET link_state = 'moved';
INSERT INTO attempt (source_key, at, outcome, requested_url, final_url, redirects, http_status,
  detail, void)
VALUES (1, '2026-01-01T00:00:00+00:00', 'ok', 'https://example.org/',
  'http://arxiv.org/pdf/2203.02155v2', '[[301, "http://arxiv.org/pdf/2203.02155v2"]]', 200, '', 0);
INSERT INTO identification (source_key, provider, asked_at, outcome, detail, record, record_at)
VALUES (1, 'p', '2026-01-01T00:00:00+00:00', 'ok', '', '{"doi":null,"arxiv_id":"2203.02155"}',
  '2026-01-01T00:00:00+00:00');
INSERT INTO source (key, id, stable_id, url, canonical_url, truncated, first_seen_at, title,
  title_fold, authors_text, rating_basis, cited_by_count, link_state, haystack)
VALUES (2, '1123456789abcdef', 'bbcdefghij', 'https://arxiv.org/abs/2203.02155',
  'https://arxiv.org/abs/2203.02155', 0, '2026-01-01T00:00:00+00:00', 't', 't', '', 'none', 0,
  'unchecked', '');
"""


def _schema(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        return found + connection.execute("SELECT version_num FROM alembic_version").fetchall()


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations that a test may add to."""
    copy = tmp_path / "migrations"
    shutil.copytree(Path(migrate.__file__).parent / "migrations", copy)
    monkeypatch.setattr(migrate, "_SCRIPTS", copy)
    return copy


def test_the_constants_are_the_scripts() -> None:
    script = ScriptDirectory.from_config(migrate.configuration())
    assert tuple(reversed([one.revision for one in script.walk_revisions()])) == store.REVISIONS
    assert script.get_current_head() == store.HEAD


def test_the_migrations_make_the_tables(store_folder: Path) -> None:
    with migrate.writing(store_folder / store.DATABASE) as connection:
        context = MigrationContext.configure(connection)
        found = compare_metadata(context, METADATA)
    assert [one for one in found if "fts" not in str(one)] == []


def test_a_migration_that_fails_leaves_the_old_schema(store_folder: Path, scripts: Path) -> None:
    path = store_folder / store.DATABASE
    before = _schema(path)
    (scripts / "versions" / "9999_bad.py").write_text(
        _FAILING.format(head=store.HEAD, end='raise RuntimeError("half way")')
    )
    with pytest.raises(RuntimeError, match="half way"):
        migrate.migrate(path, store.APPLICATION_ID)
    assert _schema(path) == before
    # and the same migration, mended, goes through: nothing of the failed one is in its way
    (scripts / "versions" / "9999_bad.py").write_text(_FAILING.format(head=store.HEAD, end="pass"))
    migrate.migrate(path, store.APPLICATION_ID)
    assert _schema(path)[-1] == ("9999",)


def test_a_migration_that_is_killed_leaves_the_old_schema(
    store_folder: Path, scripts: Path
) -> None:
    path = store_folder / store.DATABASE
    before = _schema(path)
    (scripts / "versions" / "9999_bad.py").write_text(
        _FAILING.format(head=store.HEAD, end="os.kill(os.getpid(), signal.SIGKILL)")
    )
    program = (
        "import sys; from pathlib import Path; from db import migrate; "
        "migrate._SCRIPTS = Path(sys.argv[1]); migrate.migrate(Path(sys.argv[2]), 1)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(scripts), str(path)],
        cwd=os.getcwd(),
        check=False,
        timeout=60,
    )
    assert ended.returncode == -signal.SIGKILL
    assert _schema(path) == before
    store.open_library(store_folder).close()


def test_a_store_of_the_first_schema_is_brought_up_with_all_it_holds(tmp_path: Path) -> None:
    path = tmp_path / store.DATABASE
    migrate.migrate(path, store.APPLICATION_ID, "0001")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_OLD_ROWS)
    assert store.upgrade(tmp_path) == ("0001", store.HEAD)
    library = store.open_library(tmp_path)
    (kept,) = library.snapshots.of("0123456789abcdef")
    assert (kept.id, kept.pruned_at, kept.body.size) == (7, None, 5)
    assert library.snapshots.blobs() == ["0" * 64]
    library.close()


def test_what_sources_share_is_derived_as_the_projection_would(tmp_path: Path) -> None:
    path = tmp_path / store.DATABASE
    migrate.migrate(path, store.APPLICATION_ID, "0011")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_OLD_ROWS + _SHARING)
    store.upgrade(tmp_path)
    library = store.open_library(tmp_path)
    assert [(one.evidence.value, len(one.sources)) for one in library.sources.shared()] == [
        ("https://arxiv.org/abs/2203.02155", 2),
        ("2203.02155", 2),
    ]
    # of what this migration derives, nothing has drifted
    wrong = " ".join(library.upkeep.check())
    assert "moved_to" not in wrong
    assert "identifiers" not in wrong
    library.close()
