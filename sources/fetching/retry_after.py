"""The Retry-After header (RFC 9110, section 10.2.3), whatever a site writes into it."""

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_S = 86_400
DEFAULT_S = 300
"""Where the header is missing or says nothing that can be understood."""


def retry_after(value: str | None, now: datetime) -> int:
    """Seconds to wait from `now` (aware), from 0 to LONGEST_S. Never raises."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(int(text[:7]), LONGEST_S)
    if len(text) > 64:
        return DEFAULT_S
    try:
        at = parsedate_to_datetime(text)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
        seconds = (at - now).total_seconds()
    except (ValueError, TypeError, OverflowError, IndexError):
        return DEFAULT_S
    return math.ceil(min(max(seconds, 0), LONGEST_S))  # up: not a moment before the date
