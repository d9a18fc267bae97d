"""Servers that break the rules of HTTP, or say nothing."""

from collections.abc import Iterator

from citewiki.domain.outcomes import Outcome
from tests.web.behaviours import HEAD, HTML, drip, flood, hang, slam
from tests.web.cases import PAGE, Behaviour, Case
from tests.web.hostile_bodies import CHUNKED, COSTLY_S, GZIPPED

BROKEN = Outcome.PROTOCOL_ERROR
SILENT = Outcome.CONNECT_FAILED
LENGTH = b"Content-Length: %d\r\n\r\n" % len(HTML)


def _case(name: str, behaviour: Behaviour, *outcomes: Outcome) -> Case:
    return Case(name, frozenset(outcomes or (BROKEN,)), {PAGE: behaviour})


def heads() -> Iterator[Case]:
    """The head never ends, or is none."""
    timeout = Outcome.TIMEOUT
    yield _case("silent", hang(), timeout)
    yield _case("headers in drips", drip(b"HTTP/1.1 200 OK\r\nX-Drip: ", b"x", 0.02), timeout)
    yield _case("status line in drips", drip(b"HTTP/1.1 200 ", b"O", 0.02), timeout)
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" * 50
    yield _case("endless early hints", flood(b"", hints, COSTLY_S), timeout)
    yield _case("endless 100", flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 50, COSTLY_S), timeout)
    yield _case("endless headers", flood(b"HTTP/1.1 200 OK\r\n", b"X: " + b"x" * 990 + b"\r\n"))
    yield _case("one endless header", flood(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 65_536))
    yield _case("endless status line", flood(b"HTTP/1.1 200 ", b"O" * 65_536))
    yield _case("a header of 10 MB", HEAD + b"X: " + b"x" * 10_000_000 + b"\r\n\r\n" + HTML)
    yield _case("100,000 headers", HEAD + b"X: y\r\n" * 100_000 + LENGTH + HTML)
    yield _case("hangs up at once", b"", SILENT)
    yield _case("hangs up in the head", b"HTTP/1.1 200 OK\r\nContent-Ty", SILENT, BROKEN)
    yield _case("resets", slam, SILENT)


def lines() -> Iterator[Case]:
    """Heads that are not HTTP's."""
    yield _case("no status line", b"hello there\r\n\r\n")
    yield _case("status of four digits", b"HTTP/1.1 2000 OK\r\n\r\n" + HTML)
    yield _case("status of letters", b"HTTP/1.1 OK 200\r\n\r\n" + HTML)
    yield _case("another protocol", b"SSH-2.0-OpenSSH_9.6\r\n", SILENT, BROKEN)
    yield _case("HTTP/0.9", HTML, SILENT, BROKEN)
    yield _case(
        "HTTP/2 unasked", b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + b"\x00" * 18 + b"\r\n" * 2
    )
    yield _case("TLS unasked", b"\x15\x03\x01\x00\x02\x02\x16\r\n\r\n", SILENT, BROKEN)
    yield _case("nul in a header", HEAD + b"X-Nul: a\x00b\r\n" + LENGTH + HTML)
    yield _case("a header without a name", HEAD + b": x\r\n" + LENGTH + HTML)
    yield _case("a header without a colon", HEAD + b"nothing of the kind\r\n" + LENGTH + HTML)
    yield _case("a space before the colon", HEAD + b"X-Space : x\r\n" + LENGTH + HTML)
    switching = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"
    yield _case("switching protocols", switching + HTML)


def framing() -> Iterator[Case]:
    """Where the body ends is unclear, or a lie."""
    length = HEAD + b"Content-Length: "
    yield _case("length of a petabyte", hang(length + b"1" + b"0" * 15 + b"\r\n\r\n"),
                Outcome.TOO_LARGE)  # fmt: skip
    yield _case("length of 30 digits", hang(length + b"9" * 30 + b"\r\n\r\n"),
                Outcome.TOO_LARGE, BROKEN)  # fmt: skip
    yield _case("length that is too long", length + b"5000\r\n\r\n" + HTML, Outcome.TRUNCATED)
    yield _case("two lengths", length + b"5\r\nContent-Length: 6\r\n\r\n" + HTML)
    yield _case("negative length", length + b"-1\r\n\r\n" + HTML)
    yield _case("length in hex", length + b"0x3a\r\n\r\n" + HTML)
    yield _case("length of a superscript two", length + b"\xb2\r\n\r\n" + HTML)
    yield _case("chunk cut short", CHUNKED + b"ff\r\nabc", Outcome.TRUNCATED)
    yield _case("chunks without a last one", CHUNKED + b"3\r\nabc\r\n", Outcome.TRUNCATED)
    yield _case("chunk size that is none", CHUNKED + b"zz\r\nabc\r\n0\r\n\r\n")
    yield _case("negative chunk size", CHUNKED + b"-3\r\nabc\r\n0\r\n\r\n")
    yield _case("chunk of 2^72 bytes", CHUNKED + b"f" * 18 + b"\r\nabc", BROKEN, Outcome.TRUNCATED)
    yield _case("chunk size of 200 digits", CHUNKED + b"1" * 200 + b"\r\nabc\r\n0\r\n\r\n")
    yield _case("chunk longer than it says", CHUNKED + b"3\r\nabcdef\r\n0\r\n\r\n")
    yield _case("unknown transfer coding", HEAD + b"Transfer-Encoding: gzip\r\n\r\n" + GZIPPED)
    twice = HEAD + b"Transfer-Encoding: chunked, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    yield _case("chunked twice", twice)


def cases() -> Iterator[Case]:
    """All of them."""
    yield from heads()
    yield from lines()
    yield from framing()
