"""The one rule by which a source's link state is judged from the attempts to fetch it."""

from collections.abc import Sequence
from datetime import timedelta

from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import GOOD, OUR_REFUSALS, Outcome
from citewiki.domain.snapshots import Attempt
from citewiki.domain.urls import canonicalize

STRIKES = 3
"""So many "not found" in a row, each `STRIKE_GAP` after the one before, make a link gone."""

STRIKE_GAP = timedelta(days=3)

_SHUT = frozenset({Outcome.BLOCKED, Outcome.CHALLENGE, Outcome.RATE_LIMITED, Outcome.ROBOTS_DENIED})
_MISSING = frozenset({Outcome.NOT_FOUND, Outcome.GONE})
# A status that says "not now" or "not you", whatever else the attempt was taken for.
_NEVER_GONE = frozenset({202, 403, 429, 503})
_PERMANENT = frozenset({301, 308})


def judge(attempts: Sequence[Attempt], *, withdrawn: bool = False) -> LinkState:
    """The link state after these attempts, newest first in the order of writing; void ones, and
    those that our own rules ended, are passed over. Clocks may go wrong: only a gap forward in
    time counts as one.

    `withdrawn` says that the work was withdrawn or retracted (domain/notices.py): it outweighs
    whether its page can be read.
    """
    if withdrawn:
        return LinkState.WITHDRAWN
    counted = _counted(attempts)
    if not counted:
        return LinkState.UNCHECKED
    newest = counted[0]
    outcome = newest.outcome
    if outcome in GOOD:
        return LinkState.LIVE if _moved_to(newest) is None else LinkState.MOVED
    if outcome in _SHUT or (_missing(newest) is False and newest.http_status in _NEVER_GONE):
        return LinkState.BLOCKED
    if outcome is Outcome.PAYWALLED:
        return LinkState.PAYWALLED
    if outcome is Outcome.SOFT_404:
        return LinkState.SOFT_404
    gone = _strikes(counted) >= STRIKES
    if _missing(newest):
        return LinkState.GONE if gone else LinkState.SUSPECT
    # A site that cannot be reached says nothing new of a page that was gone before.
    return LinkState.GONE if gone else LinkState.UNREACHABLE


def moved_to(attempts: Sequence[Attempt]) -> str | None:
    """Where a link that `judge` takes for moved leads: the canonical form of that address, or
    itself where it has none."""
    newest = next(iter(_counted(attempts)), None)
    return None if newest is None or newest.outcome not in GOOD else _moved_to(newest)


def _counted(attempts: Sequence[Attempt]) -> list[Attempt]:
    return [a for a in attempts if not a.void and a.outcome not in OUR_REFUSALS]


def _missing(attempt: Attempt) -> bool:
    return attempt.outcome in _MISSING and attempt.http_status not in _NEVER_GONE


def _strikes(newest_first: Sequence[Attempt]) -> int:
    since_good: list[Attempt] = []
    for attempt in newest_first:
        if attempt.outcome in GOOD:
            break
        if _missing(attempt):
            since_good.append(attempt)
    strikes = 0
    last = None
    for attempt in reversed(since_good):
        if last is None or attempt.at - last >= STRIKE_GAP:
            strikes += 1
            last = attempt.at
    return strikes


def _moved_to(attempt: Attempt) -> str | None:
    if not attempt.redirects or any(r.status not in _PERMANENT for r in attempt.redirects):
        return None
    asked = canonicalize(attempt.requested_url) or attempt.requested_url
    final = canonicalize(attempt.final_url) or attempt.final_url
    return None if asked == final else final
