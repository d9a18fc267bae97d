"""Alembic's environment: the connection, already in its transaction, is handed in (migrate.py).

The tables (db/tables) are not: a migration says itself what it changes, and SQLModel would double
what making a store has to import. A test compares the two.
"""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,  # true of SQLite where the driver does not commit behind our back
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
