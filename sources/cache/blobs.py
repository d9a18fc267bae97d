"""A folder of immutable bodies, each a zstd file named by the sha256 of its plain bytes.

zstandard is loaded with the first body: most commands, and the terminal's first frame, read none.
"""

import errno
import fcntl
import hashlib
import os
import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from citewiki.domain.bodies import BlobRef
from citewiki.domain.errors import StoreDamaged, StoreUnwritable

MAX_BYTES = 200_000_000
"""The largest body, in plain bytes, that is kept or unpacked."""

_STALE_S = 3600
_SPARED_S = 3600  # a body asked for within the hour may be about to get a row; see `remove`
_NAME = re.compile(r"[0-9a-f]{64}")
_TMP = re.compile(r"\.tmp-(\d+)-[0-9a-f]+")
_CAUSES = {
    errno.ENOSPC: "the disk is full; free some space and do it again",
    errno.EDQUOT: "the disk quota is used up; free some space and do it again",
    errno.EROFS: "the file system is read-only; remount it or choose another store",
    errno.EACCES: "permission denied; check who owns the folder",
    errno.EPERM: "permission denied; check who owns the folder",
}


class BlobStore:
    """Bodies under `folder`, as `ab/cdef….zst`; files that do not verify go to `quarantine/`.

    A file appears whole or not at all (written beside, synced, renamed, folder synced), and
    is never written over. Safe to use from several threads and processes.
    """

    def __init__(
        self, folder: Path, *, open_file: Callable[[str, int, int], int] = os.open
    ) -> None:
        self._folder = folder
        self._open = open_file  # the seam by which tests play a full or read-only disk

    def put(self, content: bytes) -> BlobRef:
        """Keep these bytes; durable on return. Raises StoreUnwritable."""
        if len(content) > MAX_BYTES:
            raise StoreUnwritable(
                f"A body of {len(content):,} bytes is over the {MAX_BYTES:,} that are kept; "
                "it was left out."
            )
        from sources.cache.packing import pack

        ref = BlobRef(hashlib.sha256(content).hexdigest(), len(content))
        path = self._path(ref.sha256)
        try:
            if path.exists():
                if self._problem(ref.sha256) is None:
                    if self._touch(path):
                        return ref
                elif path.exists():
                    self._quarantine(path)
            self._write(path, pack(content))
        except OSError as error:
            raise self._unwritable(error) from error
        return ref

    def get(self, sha256: str) -> bytes:
        """The bytes, verified. Raises StoreDamaged; a bad file is moved to quarantine."""
        content, problem = self._read(sha256)
        if problem is None:
            return content
        path = self._path(sha256)
        moved = ""
        if path.exists():
            try:
                self._quarantine(path)
                moved = " and was moved to quarantine/"
            except OSError:
                moved = " (and could not be moved to quarantine/)"
        raise StoreDamaged(
            f"Body {sha256[:12]}… {problem}{moved}; fetch the source again or restore "
            f"{path} from a backup."
        )

    def has(self, sha256: str) -> bool:
        """Whether there is a file for it; `get` and `verify` say whether it is sound."""
        # asked of every source of a refresh: without a Path in a third of the time
        return _NAME.fullmatch(sha256) is not None and os.path.isfile(self._file(sha256))

    def verify(self, expected: Iterable[str]) -> list[str]:
        """One sentence for each expected body that is missing or unsound; moves nothing."""
        found = []
        for sha256 in expected:
            problem = self._problem(sha256)
            if problem is not None:
                found.append(f"Body {sha256[:12]}… {problem}.")
        return found

    def stored_size(self, sha256: str) -> int:
        """The bytes that it takes on the disk; 0 where it is not there."""
        try:
            return self._path(sha256).stat().st_size
        except FileNotFoundError:
            return 0

    def remove(self, sha256: str) -> int:
        """Give up a body that no row needs; the bytes that this frees on the disk.

        0, and it stays, where it was put within the last hour: whoever put it may be about to
        write the row that needs it.
        """
        path = self._path(sha256)
        try:
            with self._locked(fcntl.LOCK_EX):  # no `put` may count on it while we look
                found = path.stat()
                if time.time() - found.st_mtime < _SPARED_S:
                    return 0
                path.unlink()
        except FileNotFoundError:
            return 0  # it is gone already
        except OSError as error:
            raise self._unwritable(error) from error
        return found.st_size

    def sweep(self) -> int:
        """Remove temporary files of dead processes, and any older than an hour; how many."""
        removed = 0
        for path in self._folder.glob("[0-9a-f][0-9a-f]/.tmp-*"):
            try:
                if self._left_behind(path):
                    path.unlink()
                    removed += 1
            except FileNotFoundError:
                continue  # its writer, or another sweep, was quicker
            except OSError as error:
                raise self._unwritable(error) from error
        return removed

    def _path(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise StoreDamaged(
                f"{sha256[:80]!r} is not the name of a body; `citewiki doctor` checks the store."
            )
        return Path(self._file(sha256))

    def _file(self, sha256: str) -> str:
        return os.path.join(self._folder, sha256[:2], f"{sha256[2:]}.zst")

    def _problem(self, sha256: str) -> str | None:
        if not _NAME.fullmatch(sha256):
            return "is not the name of a body"
        return self._read(sha256)[1]

    def _read(self, sha256: str) -> tuple[bytes, str | None]:
        """(bytes, None), or (b"", what is wrong)."""
        from sources.cache.packing import unpack

        path = self._path(sha256)
        try:
            with path.open("rb") as file:
                packed = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            return b"", "is missing"
        except OSError as error:
            return b"", f"cannot be read ({os.strerror(error.errno or errno.EIO)})"
        try:
            content = unpack(packed, MAX_BYTES)
        except ValueError as error:
            return b"", f"does not unpack ({str(error)[:80]})"
        if hashlib.sha256(content).hexdigest() != sha256:
            return b"", "does not match its checksum"
        return content, None

    def _write(self, path: Path, packed: bytes) -> None:
        new_folder = not path.parent.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        if new_folder:
            _sync_folder(self._folder)
        tmp = path.parent / f".tmp-{os.getpid()}-{secrets.token_hex(8)}"
        descriptor = self._open(str(tmp), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(packed)
                file.flush()
                os.fsync(file.fileno())
            tmp.rename(path)
        except OSError:
            tmp.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)

    def _touch(self, path: Path) -> bool:
        """Mark a body as in use, so that `remove` spares it; False where that cannot be done:
        it has just gone, or is another user's."""
        with self._locked(fcntl.LOCK_SH):
            try:
                os.utime(path)
            except (FileNotFoundError, PermissionError):
                return False
        return True

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        handle = os.open(self._folder / ".lock", os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(handle, how)
            yield
        finally:
            os.close(handle)

    def _quarantine(self, path: Path) -> None:
        folder = self._folder / "quarantine"
        folder.mkdir(exist_ok=True)
        # A random tail: a second bad file of the same name must not push out the first.
        path.rename(folder / f"{path.parent.name}{path.stem}-{secrets.token_hex(4)}.zst")
        _sync_folder(path.parent)
        _sync_folder(folder)

    def _left_behind(self, path: Path) -> bool:
        if time.time() - path.stat().st_mtime > _STALE_S:
            return True
        name = _TMP.fullmatch(path.name)
        return name is not None and not _alive(int(name[1]))

    def _unwritable(self, error: OSError) -> StoreUnwritable:
        cause = _CAUSES.get(error.errno or 0, os.strerror(error.errno or errno.EIO))
        return StoreUnwritable(f"Cannot write to {self._folder}: {cause}.")


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
