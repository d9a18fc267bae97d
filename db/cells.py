"""A time, a text or a JSON value as it stands in one column; of no row in particular.

Apart from `db.rows`, behind which stands half the domain: a list wants none of it.
"""

import json
from datetime import UTC, datetime


def stamp(at: datetime) -> str:
    """A time as it is stored: fixed width, so that text sorts as time does."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def stamp_or_none(at: datetime | None) -> str | None:
    return None if at is None else stamp(at)


def at_or_none(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def clean(text: str) -> str:
    """A text that SQLite takes: without lone surrogates, which are no UTF-8."""
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode("utf-8")


def clean_or_none(text: str | None) -> str | None:
    return None if text is None else clean(text)


def dump(value: object) -> str:
    """Any plain value as JSON that SQLite takes."""
    return clean(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str))
