"""What sources share, found by indexes: identifiers, the address they moved to, texts. What is due
is counted in an index as well."""

import sqlalchemy as sa
from alembic import op

from citewiki.domain.identifiers import identifiers
from citewiki.domain.urls import canonicalize
from db.cells import dump

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

GOOD = "('ok', 'not_modified')"


def upgrade() -> None:
    op.add_column("source", sa.Column("identifiers", sa.String(), nullable=True))
    op.add_column("source", sa.Column("moved_to", sa.String(), nullable=True))
    connection = op.get_bind()
    _fill_identifiers(connection)
    _fill_moved(connection)
    for column in ("identifiers", "moved_to"):
        some = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"source_by_{column}", "source", [column], sqlite_where=some)
    op.create_index("snapshot_by_text", "snapshot", ["text_sha256", "source_key"])
    op.drop_index("ix_source_next_check_at", table_name="source")
    op.create_index("source_by_next_check", "source", ["next_check_at", "truncated"])


def _fill_identifiers(connection: sa.Connection) -> None:
    told: dict[int, list[tuple[str | None, str | None]]] = {}
    for key, doi, arxiv_id in connection.exec_driver_sql(
        "SELECT source_key, record ->> '$.doi', record ->> '$.arxiv_id' FROM identification "
        "WHERE record IS NOT NULL"
    ):
        told.setdefault(key, []).append((doi, arxiv_id))
    found = [
        (dump(known), key)
        for key, url in connection.exec_driver_sql("SELECT key, url FROM source")
        if (known := identifiers(url, told.get(key, ())))
    ]
    if found:
        connection.exec_driver_sql("UPDATE source SET identifiers = ? WHERE key = ?", found)


def _fill_moved(connection: sa.Connection) -> None:
    found = [
        (canonicalize(final) or final, key)
        for key, final in connection.exec_driver_sql(
            "SELECT s.key, a.final_url FROM source s JOIN attempt a ON a.id = (SELECT MAX(id) "
            f"FROM attempt WHERE source_key = s.key AND NOT void AND outcome IN {GOOD}) "  # noqa: S608
            "WHERE s.link_state = 'moved'"
        )
    ]
    if found:
        connection.exec_driver_sql("UPDATE source SET moved_to = ? WHERE key = ?", found)
