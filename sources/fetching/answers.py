"""What a site's answer means by its status and its headers."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Validators
from sources.fetching.faults import Fault
from sources.fetching.refusals import Page
from sources.fetching.refusals.robot_checks import robot_check
from sources.fetching.retry_after import retry_after

GOOD = frozenset({200, 203})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_VALIDATOR = 512
"""Characters of an ETag or Last-Modified that are kept and sent back."""

_STATUSES: dict[int, Outcome] = {
    204: Outcome.EMPTY,
    205: Outcome.EMPTY,
    401: Outcome.PAYWALLED,  # RFC 9110: credentials are asked for
    402: Outcome.PAYWALLED,
    403: Outcome.BLOCKED,
    404: Outcome.NOT_FOUND,
    410: Outcome.GONE,
    429: Outcome.RATE_LIMITED,
    451: Outcome.BLOCKED,  # RFC 7725: for legal reasons
    999: Outcome.BLOCKED,  # LinkedIn's own
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One response, its head and as much of its body as was wanted."""

    url: httpx.URL
    status: int
    headers: httpx.Headers
    body: bytes


def judge(answer: Answer, now: datetime) -> None:
    """Raises Fault for an answer that brings no page; 200, 203, 304 and redirects pass."""
    status, headers = answer.status, answer.headers
    check = robot_check(Page(answer.url, answer.url, status, headers, answer.body))
    if check is not None:
        raise Fault(
            check.outcome,
            f"HTTP {status}: {check.detail}",
            status=status,
            retry_after_s=_retry_after(answer, now) if status in (429, 503) else None,
        )
    if status in GOOD or status in REDIRECTS or status == 304:
        return
    if status == 429 or (status == 503 and "retry-after" in headers):
        wait = retry_after(headers.get("retry-after"), now)
        raise Fault(
            Outcome.RATE_LIMITED,
            f"HTTP {status}; come back in {wait} s",
            status=status,
            retry_after_s=wait,
        )
    server_fault = Outcome.SERVER_ERROR if 500 <= status < 600 else Outcome.UNEXPECTED_STATUS
    raise Fault(_STATUSES.get(status, server_fault), f"HTTP {status}", status=status)


def validators(headers: httpx.Headers) -> Validators:
    """What the answer says for the next conditional request; impossible values are left out."""
    return Validators(
        etag=usable_validator(headers.get("etag")),
        last_modified=usable_validator(headers.get("last-modified")),
    )


def memento_datetime(headers: httpx.Headers) -> datetime | None:
    """When an archive took what it gives (RFC 7089, section 2.1.1); None for no or a bad date."""
    try:
        at = parsedate_to_datetime(headers.get("memento-datetime", "")[:64])
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def usable_validator(value: str | None) -> str | None:
    """The value, if it can stand in a header line: printable ASCII, MAX_VALIDATOR at most."""
    if not value or len(value) > MAX_VALIDATOR or not (value.isascii() and value.isprintable()):
        return None
    return value


def _retry_after(answer: Answer, now: datetime) -> int | None:
    value = answer.headers.get("retry-after")
    return None if value is None else retry_after(value, now)
