"""The captures in a WARC file, or in the WARC files of a WACZ; read through warcio, bounded."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.statusandheaders import (  # type: ignore[import-untyped]
    StatusAndHeadersParserException,
)

from citewiki.domain.times import parse_iso
from sources.extract.gunzip import MARK, Gunzip, Stream
from sources.extract.zip_file import STREAM_ERRORS, BadZip, GuardedZip

MAX_RECORDS = 100_000
TOTAL_BYTES = 1_000_000_000
_MARK = b"WARC/"


class BadArchive(Exception):
    """The file cannot be read on from here; the message is a clause for the editor."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One response or resource record: `at` is its place in the file, `status` 200 for a
    resource (what was kept without its HTTP headers)."""

    at: tuple[str, int]
    url: str
    date: datetime | None
    status: int
    content_type: str
    location: str


class WarcFile:
    """The records of one file, of the type application/warc or application/wacz."""

    def __init__(self, body: bytes) -> None:
        """Raises BadArchive."""
        self._body = body
        self._zip: GuardedZip | None = None
        if body.startswith(b"PK"):
            try:
                self._zip = GuardedZip(body)
            except BadZip as error:
                raise BadArchive(str(error)) from error

    def captures(self) -> Iterator[Capture]:
        """Every capture of a web page, in the file's order. Raises BadArchive where the file is
        damaged or goes on for too long; what was given before stands."""
        for at, record in self._records(verify=False):
            if (found := _capture(at, record)) is not None:
                yield found

    def record(self, at: tuple[str, int]) -> Any:  # warcio has no types
        """The record at this place, for reading; its digests are checked as it is read."""
        for place, record in self._records(verify=True):
            if place == at:
                return record
        raise BadArchive("changed while it was read")

    def _records(self, *, verify: bool) -> Iterator[tuple[tuple[str, int], Any]]:
        seen = 0
        budget = _Budget(TOTAL_BYTES)
        for name in self._members():
            with errors():
                records = ArchiveIterator(self._opened(name, budget), check_digests=verify)
            place = 0
            while True:
                with errors():
                    record = next(records, None)
                if record is None:
                    break
                seen += 1
                if seen > MAX_RECORDS:
                    raise BadArchive(f"holds more than {MAX_RECORDS:,} records")
                yield (name, place), record
                place += 1

    def _members(self) -> list[str]:
        """The names of the WARC files: in a WACZ those of its folder archive/."""
        if self._zip is None:
            return [""]
        names = [name for name in self._zip.names if name.startswith("archive/")]
        found = [name for name in names if name.endswith((".warc", ".warc.gz"))]
        if not found:
            raise BadArchive("holds no WARC file in archive/")
        return found

    def _opened(self, name: str, budget: "_Budget") -> "_Bounded":
        """Unpacked by ourselves: warcio passes over damage, and wants a member for each record."""
        with errors():
            start = self._packed(name).read(len(MARK))
            stream = self._packed(name)
            if start == MARK:
                stream = Gunzip(stream)
        return _Bounded(stream, budget)

    def _packed(self, name: str) -> Stream:
        return io.BytesIO(self._body) if self._zip is None else self._zip.open(name)


class _Budget:
    def __init__(self, room: int) -> None:
        self.room = room


class _Bounded:
    """A stream that ends in BadArchive where it holds no WARC, is cut short, or all that was
    read is more than the budget."""

    def __init__(self, stream: Stream, budget: _Budget) -> None:
        self._stream = stream
        self._budget = budget
        self._begun = False

    def read(self, size: int) -> bytes:
        try:
            data = self._stream.read(size)
        except EOFError as error:  # which warcio would take for the end
            raise BadArchive("is cut short") from error
        if not self._begun and not data.startswith(_MARK):
            raise BadArchive("does not begin with a WARC record")
        self._begun = True
        self._budget.room -= len(data)
        if self._budget.room < 0:
            raise BadArchive(f"holds more than {TOTAL_BYTES // 1_000_000:,} MB")
        return data


@contextmanager
def errors() -> Iterator[None]:
    """Whatever odd input brings up in warcio and in the unpacking becomes a BadArchive."""
    try:
        yield
    except (ArchiveLoadFailed, StatusAndHeadersParserException, *STREAM_ERRORS) as error:
        raise BadArchive("is damaged or cut short") from error
    except BadZip as error:
        raise BadArchive(str(error)) from error
    except (LookupError, TypeError, AttributeError) as error:  # a header that is not there
        raise BadArchive("has a record without its headers") from error


def _capture(at: tuple[str, int], record: Any) -> Capture | None:
    head, http = record.rec_headers, record.http_headers
    url = str(head.get_header("WARC-Target-URI") or "")
    if not url.lower().startswith(("http://", "https://")):
        return None
    if record.rec_type == "response" and http is not None:
        code = str(http.get_statuscode() or "")
        status = int(code) if code.isascii() and code.isdigit() and len(code) == 3 else 0
        kind, location = http.get_header("Content-Type"), http.get_header("Location")
    elif record.rec_type == "resource":
        status, kind, location = 200, record.content_type, None
    else:
        return None
    date = _date(str(head.get_header("WARC-Date") or ""))
    return Capture(at, url[:4000], date, status, str(kind or "")[:200], str(location or "")[:4000])


def _date(text: str) -> datetime | None:
    try:
        return parse_iso(text[:40])
    except (ValueError, OverflowError):
        return None
