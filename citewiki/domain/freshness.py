"""When a source is to be fetched again."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import GOOD, Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from citewiki.domain.snapshots import Attempt
    from citewiki.domain.sources import SourceId

UNCHANGED_DAYS = (7, 14, 28, 56)
"""After a change, and after so many fetches without one; the last holds from then on."""

UNREACHABLE_DAYS = (1, 2, 4, 8, 14)
SUSPECT_DAYS = 3
BLOCKED_DAYS = 14
GONE_DAYS = 30
JITTER = 0.1
"""Each source's interval is longer or shorter by up to this share, always by the same."""

HORIZON = timedelta(days=70)
"""No due time lies further ahead than this (56 days and jitter) unless a clock was wrong."""

SPREAD_DAYS = 28
"""Sources with such a due time are taken up over so many days instead of all at once."""


def next_check(
    source_id: SourceId,
    state: LinkState,
    attempts: Sequence[Attempt],
    changed: Collection[int] = frozenset(),
) -> datetime | None:
    """When to fetch again after these attempts, newest first; void ones are passed over.

    `changed` are the ids of the attempts that brought a new body. None: at once, for a source
    that was never asked for.
    """
    counted = [attempt for attempt in attempts if not attempt.void]
    if not counted:
        return None
    newest = counted[0]
    due = newest.at + timedelta(days=_days(state, counted, changed) * (1 + _jitter(source_id)))
    if newest.retry_after_s is not None:
        due = max(due, newest.at + timedelta(seconds=newest.retry_after_s))
    return due


def is_due(source_id: SourceId, next_check_at: datetime | None, now: datetime) -> bool:
    """Whether to fetch at `now`; see HORIZON and SPREAD_DAYS for what a wrong clock left."""
    if next_check_at is None or next_check_at <= now:
        return True
    if next_check_at <= now + HORIZON:
        return False
    return _number(source_id) % SPREAD_DAYS == now.toordinal() % SPREAD_DAYS


def _days(state: LinkState, counted: Sequence[Attempt], changed: Collection[int]) -> int:
    if counted[0].outcome is Outcome.RATE_LIMITED:
        return UNREACHABLE_DAYS[0]
    match state:
        case LinkState.LIVE | LinkState.MOVED:
            unchanged = 0
            for attempt in counted:
                if attempt.outcome in GOOD and attempt.id in changed:
                    break
                unchanged += attempt.outcome in GOOD
            return UNCHANGED_DAYS[min(unchanged, len(UNCHANGED_DAYS) - 1)]
        case LinkState.SUSPECT | LinkState.SOFT_404:
            return SUSPECT_DAYS
        case LinkState.GONE:
            return GONE_DAYS
        case LinkState.UNREACHABLE:
            failures = 0
            for attempt in counted:
                if attempt.outcome in GOOD:
                    break
                failures += 1
            return UNREACHABLE_DAYS[min(max(failures, 1), len(UNREACHABLE_DAYS)) - 1]
        case _:
            return BLOCKED_DAYS


def _jitter(source_id: SourceId) -> float:
    return (_number(source_id) % 2001 / 1000 - 1) * JITTER


def _number(source_id: SourceId) -> int:
    return int.from_bytes(hashlib.sha256(source_id.encode()).digest()[:4], "big")
