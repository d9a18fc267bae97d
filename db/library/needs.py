"""What is open about each source, in SQL: one statement over one index, which every queue reads.

Apart from `db.library.queues`, behind which stands half the domain: home counts with this before
anything else of it is wanted.
"""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import json
from collections.abc import Collection
from datetime import datetime

from citewiki.domain.links import LinkState
from citewiki.domain.queues import Problem
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.sources import SourceId
from db.connection import Connection
from db.keys import STANDING, keys_of

_LINKS = {
    Problem.DEAD: (LinkState.GONE, LinkState.SUSPECT, LinkState.SOFT_404),
    Problem.BLOCKED: (LinkState.BLOCKED, LinkState.PAYWALLED, LinkState.UNREACHABLE),
    Problem.RETRACTED: (LinkState.WITHDRAWN,),
}


def _link_problems() -> str:
    return " ".join(
        f"WHEN link_state IN ({', '.join(repr(state.value) for state in states)}) THEN {problem:d}"
        for problem, states in _LINKS.items()
    )


# `lost` begins with the notes, of which there are few: SQLite would go through the sources. What
# is proposed is bound where it is asked, or its JSON would be parsed again for every source.
NEEDS = f"""
WITH lost (source_key) AS (
  SELECT n.source_key FROM annotation n
  CROSS JOIN source ON source.key = n.source_key
  CROSS JOIN anchoring a ON a.annotation_id = n.id AND a.snapshot_id = source.current_snapshot_id
  WHERE a.start IS NULL AND NOT n.removed
),
need (key, importance, cited_by, days, problems) AS (
  SELECT source.key, importance, cited_by_count,
    (:now - unixepoch(coalesce(review.at, first_seen_at))) / 86400,
    CASE WHEN review.id IS NULL THEN {Problem.UNREVIEWED:d} ELSE
      iif(review.outcome = '{ReviewOutcome.OK}', 0, {Problem.FAULTED:d})
      | iif(review.snapshot_id IS NOT current_snapshot_id AND current_snapshot_id IS NOT NULL
        AND NOT EXISTS (SELECT * FROM snapshot old, snapshot new
          WHERE old.id = review.snapshot_id AND new.id = current_snapshot_id
          AND (old.text_sha256 IS new.text_sha256 OR old.body_sha256 = new.body_sha256)),
        {Problem.CHANGED:d}, 0) END
    | CASE {_link_problems()} ELSE 0 END
    | iif(rating IS NULL, {Problem.UNRATED:d}, 0)
    | iif(source.key IN (SELECT source_key FROM lost), {Problem.NOTE_LOST:d}, 0)
    | iif(source.key IN (SELECT value FROM json_each(:proposed)),
        {Problem.MERGE_PROPOSED:d}, 0)
  FROM source LEFT JOIN review ON review.id = (
    SELECT id FROM review WHERE source_key = source.key
    AND id NOT IN (SELECT review_id FROM review_withdrawal) ORDER BY id DESC LIMIT 1
  )
  WHERE source.{STANDING}
)
"""
"""Bound, and of what follows too: what `given` gives."""

NEW_PROBLEM = f"(need.problems & ~(snooze.problems | {Problem.MERGE_PROPOSED:d})) <> 0"
"""A source has a problem that it did not have when it was snoozed."""

AWAKE = f"""
FROM need LEFT JOIN snooze ON snooze.source_key = need.key
WHERE snooze.until IS NULL OR snooze.until <= :day OR {NEW_PROBLEM}
"""
"""Of NEEDS, what is not snoozed."""

SNOOZED = f"""
FROM need JOIN snooze ON snooze.source_key = need.key
WHERE need.key IN (SELECT source_key FROM snooze WHERE until > :day)
AND snooze.until > :day AND NOT {NEW_PROBLEM}
"""
"""Of NEEDS, the rest; the sources by their keys, or SQLite would go through all of them."""


def given(
    connection: Connection, now: datetime, proposed: Collection[SourceId]
) -> dict[str, object]:
    """What the statements here are bound to; `proposed` are sources to be merged."""
    keys = sorted(keys_of(connection, proposed).values()) if proposed else []
    return {
        "now": int(now.timestamp()),
        "day": now.date().isoformat(),
        "proposed": json.dumps(keys),
    }
