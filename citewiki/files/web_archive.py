"""The folder of a web archive: one WARC file, or several where it grows large."""

from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import BinaryIO, Self

from citewiki.domain.snapshots import Snapshot
from citewiki.domain.sources import Source
from citewiki.files.output_folder import Directory
from citewiki.files.warc_writer import SnapshotWriter

FILE_BYTES = 1_000_000_000
"""A file is closed when it is this long; what the standard recommends (ISO 28500, annex C)."""


class WarcFolder:
    """Implements `citewiki.ports.folders.WebArchive`, between `with` and its end: a file is in
    its place when the next one begins or all is done, and where the block fails the last one is
    not written."""

    def __init__(self, folder: Directory, software: str, file_bytes: int = FILE_BYTES) -> None:
        self._folder = folder
        self._software = software
        self._file_bytes = file_bytes
        self._open = ExitStack()
        self._file: BinaryIO | None = None
        self._writer: SnapshotWriter | None = None
        self._name = ""
        self._files: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._close()
        else:
            self._open.__exit__(kind, error, trace)

    def add(self, source: Source, snapshot: Snapshot, body: bytes) -> None:
        if self._file is not None and self._file.tell() >= self._file_bytes:
            self._close()
        if self._writer is None:
            self._name = _name(len(self._files) + 1)
            self._file = self._open.enter_context(self._folder.replacing(self._name))
            self._writer = SnapshotWriter(self._file, self._name, self._software)
        self._writer.add(source, snapshot, body)

    @property
    def files(self) -> Sequence[str]:
        return self._files

    def _close(self) -> None:
        self._open.close()
        if self._writer is not None:
            self._files.append(self._name)
        self._file = self._writer = None


def _name(number: int) -> str:
    return "citewiki.warc.gz" if number == 1 else f"citewiki-{number:05d}.warc.gz"
