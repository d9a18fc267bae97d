"""A snapshot as records of a web archive (WARC 1.1, ISO 28500:2017).

Ids and dates follow from the snapshot alone, so that the same store gives the same bytes.
"""

import re
from http import HTTPStatus
from io import BytesIO
from typing import BinaryIO
from urllib.parse import quote
from uuid import UUID, uuid5

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from citewiki.domain.snapshots import Capture, Snapshot
from citewiki.domain.sources import Source
from citewiki.domain.times import iso

_NAMESPACE = UUID("6f9b2f6e-3c0b-5d0e-9a55-0c5a7f2f1c11")  # of our record ids, and of no others
_STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_URI = "!#$%&'()*+,/:;=?@[]~"  # left as they stand in an address, with letters, digits, "-._"
_BREAKS = re.compile(r"[\x00-\x1f\x7f]+")


class SnapshotWriter:
    """Writes snapshots into one gzipped WARC file, a member a record. The caller closes it."""

    def __init__(self, file: BinaryIO, filename: str, software: str) -> None:
        self._writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
        self._filename = filename
        self._software = software
        self._info_id = ""

    def add(self, source: Source, snapshot: Snapshot, body: bytes) -> None:
        """Its redirects, its body and what citewiki knows of it."""
        if not self._info_id:
            self._info(source, snapshot)
        if snapshot.how is Capture.ATTACHED:
            body_id = self._resource(source, snapshot, body)
        else:
            self._redirects(source, snapshot)
            body_id = self._response(source, snapshot, body)
        self._metadata(source, snapshot, body_id)

    def _info(self, source: Source, snapshot: Snapshot) -> None:
        """The record that begins a file; its date is that of the first capture in the file."""
        self._info_id = _id(source, snapshot, f"warcinfo {self._filename}")
        fields = {
            "software": self._software,
            "format": "WARC File Format 1.1",
            "conformsTo": _STANDARD,
            "description": "the sources that a wiki cites, as fetched or attached",
        }
        headers = {
            "WARC-Record-ID": self._info_id,
            "WARC-Date": iso(snapshot.at),
            "WARC-Filename": self._filename,
        }
        block = _fields(fields)
        record = self._writer.create_warc_record(
            "", "warcinfo", BytesIO(block), len(block), warc_headers_dict=headers
        )
        self._writer.write_record(record)

    def _redirects(self, source: Source, snapshot: Snapshot) -> None:
        url = snapshot.requested_url
        for n, hop in enumerate(snapshot.redirects):
            http = [("Location", _uri(hop.location)), ("Content-Length", "0")]
            headers = self._headers(source, snapshot, f"redirect {n}")
            self._answer(url, hop.status, http, b"", headers)
            url = hop.location

    def _response(self, source: Source, snapshot: Snapshot, body: bytes) -> str:
        """The answer as we keep it: without content and transfer codings, and of its headers
        those that a snapshot knows."""
        http = [("Content-Type", snapshot.media_type), ("Content-Length", str(len(body)))]
        if snapshot.validators.etag:
            http.append(("ETag", snapshot.validators.etag))
        if snapshot.validators.last_modified:
            http.append(("Last-Modified", snapshot.validators.last_modified))
        headers = self._headers(source, snapshot, "response")
        self._answer(snapshot.final_url, snapshot.http_status or 200, http, body, headers)
        return headers["WARC-Record-ID"]

    def _answer(
        self,
        url: str,
        status: int,
        http: list[tuple[str, str]],
        body: bytes,
        headers: dict[str, str],
    ) -> None:
        clean = [(name, _one_line(value)) for name, value in http]
        line = f"{status} {_phrase(status)}".strip()
        record = self._writer.create_warc_record(
            _uri(url),
            "response",
            BytesIO(body),
            len(body),
            warc_headers_dict=headers,
            http_headers=StatusAndHeaders(line, clean, protocol="HTTP/1.1"),
        )
        self._writer.write_record(record)

    def _resource(self, source: Source, snapshot: Snapshot, body: bytes) -> str:
        """A file that a person saved: nobody knows the HTTP answer that it came by."""
        headers = self._headers(source, snapshot, "resource")
        headers["WARC-Date"] = iso(snapshot.original_at or snapshot.at)
        record = self._writer.create_warc_record(
            _uri(snapshot.final_url),
            "resource",
            BytesIO(body),
            len(body),
            warc_content_type=_one_line(snapshot.media_type),
            warc_headers_dict=headers,
        )
        self._writer.write_record(record)
        return headers["WARC-Record-ID"]

    def _metadata(self, source: Source, snapshot: Snapshot, body_id: str) -> None:
        fields = {
            "citewiki-source-id": source.id,
            "citewiki-stable-id": source.stable_id,
            "citewiki-source-url": source.url,
            "citewiki-title": source.title,
            "citewiki-version": str(snapshot.id),
            "citewiki-capture": snapshot.how.value,
            "citewiki-captured-at": iso(snapshot.at),
            "citewiki-original-at": iso(snapshot.original_at) if snapshot.original_at else "",
            "citewiki-note": snapshot.note or "",
            "citewiki-read": snapshot.read.value,
            "citewiki-body-sha256": snapshot.body.sha256,
        }
        headers = self._headers(source, snapshot, "metadata")
        headers["WARC-Refers-To"] = body_id
        block = _fields(fields)
        record = self._writer.create_warc_record(
            _uri(snapshot.final_url),
            "metadata",
            BytesIO(block),
            len(block),
            warc_headers_dict=headers,
        )
        self._writer.write_record(record)

    def _headers(self, source: Source, snapshot: Snapshot, part: str) -> dict[str, str]:
        return {
            "WARC-Record-ID": _id(source, snapshot, part),
            "WARC-Date": iso(snapshot.at),
            "WARC-Warcinfo-ID": self._info_id,
        }


def _id(source: Source, snapshot: Snapshot, part: str) -> str:
    return f"<{uuid5(_NAMESPACE, f'{source.stable_id} {snapshot.id} {part}').urn}>"


def _fields(fields: dict[str, str]) -> bytes:
    """application/warc-fields; a field without a value is left out."""
    lines = (f"{name}: {_one_line(value)}\r\n" for name, value in fields.items() if value)
    return "".join(lines).encode("utf-8", "replace")


def _one_line(text: str) -> str:
    """No line break of somebody else's may begin a header of ours."""
    return _BREAKS.sub(" ", text).strip()


def _uri(url: str) -> str:
    return quote(url, safe=_URI, errors="replace")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
