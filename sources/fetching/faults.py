"""A fetch that went wrong, as a value with an outcome; and which outcome an exception means."""

import ssl
import zlib

import httpx

from citewiki.domain.display import harmless
from citewiki.domain.outcomes import Outcome

MAX_DETAIL = 300
"""Characters of a detail; what a site says of itself may be longer."""


def line(text: str) -> str:
    """One harmless line of at most MAX_DETAIL characters."""
    return harmless(text[: 2 * MAX_DETAIL]).strip()[:MAX_DETAIL]


class Fault(Exception):
    """The end of a fetch without a body. Never leaves this package."""

    def __init__(
        self,
        outcome: Outcome,
        detail: str,
        *,
        status: int | None = None,
        retry_after_s: int | None = None,
    ) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = line(detail)
        self.status = status
        self.retry_after_s = retry_after_s


EXPECTED = (
    TimeoutError,
    OSError,
    ssl.SSLError,
    zlib.error,
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    UnicodeError,
)
"""What the network and its libraries are known to raise, and `fault_of` to judge."""


def fault_of(error: Exception, *, in_body: bool) -> Fault:
    """The fault that an exception stands for; `in_body` tells whether the head had been read."""
    if isinstance(error, Fault):
        return error
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Fault(_outcome(error, in_body), said)


def _outcome(error: Exception, in_body: bool) -> Outcome:
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return Outcome.TIMEOUT
    if _comes_from_tls(error):
        return Outcome.TRUNCATED if in_body else Outcome.TLS_FAILED
    if isinstance(error, httpx.UnsupportedProtocol | httpx.InvalidURL):
        return Outcome.URL_REFUSED
    if isinstance(error, httpx.RemoteProtocolError):
        # h11 and httpcore have one class for all of these; only the words differ.
        if str(error).startswith("peer closed connection"):
            return Outcome.TRUNCATED
        if str(error).startswith("Server disconnected"):
            return Outcome.CONNECT_FAILED
        return Outcome.PROTOCOL_ERROR
    if isinstance(error, httpx.NetworkError | OSError):
        return Outcome.TRUNCATED if in_body else Outcome.CONNECT_FAILED
    if isinstance(error, zlib.error):
        return Outcome.ENCODING_REFUSED
    return Outcome.PROTOCOL_ERROR


def _comes_from_tls(error: BaseException | None) -> bool:
    for _ in range(8):
        if error is None:
            return False
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
