"""A store's database on disk: making it, opening it, and what is said where that cannot be done.

Opening compares the stored revision with constants, so that it needs no Alembic.
"""

import os
from contextlib import closing
from pathlib import Path

from citewiki.domain.errors import (
    StoreForeign,
    StoreMissing,
    StoreNewer,
    StoreOlder,
    StoreUnwritable,
)
from db.connection import connect, explained
from db.library import SqlLibrary

DATABASE = "citewiki.db"
APPLICATION_ID = 0x43495445  # "CITE": marks the file as ours (sqlite.org/pragma, application_id)
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0010", "0011", "0012")
"""Every revision of the schema, oldest first; a test holds this against the migrations."""

HEAD = REVISIONS[-1]


def create(folder: Path) -> None:
    """Make an empty database in this folder. Raises StoreForeign where one is there already."""
    from db.migrate import migrate  # Alembic takes long to import, and only this needs it

    path = folder / DATABASE
    if path.exists():
        raise StoreForeign(f"{path} is there already; choose another folder, or use that store")
    if folder.exists() and not folder.is_dir():
        raise StoreUnwritable(f"{folder} is a file; choose a folder for the store")
    new = folder / f".{DATABASE}.new-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        migrate(new, APPLICATION_ID)
        _sync(new)
        os.link(new, path)  # unlike a rename this never replaces another's
        _sync(folder)
    except FileExistsError:
        raise StoreForeign(f"{path} was just made by another program; use that store") from None
    except OSError as error:
        raise StoreUnwritable(
            f"cannot make a store in {folder} ({error.strerror}); choose one that you may write to"
        ) from error
    finally:
        for left in (new, Path(f"{new}-wal"), Path(f"{new}-shm")):
            if left.exists():
                left.unlink()


def open_library(folder: Path, *, read_only: bool = False) -> SqlLibrary:
    """Open the store in this folder; the caller closes it."""
    path = folder / DATABASE
    found = revision(folder)
    if found != HEAD:
        if found in REVISIONS:
            raise StoreOlder(
                f"{path} was written by an older citewiki (schema {found}, this one has {HEAD}); "
                f"run `citewiki --store {folder} upgrade`"
            )
        raise StoreNewer(
            f"{path} was written by a newer citewiki (schema {found}, this one knows {HEAD}); "
            "install the newer citewiki"
        )
    if not read_only and not (os.access(path, os.W_OK) and os.access(folder, os.W_OK)):
        raise StoreUnwritable(
            f"{path} may not be written by this user; ask for the permission, or use another store"
        )
    return SqlLibrary(path, read_only=read_only)


def upgrade(folder: Path) -> tuple[str, str]:
    """Bring a store up to this program's schema, whole or not at all: (old, new revision)."""
    found = revision(folder)
    if found not in REVISIONS:
        raise StoreNewer(
            f"{folder / DATABASE} was written by a newer citewiki (schema {found}); "
            "install the newer citewiki"
        )
    if found != HEAD:
        from db.migrate import migrate  # see create

        migrate(folder / DATABASE, APPLICATION_ID)
    return found, HEAD


def revision(folder: Path) -> str:
    """The revision of this folder's store. Raises StoreMissing, StoreForeign, StoreDamaged."""
    path = folder / DATABASE
    if not folder.is_dir():
        raise StoreMissing(f"there is no store at {folder}; make one with `citewiki init {folder}`")
    if not path.is_file():
        raise StoreMissing(
            f"there is no store in {folder} (no {DATABASE}); make one with `citewiki init {folder}`"
        )
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise StoreUnwritable(
            f"{path} cannot be read ({error.strerror}); check its permissions"
        ) from error
    if not head.startswith(b"SQLite format 3\0") or head[68:72] != APPLICATION_ID.to_bytes(
        4, "big"
    ):
        raise StoreForeign(f"{path} is not a citewiki store; choose another folder")
    with explained(path), closing(connect(path, read_only=True)) as connection:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise StoreForeign(f"{path} has no schema revision; restore a backup")
    return str(row[0])


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
