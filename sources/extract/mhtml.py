"""MHTML: a page and its parts as one MIME message (RFC 2557); its root part is read as HTML."""

import re
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime
from itertools import islice

from citewiki.domain.extraction import ReadOutcome, SavedFrom
from citewiki.domain.urls import MAX_LENGTH
from sources.extract import web_page
from sources.extract.cleaning import one_line
from sources.extract.reading import Reading

MAX_PARTS = 10_000
_MAX_DEPTH = 10
_MAX_MULTIPARTS = 50  # browsers write one, mail programs three
_MULTIPART = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read(body: bytes, url: str | None) -> Reading:
    """The root part's text and metadata, and where and when the message says it was saved."""
    # Counted before the parse: the standard parser's time grows with parts times depth.
    if body.count(b"\n--") > 4 * MAX_PARTS:  # style sheets have such lines too
        return _unreadable(f"The file has more than {MAX_PARTS:,} parts.")
    if len(list(islice(_MULTIPART.finditer(body), _MAX_MULTIPARTS + 1))) > _MAX_MULTIPARTS:
        return _unreadable("The parts are nested too deep.")
    try:
        message = BytesParser(policy=compat32).parsebytes(body)
        root = _root(message)
        if root is None:
            return Reading(ReadOutcome.NO_TEXT, detail="No part of the file is a page.")
        charset = root.get_param("charset")
        root.del_param("charset")  # the message would decode by any codec of Python's: charset.py
        content = root.get_payload(decode=True)
    except RecursionError:
        return _unreadable("The parts are nested too deep.")
    except (ValueError, LookupError, TypeError, AttributeError) as error:  # odd headers
        return _unreadable(f"The file is damaged ({type(error).__name__}).")
    saved = _saved_from(message, root)
    said = f"text/html; charset={charset}" if isinstance(charset, str) else "text/html"
    page = web_page.read(content if isinstance(content, bytes) else b"", said, saved.url or url)
    return Reading(
        page.outcome, page.text, (), page.metadata, page.detail, page.language, saved_from=saved
    )


def _root(message: Message) -> Message | None:
    """The part that `start` names (RFC 2387), else the first page among the parts."""
    start = _identity(message.get_param("start", ""))
    pages: list[Message] = []
    queue = [(message, 0)]
    seen = 0
    while queue and seen < MAX_PARTS:
        part, depth = queue.pop(0)
        seen += 1
        if part.is_multipart():
            if depth < _MAX_DEPTH:
                inner = [one for one in part.get_payload() if isinstance(one, Message)]
                queue[:0] = [(one, depth + 1) for one in inner]
        elif part.get_content_type() in _PAGES:
            if start and _identity(part.get("Content-ID", "")) == start:
                return part
            pages.append(part)
    return pages[0] if pages else None


def _identity(value: object) -> str:
    return str(value or "").strip().strip("<>")


def _saved_from(message: Message, root: Message) -> SavedFrom:
    """Snapshot-Content-Location is what Chromium writes; others give the root part's own."""
    said = message.get("Snapshot-Content-Location") or root.get("Content-Location") or ""
    url = one_line(str(said), MAX_LENGTH).replace(" ", "")
    web = url.lower().startswith(("http://", "https://"))
    return SavedFrom("MHTML", url if web else None, _date(str(message.get("Date") or "")))


def _date(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text[:100])
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _unreadable(detail: str) -> Reading:
    return Reading(ReadOutcome.UNREADABLE, detail=detail)
