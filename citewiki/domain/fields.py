"""Editorial fields as a person types them and as they are shown again."""

import re
from datetime import date

from citewiki.domain.errors import UsageError
from citewiki.domain.sources import LIST_FIELDS, Field, SourceType, Value

_ITEM_ENDS = {
    Field.TAGS: re.compile(r"[;,\r\n]"),
    Field.AUTHORS: re.compile(r"[;\r\n]"),
    Field.KEY_POINTS: re.compile(r"[;\r\n]"),
}
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def parse_field(field: Field, text: str) -> Value | None:
    """The value that a text stands for; None for a blank one, which takes the value away.

    Lists are split at ";" and line ends, tags at "," too. Importance is 0-100, a date is YYYY,
    YYYY-MM or YYYY-MM-DD. Raises UsageError for a text that the field cannot hold.
    """
    text = text.strip()
    if not text:
        return None
    if field in LIST_FIELDS:
        items = (" ".join(item.split()) for item in _ITEM_ENDS[field].split(text))
        return tuple(dict.fromkeys(item for item in items if item)) or None
    if field is Field.IMPORTANCE:
        return _importance(text)
    if field is Field.TYPE:
        return _type(text)
    if field in (Field.PUBLISHED, Field.MODIFIED):
        return _day(text, "publication" if field is Field.PUBLISHED else "change")
    return text


def show_value(value: Value) -> str:
    """A value as a text that `parse_field` reads back as the same."""
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _importance(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,3}", text) and int(text) <= 100:
        return int(text)
    raise UsageError(f"importance is a whole number from 0 to 100, not {text[:40]!r}")


def _type(text: str) -> str:
    known = [kind.value for kind in SourceType]
    if text.lower() in known:
        return text.lower()
    raise UsageError(f"{text[:40]!r} is no type of source: give one of {', '.join(known)}")


def _day(text: str, what: str) -> str:
    found = _DATE.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise UsageError(
            f"{text[:40]!r} is no date of {what}: give YYYY, YYYY-MM or YYYY-MM-DD"
        ) from None
    return text
