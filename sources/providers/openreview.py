"""OpenReview: a paper's forum and PDF, by the notes of its second API.

A note's content is {"title": {"value": …}}; the first API, which older venues still come from,
had the bare values.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from citewiki.domain.errors import UnreadableAnswer
from citewiki.domain.providers import ProviderRecord
from citewiki.domain.sources import SourceType
from citewiki.domain.urls import canonicalize
from citewiki.ports.providers import ProviderRequest
from sources.providers import texts
from sources.providers.json_answers import as_list, as_object, as_text, read_object

_PAGE = re.compile(r"https://openreview\.net/forum\?id=([\w-]{1,64})", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YEAR_2100_MS = 4_102_444_800_000


class OpenReview:
    """Implements ports.Provider."""

    name = "openreview"

    def recognise(self, url: str) -> ProviderRequest | None:
        page = _PAGE.fullmatch(canonicalize(url) or "")
        if page is None:
            return None
        asked = f"https://api2.openreview.net/notes?id={quote(page[1])}"
        return ProviderRequest(self.name, page[1], asked, "application/json")

    def parse(self, work: str, body: bytes) -> ProviderRecord:
        said = read_object(body)
        notes = [as_object(one) for one in as_list(said.get("notes"))]
        note = next((one for one in notes if one.get("id") == work), None)
        if note is None:
            why = texts.line(as_text(said.get("message")), 200) or "it knows no such note"
            raise UnreadableAnswer(f"OpenReview has nothing on {work}: {why}")
        content = as_object(note.get("content"))
        title = texts.line(_value(content, "title"))
        if title is None:
            raise UnreadableAnswer(f"OpenReview's note {work} has no title")
        venue = texts.line(_value(content, "venue"))
        return ProviderRecord(
            title=title,
            authors=texts.names(as_list(_value(content, "authors"))),
            published=_day(note.get("pdate")) or _day(note.get("cdate")),
            type=SourceType.PAPER,
            abstract=texts.prose(_value(content, "abstract")),
            container=venue,
            withdrawal=_withdrawal(_value(content, "venueid"), venue),
        )


def _value(content: Mapping[str, Any], name: str) -> object:
    found = content.get(name)
    return found.get("value") if isinstance(found, dict) else found


def _day(milliseconds: object) -> str | None:
    """The day of a Unix time in milliseconds; None for no sensible one."""
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int):
        return None
    if not 0 < milliseconds < _YEAR_2100_MS:
        return None
    return (_EPOCH + timedelta(milliseconds=milliseconds)).date().isoformat()


def _withdrawal(venue_id: object, venue: str | None) -> str | None:
    """OpenReview moves what its authors withdraw to a venue of its own."""
    last = venue_id.rsplit("/", 1)[-1] if isinstance(venue_id, str) else ""
    if last.lower().startswith("withdrawn") or (venue and "withdrawn submission" in venue.lower()):
        return venue or texts.line(last, 200)
    return None
