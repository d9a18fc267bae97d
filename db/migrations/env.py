"""Alembic's environment: the connection, already in its transaction, is handed in (migrate.py)."""

from alembic import context

from db.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,  # true of SQLite where the driver does not commit behind our back
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
