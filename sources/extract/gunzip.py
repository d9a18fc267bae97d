"""Unpacking a gzip file piece by piece, one member at a time."""

import zlib
from typing import Protocol

MARK = b"\x1f\x8b"
_PACKED = 16_384  # bytes taken at a time


class Stream(Protocol):
    """What every reader of the standard library has."""

    def read(self, size: int, /) -> bytes: ...


class Gunzip:
    """A stream of what the members of a gzip file hold, one after the other.

    Unlike gzip.GzipFile a read never goes beyond the member that it is in: a member is given
    whole although the next one is damaged, and its checksum is verified with its last bytes.
    `read` raises zlib.error for damage and EOFError where a member is cut short.
    """

    def __init__(self, packed: Stream) -> None:
        self._packed = packed
        self._engine: zlib._Decompress | None = None
        self._held = b""
        self._full = False  # zlib may hold output back although it has taken all input

    def read(self, size: int, /) -> bytes:
        """At least one byte and at most `size`; b"" at the end."""
        while True:
            data = self._held or (b"" if self._full else self._packed.read(_PACKED))
            if self._engine is None:
                if not data:
                    return b""
                self._engine = zlib.decompressobj(31)
            elif not data and not self._full:
                raise EOFError("a gzip member is cut short")
            out = self._engine.decompress(data, size)
            self._full = len(out) == size
            self._held = self._engine.unconsumed_tail
            if self._engine.eof:
                self._held, self._full = self._engine.unused_data, False
                self._engine = None
            if out:
                return out
