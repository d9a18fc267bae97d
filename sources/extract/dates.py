"""Dates as documents write them, as YYYY, YYYY-MM or YYYY-MM-DD."""

import re
from datetime import date
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"((?:1[4-9]|20)\d\d)(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?![\d])")
_COMPACT = re.compile(r"((?:1[4-9]|20)\d\d)(\d\d)(\d\d)")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3,9})\.?,?\s+(\d{4})\b", re.I)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.I)
_MONTH_YEAR = re.compile(r"([a-z]{3,9})\.?,?\s+(\d{4})\b", re.I)


def normalise(text: str) -> str | None:
    """The date in a text that begins with one, as exact as it says; None for no real date."""
    text = text.strip()[:60]
    for pattern in (_COMPACT, _ISO):
        if found := pattern.match(text):
            return _made(*found.groups())
    if found := _DAY_FIRST.match(text):
        return _made(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.match(text):
        return _made(found[3], _month(found[1]), found[2])
    if found := _MONTH_YEAR.match(text):
        return _made(found[2], _month(found[1]), None)
    try:
        return parsedate_to_datetime(text).date().isoformat()  # "Tue, 04 Mar 2025 10:00:00 GMT"
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def of_pdf(text: str) -> str | None:
    """The day in a PDF's "D:20230315093000Z"."""
    found = _COMPACT.match(text.removeprefix("D:").strip())
    return _made(*found.groups()) if found else None


def _month(name: str) -> str | None:
    number = _MONTHS.get(name[:3].lower())
    return str(number) if number else "0"


def _made(year: str | None, month: str | None, day: str | None) -> str | None:
    try:
        found = date(int(year or 0), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if found.year > date.max.year or found.year < 1400:
        return None
    return found.isoformat()[: 10 if day else 7 if month else 4]
