"""What a site's answer means: its status, and whether the page is only a robot check."""

import re
from dataclasses import dataclass
from datetime import datetime

import httpx

from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Validators
from sources.fetching.faults import Fault
from sources.fetching.retry_after import retry_after

GOOD = frozenset({200, 203})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
CHECKED = frozenset({200, 202, 203, 401, 403, 405, 429, 503})
"""Statuses under which robot checks are served."""

CHECK_LOOK = 65_536
"""Bytes in which a robot check shows itself; such pages are small."""

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
_HEADERS = (
    ("cf-mitigated", "challenge"),
    ("x-amzn-waf-action", "challenge"),
    ("x-amzn-waf-action", "captcha"),
    ("x-datadome", "protected"),
)
_CHECK_TITLE = re.compile(
    rb"<title[^>]*>\s*(?:just a moment\b|attention required! \| cloudflare|one moment, please"
    rb"|checking your browser|ddos-guard|security check\b|access to this page has been denied"
    rb"|making sure you(?:'|&#39;|\xe2\x80\x99)re not a bot|vercel security checkpoint"
    rb"|please wait for verification|are you a robot|robot check|human verification)",
    re.IGNORECASE,
)
_CHECK_MARKS = (
    b"_cf_chl_opt",
    b"/cdn-cgi/challenge-platform/h/",
    b"geo.captcha-delivery.com",
    b"_incapsula_resource",
    b"px-captcha",
    b"awswafintegration",
    b"anubis_challenge",
    b"/.within.website/x/cmd/anubis",
)


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
    status = answer.status
    wait = pause_asked(answer, now)
    if status in CHECKED and is_robot_check(answer):
        raise Fault(
            Outcome.CHALLENGE,
            f"HTTP {status} with a robot check",
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


def is_robot_check(answer: Answer) -> bool:
    """Whether a page is a robot check and not the one asked for.

    A status of refusal needs one mark; on a good status, where a page may write about robot
    checks or carry a check's script, both the title and a mark are needed, or a header.
    """
    headers = answer.headers
    if any(headers.get(name, "").lower() == value for name, value in _HEADERS[:3]):
        return True
    start = answer.body[:CHECK_LOOK]
    title = _CHECK_TITLE.search(start) is not None
    if answer.status in GOOD and not title:
        return False
    lower = start.lower()
    mark = any(mark in lower for mark in _CHECK_MARKS)
    if answer.status in GOOD:
        return title and mark
    return title or mark or headers.get("x-datadome", "").lower() == "protected"


def validators(headers: httpx.Headers) -> Validators:
    """What the answer says for the next conditional request; impossible values are left out."""
    return Validators(
        etag=usable_validator(headers.get("etag")),
        last_modified=usable_validator(headers.get("last-modified")),
    )


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
