"""Running the migrations: in one transaction, so that a failed one leaves the old schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from db.engine import explained, make_engine

_SCRIPTS = Path(__file__).parent / "migrations"


def configuration() -> Config:
    """Alembic's configuration, in code: an installed wheel has no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def migrate(path: Path, application_id: int, target: str = "head") -> None:
    """Bring the database at `path` (made where it is missing) to a revision."""
    engine = make_engine(path)
    try:
        with explained(path), engine.begin() as connection:
            config = configuration()
            config.attributes["connection"] = connection
            command.upgrade(config, target)
            connection.exec_driver_sql(f"PRAGMA application_id={application_id}")
    finally:
        engine.dispose()
