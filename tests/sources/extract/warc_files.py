"""WARC records, made small by hand."""

import base64
import gzip
import hashlib

from tests.sources.extract.saved_files import PAGE

URL = "https://example.org/paper"
DATE = "2025-03-04T09:00:00Z"


def http(
    body: bytes = PAGE.encode(), *headers: str, status: str = "200 OK", kind: str = "text/html"
) -> bytes:
    """An HTTP response as it went over the wire."""
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers])
    return head.encode() + b"\r\n\r\n" + body


def record(
    block: bytes,
    url: str = URL,
    *headers: str,
    type_: str = "response",
    date: str = DATE,
    length: int | None = None,
    kind: str = "application/http;msgtype=response",
) -> bytes:
    """One record; `length` makes its Content-Length lie."""
    said = len(block) if length is None else length
    lines = ["WARC/1.1", f"WARC-Type: {type_}", f"WARC-Target-URI: {url}", f"WARC-Date: {date}"]
    lines += ["WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>"]
    lines += [f"Content-Type: {kind}", f"Content-Length: {said}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """A .warc.gz: one gzip member a record."""
    return b"".join(gzip.compress(one, 1) for one in records)


def sha1(content: bytes) -> str:
    """A digest as WARC headers write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(content).digest()).decode()


INFO = record(b"software: x\r\n", type_="warcinfo", kind="application/warc-fields")
