"""Times as the program writes them: aware, UTC, to the second in text."""

from datetime import UTC, datetime, time


def iso(at: datetime) -> str:
    """RFC 3339 in UTC, e.g. 2026-03-15T08:30:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_iso(text: str) -> datetime:
    """The inverse of `iso`; also reads other ISO 8601 forms. No zone means UTC.

    Raises ValueError for anything else.
    """
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def end_of(text: str) -> datetime:
    """As `parse_iso`, but a date without a time is the last moment of that day."""
    at = parse_iso(text)
    is_date = len(text.strip()) <= len("2026-03-15")
    return datetime.combine(at.date(), time.max, UTC) if is_date else at
