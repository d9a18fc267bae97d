"""Times as the program writes them: aware, UTC, to the second in text."""

from datetime import UTC, datetime


def iso(at: datetime) -> str:
    """RFC 3339 in UTC, e.g. 2026-03-15T08:30:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_iso(text: str) -> datetime:
    """The inverse of `iso`; also reads other ISO 8601 forms. No zone means UTC.

    Raises ValueError for anything else.
    """
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
