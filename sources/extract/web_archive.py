"""Choosing one page out of a web archive that somebody saved (WARC 1.x, WACZ)."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from warcio.bufferedreaders import ChunkedDataReader  # type: ignore[import-untyped]

from citewiki.domain.urls import canonicalize
from citewiki.domain.web_archives import ArchivedPage
from sources.extract import http_coding
from sources.extract.http_coding import Undecodable
from sources.extract.warc_records import BadArchive, Capture, WarcFile, errors

PAGE_BYTES = 50_000_000
_MAX_HOPS = 5
_SHOWN = 5
_DOCUMENTS = ("text/html", "application/xhtml+xml", "application/pdf")
_NEVER = datetime.min.replace(tzinfo=UTC)


class NotChosen(Exception):
    """No page can be taken out; the message is a clause for the editor, `urls` some of what the
    file holds (`more` is how many beyond these)."""

    def __init__(self, message: str, urls: tuple[str, ...] = (), more: int = 0) -> None:
        super().__init__(message)
        self.urls = urls
        self.more = more


def take(body: bytes, url: str, *, exactly: bool) -> ArchivedPage:
    """The newest good capture of this address, or of where the file says that it redirects to;
    where there is none, and unless it must be `exactly` this one, the only HTML or PDF page.

    Raises NotChosen.
    """
    found: list[Capture] = []
    damage: BadArchive | None = None
    try:
        archive = WarcFile(body)
        found.extend(archive.captures())
    except BadArchive as error:
        damage = error
    # What was read before the damage may hold the page.
    try:
        chosen = _of_url(found, url) or (None if exactly else _only_document(found))
        if chosen is None:
            raise damage or _nothing(found, url)
        return _page(archive, chosen)
    except (BadArchive, Undecodable) as error:
        raise NotChosen(str(error)) from error


def _of_url(found: list[Capture], url: str) -> Capture | None:
    for _ in range(_MAX_HOPS):
        same = [one for one in found if _same(one.url, url)]
        good = [one for one in same if one.status == 200]
        if good:
            return _newest(good)
        onward = [one for one in same if 300 <= one.status < 400 and one.location]
        if not onward:
            return None
        last = _newest(onward)
        try:
            url = urljoin(last.url, last.location)
        except ValueError:
            return None
    return None


def _only_document(found: list[Capture]) -> Capture | None:
    pages = [one for one in found if one.status == 200 and _is_document(one)]
    return _newest(pages) if len({canonicalize(one.url) or one.url for one in pages}) == 1 else None


def _newest(captures: list[Capture]) -> Capture:
    return max(captures, key=lambda one: one.date or _NEVER)


def _is_document(capture: Capture) -> bool:
    return capture.content_type.strip().lower().startswith(_DOCUMENTS)


def _same(one: str, other: str) -> bool:
    canonical = canonicalize(one)
    return one == other or (canonical is not None and canonical == canonicalize(other))


def _nothing(found: list[Capture], url: str) -> NotChosen:
    statuses = {one.status for one in found if _same(one.url, url)}
    if statuses:
        return NotChosen(f"holds the page only as an answer of status {max(statuses)}")
    good = [one for one in found if one.status == 200]
    pages = [one for one in good if _is_document(one)] or good
    urls = tuple(dict.fromkeys(one.url for one in pages))
    return NotChosen("holds no copy of the page", urls[:_SHOWN], max(0, len(urls) - _SHOWN))


def _page(archive: WarcFile, capture: Capture) -> ArchivedPage:
    with errors():
        record = archive.record(capture.at)
        packed = _payload(record)
    coding = ""
    if record.http_headers is not None:
        coding = str(record.http_headers.get_header("Content-Encoding") or "")
    content = http_coding.decode(packed, coding, PAGE_BYTES)
    if not content:
        raise BadArchive("holds the page without a body")
    kind = capture.content_type or None
    return ArchivedPage(content, capture.url, capture.date, kind, tuple(_notes(record)))


def _payload(record: Any) -> bytes:
    """The record's block after its headers, without chunks. The HTTP Content-Length is passed
    over: archivers keep it from before they unpacked the body. The record's own must hold."""
    stream = record.raw_stream
    http = record.http_headers
    reader = stream
    if http is not None and "chunked" in str(http.get_header("Transfer-Encoding") or "").lower():
        reader = ChunkedDataReader(stream)
    data = bytearray()
    while chunk := reader.read(min(1 << 16, PAGE_BYTES + 1 - len(data))):
        data += chunk
        if len(data) > PAGE_BYTES:
            raise BadArchive(f"holds the page with more than {PAGE_BYTES // 1_000_000} MB")
    while stream.read(1 << 16):  # what follows the last chunk: the digests need it
        pass
    if record.length is None or stream.limit > 0:
        raise BadArchive("is cut short in the middle of the page")
    return bytes(data)


def _notes(record: Any) -> list[str]:
    notes = []
    if why := record.rec_headers.get_header("WARC-Truncated"):
        notes.append(f"The archive says that this copy is not whole ({str(why)[:40]}).")
    if record.digest_checker.passed is False:
        notes.append("The copy does not match the checksum that the archive gives.")
    return notes
