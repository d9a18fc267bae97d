"""Which pages rest on a source, and how much: what its importance is suggested by."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from citewiki.domain.importance import Resting
from db.connection import Connection


def resting(
    connection: Connection, keys: Sequence[int]
) -> Mapping[int, Sequence[tuple[str, Resting]]]:
    """By key, each page (its id first) that cites these sources or what was merged into them."""
    found: dict[int, list[tuple[str, Resting]]] = defaultdict(list)
    citing = connection.execute(
        "SELECT coalesce(m.into_key, c.source_key), c.page_key, p.id, p.quality, p.importance, "
        "COUNT(*) FROM citation c JOIN wiki_page p ON p.key = c.page_key "
        "LEFT JOIN source_merge m ON m.source_key = c.source_key WHERE c.source_key IN "
        "(SELECT value FROM json_each(:keys) UNION SELECT source_key FROM source_merge "
        "WHERE into_key IN (SELECT value FROM json_each(:keys))) GROUP BY 1, c.page_key",
        {"keys": json.dumps(list(keys))},
    ).fetchall()
    # counted once for each page, which a scan asks of with all the sources that it cites
    citations = dict(
        connection.execute(
            "SELECT page_key, COUNT(*) FROM citation "
            "WHERE page_key IN (SELECT value FROM json_each(?)) GROUP BY page_key",
            (json.dumps(list({row[1] for row in citing})),),
        ).fetchall()
    )
    for key, page, page_id, quality, importance, times in citing:
        found[key].append((page_id, Resting(quality, importance, times, citations[page])))
    return found
