"""What sources have in common, found by indexes: what one has alone stays in the database."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import json
from collections.abc import Iterator

from citewiki.domain.duplicates import (
    MAX_ALIKE,
    MIN_TEXT_BYTES,
    Candidate,
    Evidence,
    EvidenceKind,
    Shared,
)
from citewiki.domain.extraction import ReadOutcome
from db.connection import Connection
from db.keys import STANDING

_BY_URL = f"""
SELECT canonical_url AS value, key FROM source
WHERE canonical_url IN (
  SELECT canonical_url FROM source WHERE canonical_url IS NOT NULL
  GROUP BY canonical_url HAVING COUNT(*) > 1
) AND {STANDING}
"""

_BY_IDENTIFIER = f"""
SELECT known.value AS value, source.key AS key FROM source, json_each(source.identifiers) known
WHERE source.identifiers IS NOT NULL AND source.{STANDING}
"""

_BY_TEXT = f"""
SELECT text.text_sha256 AS value, source.key AS key FROM snapshot text
JOIN source ON source.key = text.source_key AND source.current_snapshot_id = text.id
WHERE text.text_sha256 IN (
  SELECT text_sha256 FROM snapshot WHERE text_sha256 IS NOT NULL
  GROUP BY text_sha256 HAVING MIN(source_key) <> MAX(source_key)
) AND text.text_size >= {MIN_TEXT_BYTES} AND text.read_outcome = '{ReadOutcome.OK}'
AND text.pruned_at IS NULL AND source.{STANDING}
"""

_MOVED = f"""
SELECT key, other, moved_to FROM (
  SELECT key, moved_to, (
    SELECT MIN(o.key) FROM source o WHERE o.canonical_url = source.moved_to AND o.{STANDING}
  ) AS other
  FROM source WHERE moved_to IS NOT NULL AND {STANDING}
) WHERE other <> key
"""

Group = tuple[EvidenceKind, str, list[int]]
"""What is shared, and the keys of those who share it."""


def shared(connection: Connection) -> list[Shared]:
    """All that two or more standing sources have in common, in the order in which the first of
    them was registered; but a text or identifier that more than MAX_ALIKE have."""
    groups = [*_groups(connection)]
    keys = {key for _, _, members in groups for key in members}
    candidates = {
        row[0]: Candidate(row[1], row[2], row[3], row[4])
        for row in connection.execute(
            "SELECT key, id, url, title, cited_by_count FROM source "
            "WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
    }
    return [
        Shared(Evidence(kind, value), tuple(candidates[key] for key in sorted(members)))
        for kind, value, members in groups
    ]


def _groups(connection: Connection) -> Iterator[Group]:
    for value, members in _alike(connection, _BY_URL):
        yield EvidenceKind.URL, value, members
    for key, other, value in sorted(connection.execute(_MOVED)):  # in SQL it would scan the table
        yield EvidenceKind.REDIRECT, value, [key, other]
    known = _alike(connection, _BY_IDENTIFIER, MAX_ALIKE)
    for kind in (EvidenceKind.DOI, EvidenceKind.ARXIV):
        for name, members in known:
            if name.startswith(f"{kind}:"):
                yield kind, name.removeprefix(f"{kind}:"), members
    for value, members in _alike(connection, _BY_TEXT, MAX_ALIKE):
        yield EvidenceKind.TEXT, value, members


def _alike(
    connection: Connection, pairs: str, most: int | None = None
) -> list[tuple[str, list[int]]]:
    """What two or more have, and `most` at most, of a statement's pairs of value and key."""
    found = connection.execute(
        f"SELECT value, json_group_array(key) FROM ({pairs}) GROUP BY value "
        "HAVING COUNT(*) > 1 AND COUNT(*) <= ifnull(?, COUNT(*)) ORDER BY MIN(key), value",
        (most,),
    )
    return [(value, json.loads(members)) for value, members in found]
