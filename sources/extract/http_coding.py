"""Taking the content coding off an archived body, never holding more than was asked for."""

import zlib

import zstandard

from citewiki.domain import media

_GZIP_MARK = b"\x1f\x8b"


class Undecodable(Exception):
    """The body cannot be had; the message is a clause for the editor."""


def decode(data: bytes, coding: str, limit: int) -> bytes:
    """The body without its coding ("gzip", "deflate", "zstd"; "" for none).

    Many archivers unpack a body and keep its header: what does not look packed is taken as it
    is. Raises Undecodable for damage, for more than `limit` bytes, and for other codings.
    """
    name = coding.strip().lower()
    try:
        if name in ("", "identity"):
            out = data
        elif name in ("gzip", "x-gzip"):
            out = _inflated(data, 31, limit) if data.startswith(_GZIP_MARK) else data
        elif name == "deflate":
            out = _deflated(data, limit)
        elif name == "zstd":
            out = _unzstd(data, limit) if data.startswith(zstandard.FRAME_HEADER) else data
        elif media.sniff(data, None, None) != media.BINARY:
            out = data
        else:
            raise Undecodable(f"is packed by {name[:40]}, which is not read")
    except (zlib.error, zstandard.ZstdError) as error:
        raise Undecodable(f"is no whole {name} data") from error
    if len(out) > limit:
        raise Undecodable(f"is over {limit // 1_000_000} MB unpacked")
    return out


def _inflated(data: bytes, bits: int, limit: int) -> bytes:
    """All gzip members; at most `limit` + 1 bytes. Raises zlib.error for a body cut short."""
    out = bytearray()
    while len(out) <= limit:
        engine = zlib.decompressobj(bits)
        out += engine.decompress(data, limit + 1 - len(out))
        if len(out) > limit:
            break
        if not engine.eof:
            raise zlib.error("cut short")
        data = engine.unused_data
        if not data.startswith(_GZIP_MARK):  # browsers pass over what follows the last member
            break
    return bytes(out)


def _deflated(data: bytes, limit: int) -> bytes:
    """With zlib's head, as RFC 9110 has it, or without, as some servers send it."""
    try:
        return _inflated(data, 15, limit)
    except zlib.error:
        if media.sniff(data, None, None) != media.BINARY:
            return data
        return _inflated(data, -15, limit)


def _unzstd(data: bytes, limit: int) -> bytes:
    window = 1 << 23  # RFC 9659 allows no more on the web
    with zstandard.ZstdDecompressor(max_window_size=window).stream_reader(
        data, read_across_frames=True
    ) as reader:
        return reader.read(limit + 1)
