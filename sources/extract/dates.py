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
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\.?\s+{_MONTH}\.?,?\s+(\d{{4}})\b", re.I)
_MONTH_FIRST = re.compile(rf"{_MONTH}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.I)
_MONTH_YEAR = re.compile(rf"{_MONTH}\.?,?\s+(\d{{4}})\b", re.I)
_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_WEEKDAY = re.compile(
    r"(?:on\s+)?(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?,?\s+", re.I
)
_IN_PATH = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/+_.-]|$)"
)


def normalise(text: str) -> str | None:
    """The date in a text that begins with one, as exact as it says; None for no real date."""
    text = text.strip()[:60]
    bare = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    found = _written(bare)
    if found is not None:
        return found
    try:
        return parsedate_to_datetime(text).date().isoformat()  # "Tue, 04 Mar 2025 10:00:00 GMT"
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _written(text: str) -> str | None:
    for pattern in (_COMPACT, _ISO):
        if found := pattern.match(text):
            return _made(*found.groups())
    if found := _DAY_FIRST.match(text):
        return _made(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.match(text):
        return _made(found[3], _month(found[1]), found[2])
    if found := _MONTH_YEAR.match(text):
        return _made(found[2], _month(found[1]), None)
    if found := _SLASHED.match(text):
        return _slashed(int(found[1]), int(found[3]), found[4])
    return None


def to_the_day(text: str) -> str | None:
    """As `normalise`, for dates that name a day."""
    found = normalise(text)
    return found if found is not None and len(found) == 10 else None


def of_path(path: str) -> str | None:
    """The day in a path such as "/2025/12/18/title"."""
    found = _IN_PATH.search(path)
    return _made(*found.groups()) if found else None


def of_pdf(text: str) -> str | None:
    """The day in a PDF's "D:20230315093000Z"."""
    found = _COMPACT.match(text.removeprefix("D:").strip())
    return _made(*found.groups()) if found else None


def _slashed(first: int, second: int, year: str) -> str | None:
    """ "25/12/2024" and "12/25/2024"; of "03/10/2023" nobody can say which is the day."""
    if first > 12 or first == second:
        return _made(year, str(second), str(first))
    return _made(year, str(first), str(second)) if second > 12 else None


def _month(name: str) -> str:
    return str(_MONTHS[name[:3].lower()])


def _made(year: str | None, month: str | None, day: str | None) -> str | None:
    try:
        found = date(int(year or 0), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if found.year > date.max.year or found.year < 1400:
        return None
    return found.isoformat()[: 10 if day else 7 if month else 4]
