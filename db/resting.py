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
    for row in connection.execute(
        "SELECT coalesce(m.into_key, c.source_key), p.id, p.quality, p.importance, COUNT(*), "
        "(SELECT COUNT(*) FROM citation x WHERE x.page_key = c.page_key) FROM citation c "
        "JOIN wiki_page p ON p.key = c.page_key "
        "LEFT JOIN source_merge m ON m.source_key = c.source_key WHERE c.source_key IN "
        "(SELECT value FROM json_each(:keys) UNION SELECT source_key FROM source_merge "
        "WHERE into_key IN (SELECT value FROM json_each(:keys))) GROUP BY 1, c.page_key",
        {"keys": json.dumps(list(keys))},
    ):
        found[row[0]].append((row[1], Resting(*row[2:])))
    return found
