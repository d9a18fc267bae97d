"""A lock that one process holds at a time and that dies with it."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from citewiki.domain.errors import StoreBusy, StoreUnwritable


class StoreLock:
    """`with StoreLock(folder, "nightly"):` raises StoreBusy where another process holds it."""

    def __init__(self, folder: Path, name: str) -> None:
        self._path = folder / f"{name}.lock"
        self._name = name
        self._handle: int | None = None

    def __enter__(self) -> Self:
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreUnwritable(
                f"cannot write {self._path} ({error.strerror}); check the store's permissions"
            ) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 32).decode("ascii", "replace").strip() or "unknown"
            os.close(handle)
            raise StoreBusy(
                f"another {self._name} run is under way (process {holder}); wait for its end"
            ) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        self._handle = handle
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
