"""Unpacking a body without ever holding more of it than was asked for."""

import zlib

from citewiki.domain.outcomes import Outcome
from sources.fetching.faults import Fault

ACCEPTED = "gzip, deflate"
"""What is asked for: the two codings of which the standard library bounds the output."""

MAX_MEMBERS = 1_000
"""Gzip members of one body; files packed in blocks of 64 kB (bgzip) stay below."""

_GZIP_MARK = b"\x1f\x8b"


class Plain:
    """A body without content coding."""

    whole = True

    def __init__(self) -> None:
        self._held = b""

    @property
    def held_back(self) -> bool:
        """Whether `feed(b"", room)` would give more."""
        return bool(self._held)

    def feed(self, chunk: bytes, room: int) -> bytes:
        """At most `room` (at least 1) bytes; the rest is held back."""
        data = self._held + chunk if self._held else chunk
        self._held = data[room:]
        return data[:room]


class Inflating:
    """A body packed by gzip (any number of members) or deflate (with or without zlib's head).

    What follows the last gzip member and is none is passed over, as browsers do.
    """

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._engine: zlib._Decompress | None = None
        self._held = b""
        self._full = False  # zlib may hold output back although it has taken all input
        self._members = 0
        self._over = False

    @property
    def whole(self) -> bool:
        """Whether the packed data came to its end."""
        return self._members > 0 and self._engine is None

    @property
    def held_back(self) -> bool:
        """Whether `feed(b"", room)` would give more."""
        return self._engine is not None and (self._full or bool(self._held))

    def feed(self, chunk: bytes, room: int) -> bytes:
        """At most `room` (at least 1) bytes; packed data beyond that is held back.

        Raises Fault (ENCODING_REFUSED) for data that is not what the header says.
        """
        data = self._held + chunk if self._held else chunk
        self._held = b""
        out = bytearray()
        while (data or self._full) and not self._over:
            if self._engine is None and not self._start(data):
                break
            if self._engine is None or len(out) >= room:
                self._held = data
                break
            try:
                out += self._engine.decompress(data, room - len(out))
            except zlib.error as error:
                raise Fault(
                    Outcome.ENCODING_REFUSED, f"the body is not {self._coding} data: {error}"
                ) from error
            self._full = len(out) >= room and not self._engine.eof
            if not self._engine.eof:
                self._held = self._engine.unconsumed_tail
                break
            data = self._engine.unused_data
            self._engine = None
            self._members += 1
            self._over = self._coding == "deflate"
        return bytes(out)

    def _start(self, data: bytes) -> bool:
        """Begins a member; False where there is too little of it, or none any more."""
        if len(data) < 2:
            self._held = data
            return False
        if self._coding == "deflate":
            zlib_head = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
            self._engine = zlib.decompressobj(zlib.MAX_WBITS if zlib_head else -zlib.MAX_WBITS)
            return True
        if self._members and data[:2] != _GZIP_MARK:
            self._over = True
            return False
        if self._members >= MAX_MEMBERS:
            raise Fault(Outcome.ENCODING_REFUSED, f"more than {MAX_MEMBERS} gzip members")
        self._engine = zlib.decompressobj(16 + zlib.MAX_WBITS)
        return True


def decoder(codings: list[str]) -> Plain | Inflating:
    """For the items of Content-Encoding, in their order.

    Raises Fault (ENCODING_REFUSED) for more than one, and for any that was not asked for.
    """
    said = [coding.strip().lower() for coding in codings]
    layers = [coding for coding in said if coding not in ("", "identity")]
    if not layers:
        return Plain()
    if len(layers) > 1:
        raise Fault(Outcome.ENCODING_REFUSED, f"packed {len(layers)} times over")
    match layers[0]:
        case "gzip" | "x-gzip":
            return Inflating("gzip")
        case "deflate":
            return Inflating("deflate")
        case other:
            raise Fault(
                Outcome.ENCODING_REFUSED, f"packed as {other[:40]}, which was not asked for"
            )
