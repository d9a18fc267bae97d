"""Running the migrations: in one transaction, so that a failed one leaves the old schema.

What SQLAlchemy is for in this program: Alembic speaks to the database by way of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy
from alembic import command
from alembic.config import Config

from db.connection import connect, explain

_SCRIPTS = Path(__file__).parent / "migrations"


def configuration() -> Config:
    """Alembic's configuration, in code: an installed wheel has no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def migrate(path: Path, application_id: int, target: str = "head") -> None:
    """Bring the database at `path` (made where it is missing) to a revision."""
    with writing(path) as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, target)
        connection.exec_driver_sql(f"PRAGMA application_id={application_id}")


@contextmanager
def writing(path: Path) -> Iterator[sqlalchemy.Connection]:
    """One transaction over one of our connections, as SQLAlchemy has it."""
    engine = sqlalchemy.create_engine(
        "sqlite://", creator=lambda: connect(path), poolclass=sqlalchemy.NullPool
    )
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # the driver itself begins nothing
            yield connection
    except sqlalchemy.exc.DBAPIError as error:
        raise explain(error.orig or error, path) from error
