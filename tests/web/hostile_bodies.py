"""Bodies that are packed, cut, endless or none."""

import gzip
from collections.abc import Iterator

from citewiki.domain.outcomes import Outcome
from tests.web.behaviours import HEAD, HTML, drip, flood, hang, packed_zeros, with_length
from tests.web.cases import PAGE, Behaviour, Case

GZIPPED = gzip.compress(HTML * 100)
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
GZIP = b"Content-Encoding: gzip"
DEFLATE = b"Content-Encoding: deflate"
COSTLY_S = 0.1
"""Between bursts that cost the client much more than the server: still more than it needs."""

# A gzip head that says that a file's name follows (RFC 1952): it ends with the first NUL.
_NAMED = b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xff"
# Raw deflate (RFC 1951): a stored block of no bytes, not the last one.
_NOTHING_STORED = b"\x00\x00\x00\xff\xff"


def _case(name: str, behaviour: Behaviour, *outcomes: Outcome) -> Case:
    return Case(name, frozenset(outcomes), {PAGE: behaviour})


def bombs() -> Iterator[Case]:
    """Little on the wire, much in memory."""
    gigabyte = packed_zeros(64) * 16  # gzip members, one after the other
    yield _case("gzip bomb of a GiB", with_length(gigabyte, GZIP), Outcome.TOO_LARGE)
    yield _case("gzip bomb", with_length(packed_zeros(100), GZIP), Outcome.TOO_LARGE)
    yield _case("deflate bomb", with_length(packed_zeros(100, 15), DEFLATE), Outcome.TOO_LARGE)
    yield _case("raw deflate bomb", with_length(packed_zeros(100, -15), DEFLATE), Outcome.TOO_LARGE)
    twice = gzip.compress(packed_zeros(100))
    yield _case("gzip twice", with_length(twice, GZIP + b", gzip"), Outcome.ENCODING_REFUSED)
    yield _case(
        "gzip twice in two headers", with_length(GZIPPED, GZIP, GZIP), Outcome.ENCODING_REFUSED
    )
    yield _case(
        "a coding of ten layers",
        with_length(GZIPPED, b"Content-Encoding: " + b", ".join([b"gzip"] * 10)),
        Outcome.ENCODING_REFUSED,
    )
    yield _case(
        "5,000 gzip members",
        with_length(gzip.compress(b"") * 5_000, GZIP),
        Outcome.ENCODING_REFUSED,
    )
    head = HEAD + GZIP + b"\r\n\r\n"
    yield _case(
        "gzip with an endless file name",
        flood(head + _NAMED, b"x" * 65_536),
        Outcome.TOO_LARGE,
        Outcome.TIMEOUT,
    )
    head = HEAD + DEFLATE + b"\r\n\r\n"
    yield _case(
        "deflate of endless nothing",
        flood(head, _NOTHING_STORED * 10_000),
        Outcome.TOO_LARGE,
        Outcome.TIMEOUT,
    )


def codings() -> Iterator[Case]:
    """Codings that were not asked for, and data that are not what the header says."""
    refused = Outcome.ENCODING_REFUSED
    yield _case("brotli", with_length(b"\x0b\x02\x80HTML\x03", b"Content-Encoding: br"), refused)
    yield _case("zstd", with_length(b"\x28\xb5\x2f\xfd\x00", b"Content-Encoding: zstd"), refused)
    yield _case("compress", with_length(b"\x1f\x9d\x90", b"Content-Encoding: compress"), refused)
    made_up = with_length(HTML, b"Content-Encoding: \x1b]52;c;eA==\x07")
    yield _case("a coding that is an escape sequence", made_up, refused, Outcome.PROTOCOL_ERROR)
    yield _case("gzip cut short", with_length(GZIPPED[:-20], GZIP), Outcome.TRUNCATED)
    damaged = GZIPPED[:20] + b"\xff" * 40
    yield _case("gzip damaged", with_length(damaged, GZIP), refused, Outcome.TRUNCATED)
    checksum = GZIPPED[:-8] + b"\x00" * 8
    yield _case("gzip with a false checksum", with_length(checksum, GZIP), refused)
    yield _case("gzip only in the header", with_length(HTML, GZIP), refused)
    yield _case("deflate only in the header", with_length(b"\xff" * 99, DEFLATE), refused)


def nothing() -> Iterator[Case]:
    """Good statuses without a page."""
    yield _case("gzip of nothing", with_length(gzip.compress(b""), GZIP), Outcome.EMPTY)
    yield _case("empty", with_length(b""), Outcome.EMPTY)
    yield _case("blank", with_length(b" \r\n\t" * 100), Outcome.EMPTY)
    yield _case("no content", b"HTTP/1.1 204 No Content\r\n\r\n", Outcome.EMPTY)
    yield _case("reset content", b"HTTP/1.1 205 Reset\r\nContent-Length: 0\r\n\r\n", Outcome.EMPTY)


def slow_and_endless() -> Iterator[Case]:
    """Only a deadline over all, or a count of the bytes, ends these: which of them does is a
    matter of the machine's speed."""
    timeout, large = Outcome.TIMEOUT, Outcome.TOO_LARGE
    yield _case("body in drips", drip(HEAD + b"Content-Length: 99999\r\n\r\n", b"x", 0.02), timeout)
    packed = HEAD + GZIP + b"\r\n\r\n" + GZIPPED[:10]
    yield _case(
        "packed body in drips", drip(packed, b"\x00", 0.02), timeout, Outcome.ENCODING_REFUSED
    )
    yield _case("chunks in drips", drip(CHUNKED, b"1\r\nx\r\n", 0.02), timeout)
    yield _case("silent after the head", hang(HEAD + b"Content-Length: 10\r\n\r\n"), timeout)
    yield _case(
        "endless chunks", flood(CHUNKED, b"10000\r\n" + b"x" * 65_536 + b"\r\n"), large, timeout
    )
    yield _case(
        "endless tiny chunks", flood(CHUNKED, b"1\r\nx\r\n" * 200, COSTLY_S), timeout, large
    )
    yield _case("endless body", flood(HEAD + b"\r\n", b"x" * 65_536), large, timeout)
    yield _case("endless blanks", flood(HEAD + b"\r\n", b" " * 65_536), large, timeout)
    yield _case(
        "endless trailers",
        flood(CHUNKED + b"0\r\n", b"X-Trailer: " + b"x" * 990 + b"\r\n"),
        Outcome.PROTOCOL_ERROR,
        timeout,
    )
    pdf = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\n"
    yield _case("endless PDF", flood(pdf, b"x" * 65_536), large, timeout)


def cases() -> Iterator[Case]:
    """All of them."""
    yield from bombs()
    yield from codings()
    yield from nothing()
    yield from slow_and_endless()
