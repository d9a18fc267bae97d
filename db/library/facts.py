"""What the checks of pages need to know of every source, in a few statements."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import json
from collections import defaultdict

from citewiki.domain.checks.facts import SourceFacts
from citewiki.domain.extraction import ReadOutcome
from citewiki.domain.identifiers import ARXIV, DOI, of_kind
from citewiki.domain.links import LinkState
from citewiki.domain.notices import standing
from citewiki.domain.outcomes import GOOD
from citewiki.domain.sources import CONFIDENT, Origin, SourceId, SourceType
from db import cells
from db.connection import Connection
from db.notices import notices_of

_TITLES = (
    "SELECT source_key, value FROM field_value WHERE field = 'title' "
    "AND (origin IN (?, ?) OR (origin = ? AND confidence >= ?))"
)


def source_facts(connection: Connection) -> dict[SourceId, SourceFacts]:
    """Every source, in the order of registration; under a merged one's id, what it is part of."""
    titles: defaultdict[int, list[str]] = defaultdict(list)
    # an import's title may be a link's text: of the real wiki's some 400 are
    trusted = (Origin.EDITOR.value, Origin.PROVIDER.value, Origin.EXTRACTED.value, CONFIDENT)
    for key, value in connection.execute(_TITLES, trusted):
        titles[key].append(str(json.loads(value)))
    good = ", ".join("?" * len(GOOD))
    found = connection.execute(
        "SELECT s.key, s.id, s.url, s.title, s.rating, s.link_state, max(coalesce(a.at, ''), "
        "coalesce(s.fetched_at, '')), n.text_sha256, coalesce(n.text_size, 0), s.canonical_url, "
        "s.cited_by_count, s.type, s.identifiers, m.into_key FROM source s "
        "LEFT JOIN (SELECT source_key, MAX(at) AS at FROM attempt WHERE outcome IN "
        f"({good}) GROUP BY source_key) a ON a.source_key = s.key "
        "LEFT JOIN snapshot n ON n.id = s.current_snapshot_id AND n.pruned_at IS NULL "
        "AND n.read_outcome = ? LEFT JOIN source_merge m ON m.source_key = s.key ORDER BY s.key",
        (*(one.value for one in GOOD), ReadOutcome.OK.value),
    ).fetchall()
    notices = notices_of(connection, [row[0] for row in found])
    facts: dict[int, SourceFacts] = {}
    into: dict[int, int] = {}
    for row in found:
        key, source_id, url, title, rating, state, fetched, text, size, canonical, cited = row[:11]
        kind, named, whole = row[11:]
        identifiers = json.loads(named) if named else ()
        if whole is not None:
            into[key] = whole
        facts[key] = SourceFacts(
            id=source_id,
            url=url,
            title=title,
            titles=tuple(titles[key]),
            dois=of_kind(DOI, identifiers),
            arxiv_ids=of_kind(ARXIV, identifiers),
            rating=rating,
            link_state=LinkState(state),
            fetched_at=cells.at_or_none(fetched or None),
            text_sha256=text,
            text_bytes=size,
            canonical_url=canonical,
            cited_by=cited,
            type=SourceType(kind) if kind else None,
            notices=standing(notices.get(key, ())),
        )
    return {one.id: facts[into.get(key, key)] for key, one in facts.items()}
