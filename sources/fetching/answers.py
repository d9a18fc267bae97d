"""What a site's answer means by its status and its headers."""

import re
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


_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE | re.ASCII)


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
    wait = pause_asked(answer, now)
    check = robot_check(Page(answer.url, answer.url, status, headers, answer.body))
    if check is not None:
        raise Fault(
            check.outcome,
            f"HTTP {status}: {check.detail}",
            status=status,
            retry_after_s=wait,
        )
    if status in GOOD or status in REDIRECTS or status == 304:
        return
    if status in (429, 503) and wait is not None:
        raise Fault(
            Outcome.RATE_LIMITED,
            f"HTTP {status}; come back in {wait} s",
            status=status,
            retry_after_s=wait,
        )
    server_fault = Outcome.SERVER_ERROR if 500 <= status < 600 else Outcome.UNEXPECTED_STATUS
    outcome = _STATUSES.get(status, server_fault)
    raise Fault(outcome, f"HTTP {status}", status=status, retry_after_s=wait)


def pause_asked(answer: Answer, now: datetime) -> int | None:
    """Seconds for which a refusal or fault asks us to stay away from the host; a 429 always
    asks, any other by its Retry-After. None: it does not."""
    value = answer.headers.get("retry-after")
    if answer.status == 429 or (value is not None and _may_ask(answer.status)):
        return retry_after(value, now)
    return None


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


def with_charset(kind: str, declared: str | None) -> str:
    """The kind that the bytes are of and, of a text, the charset that the header names: where a
    page does not name one itself, nobody else knows it."""
    named = _CHARSET.search((declared or "")[:500])
    if named is None or not kind.startswith(("text/", "application/xhtml")):
        return kind
    return f"{kind}; charset={named[1].lower()}"


def _may_ask(status: int) -> bool:
    """Not a 404, which is about one page and not about its host."""
    return status == 403 or 500 <= status < 600
