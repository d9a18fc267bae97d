"""Reading a zip file that somebody sent: nothing is written out, and every size is bounded."""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from typing import IO

MAX_ENTRIES = 10_000
MAX_RATIO = 200  # bytes out for one byte in; text packs to a tenth, bombs to a thousandth
TOTAL_BYTES = 500_000_000
_SMALL = 100_000  # entries below this may be packed as tightly as they like
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENTRY = b"PK\x01\x02"
_LEADS_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")


class BadZip(Exception):
    """The file is refused; the message is a clause for the editor ("holds a zip bomb")."""


class GuardedZip:
    """The entries of a zip file, by name.

    Opening raises BadZip for what is no zip, for names that would lead out of a folder, for two
    entries of one name, for too many entries and for sizes out of all proportion.
    """

    def __init__(self, body: bytes) -> None:
        # Counted before the directory is read, which takes seconds for a million entries.
        if body.count(_ENTRY) > 2 * MAX_ENTRIES:  # a zip within the zip has some too
            raise BadZip(f"holds more than {MAX_ENTRIES:,} files")
        try:
            self._file = zipfile.ZipFile(io.BytesIO(body))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise BadZip(f"is no whole zip file ({error})"[:200]) from error
        entries = self._file.infolist()
        if len(entries) > MAX_ENTRIES:
            raise BadZip(f"holds more than {MAX_ENTRIES:,} files")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        total = 0
        for entry in entries:
            if _LEADS_OUT.search(entry.filename) or len(entry.filename) > 1000:
                raise BadZip(f"holds a file by the name of {entry.filename[:100]!r}")
            if entry.filename in self._entries:
                raise BadZip(f"holds {entry.filename[:100]!r} twice")
            total += entry.file_size
            packed = max(entry.compress_size, 1)
            if total > TOTAL_BYTES or (
                entry.file_size > _SMALL and entry.file_size > MAX_RATIO * packed
            ):
                raise BadZip("unpacks to far more than a document holds (a zip bomb?)")
            self._entries[entry.filename] = entry
        if total > MAX_RATIO * len(body):  # entries that share their packed bytes
            raise BadZip("unpacks to far more than a document holds (a zip bomb?)")

    @property
    def names(self) -> Sequence[str]:
        """In the order of the file's directory."""
        return list(self._entries)

    def open(self, name: str) -> IO[bytes]:
        """A stream of one entry's bytes. Raises BadZip; reading may raise what STREAM_ERRORS
        lists, and never gives more than the directory says."""
        entry = self._entries.get(name)
        if entry is None:
            raise BadZip(f"lacks {name[:100]!r}")
        if entry.flag_bits & 1:
            raise BadZip("is encrypted")
        if entry.compress_type not in _METHODS:
            raise BadZip(f"is packed by a method that is not read ({entry.compress_type})")
        try:
            return self._file.open(entry)
        except STREAM_ERRORS as error:
            raise BadZip(f"is damaged at {name[:100]!r}") from error

    def read(self, name: str, limit: int) -> bytes:
        """One entry's bytes. Raises BadZip, also where they are more than `limit`."""
        with self.open(name) as stream:
            try:
                content = stream.read(limit + 1)
            except STREAM_ERRORS as error:
                raise BadZip(f"is damaged at {name[:100]!r}") from error
        if len(content) > limit:
            raise BadZip(f"holds more than {limit:,} bytes at {name[:100]!r}")
        return content


STREAM_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
