"""The marks that browsers and SingleFile leave in a page that they save."""

import re
from datetime import UTC, datetime, timedelta, timezone

from citewiki.domain.extraction import SavedFrom
from citewiki.domain.urls import MAX_LENGTH

_LOOK = 20_000  # characters; the marks stand before or right after <html>
_SINGLE_FILE = re.compile(
    r"<!--\s*(?:Page saved with|Archive processed by) SingleFile\b(.{0,6000}?)-->", re.DOTALL
)
_URL_LINE = re.compile(r"^\s*url:\s*(https?://\S+)", re.MULTILINE)
_DATE_LINE = re.compile(r"^\s*saved date:\s*([^\n]{1,100})", re.MULTILINE)
# The figure is the address's length (written by Internet Explorer first, and by all since).
_SAVED_AS = re.compile(r"<!-- saved from url=\(\d{4,6}\)(https?://\S+) -->", re.IGNORECASE)
_JS_DATE = re.compile(  # ECMA-262, Date.prototype.toString
    r"[A-Za-z]{3} ([A-Za-z]{3}) (\d{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT([+-])(\d{2})(\d{2})"
)
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"


def find(source: str) -> SavedFrom | None:
    """Who saved this page, from where and when; None where it bears no mark."""
    head = source[:_LOOK]
    if found := _SINGLE_FILE.search(head):
        url, date = _URL_LINE.search(found[1]), _DATE_LINE.search(found[1])
        return SavedFrom(
            "SingleFile",
            url[1][:MAX_LENGTH] if url else None,
            js_date(date[1]) if date else None,
        )
    if found := _SAVED_AS.search(head):
        return SavedFrom("a browser", found[1][:MAX_LENGTH])
    return None


def js_date(text: str) -> datetime | None:
    """ "Tue Mar 04 2025 10:00:00 GMT+0100 (CET)" in UTC; None for anything else."""
    found = _JS_DATE.match(text.strip())
    if found is None or _MONTHS.find(found[1]) % 3:
        return None
    month = _MONTHS.find(found[1]) // 3 + 1
    year, day, hour, minute, second = (int(found[n]) for n in (3, 2, 4, 5, 6))
    offset = timedelta(hours=int(found[8]), minutes=int(found[9]))
    try:
        zone = timezone(offset if found[7] == "+" else -offset)
        local = datetime(year, month, day, hour, minute, second, tzinfo=zone)
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
