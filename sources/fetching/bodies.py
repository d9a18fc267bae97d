"""Reading a body up to its limit."""

import httpx

from citewiki.domain import media
from citewiki.domain.outcomes import Outcome
from sources.fetching.decoding import decoder
from sources.fetching.faults import Fault
from sources.fetching.settings import FetchSettings

LOOK = 4_096
"""Bytes by which the kind of document, and so its limit, is judged."""

WIRE_SLACK = 65_536
"""What packing may add to data that cannot be packed."""


def content_length(headers: httpx.Headers) -> int | None:
    """The declared length in bytes, where it is a number and holds for the body."""
    value = headers.get("content-length", "")
    if "transfer-encoding" in headers or not (value.isascii() and value.isdigit()):
        return None
    return int(value[:18])


class PageReader:
    """Reads a whole page: at most `max_pdf_bytes` of a PDF, `max_html_bytes` of anything else."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings

    async def __call__(self, response: httpx.Response) -> bytes:
        """Raises Fault for a body that is empty, too large, broken off or oddly packed."""
        headers = response.headers
        declared = content_length(headers)
        most = max(self._settings.max_html_bytes, self._settings.max_pdf_bytes)
        if declared is not None and declared > most:
            raise Fault(Outcome.TOO_LARGE, f"the site announces {declared} bytes")
        unpack = decoder(headers.get_list("content-encoding", split_commas=True))
        body = bytearray()
        wire = 0
        limit: int | None = None
        async for chunk in response.aiter_raw():
            wire += len(chunk)
            data = chunk
            while True:
                until = LOOK if limit is None else limit + 1
                body += unpack.feed(data, until - len(body))
                data = b""
                if limit is None and len(body) >= LOOK:
                    limit = self._limit(body, headers)
                    if declared is not None and declared > limit + WIRE_SLACK:
                        raise Fault(Outcome.TOO_LARGE, f"the site announces {declared} bytes")
                if limit is not None and len(body) > limit:
                    raise Fault(Outcome.TOO_LARGE, f"more than {limit} bytes")
                if not unpack.held_back:
                    break
            if wire > (most if limit is None else limit) + WIRE_SLACK:
                raise Fault(Outcome.TOO_LARGE, f"more than {wire} bytes as sent")
        if len(body) > self._limit(body, headers):
            raise Fault(Outcome.TOO_LARGE, f"more than {self._limit(body, headers)} bytes")
        if wire and not unpack.whole:
            raise Fault(Outcome.TRUNCATED, f"the packed body broke off after {wire} bytes")
        if not body or body.isspace():
            raise Fault(Outcome.EMPTY, f"a body of {len(body)} bytes without a character")
        return bytes(body)

    def _limit(self, start: bytes | bytearray, headers: httpx.Headers) -> int:
        kind = media.sniff(bytes(start[:LOOK]), headers.get("content-type"), None)
        if kind == media.PDF:
            return self._settings.max_pdf_bytes
        return self._settings.max_html_bytes


async def read_start(response: httpx.Response, most: int) -> bytes:
    """The first `most` unpacked bytes of a body, and then no more is read of it.

    Raises Fault (ENCODING_REFUSED, TRUNCATED) like a whole page.
    """
    unpack = decoder(response.headers.get_list("content-encoding", split_commas=True))
    body = bytearray()
    wire = 0
    async for chunk in response.aiter_raw():
        wire += len(chunk)
        body += unpack.feed(chunk, most - len(body))
        if len(body) >= most or wire > most + WIRE_SLACK:
            return bytes(body)
    if wire and not unpack.whole:
        raise Fault(Outcome.TRUNCATED, f"the packed body broke off after {wire} bytes")
    return bytes(body)
