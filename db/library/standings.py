"""Every source as far as venues go: what the figures of the registry are made of."""

from collections import defaultdict

from citewiki.domain.coverage import CitingCount, Standing
from db import rows
from db.connection import Connection


def standings(connection: Connection) -> list[Standing]:
    """In the order of registration."""
    cited: dict[int, list[CitingCount]] = defaultdict(list)
    for key, page_id, importance, citations in connection.execute(
        "SELECT c.source_key, p.id, p.importance, COUNT(*) FROM citation c "
        "JOIN wiki_page p ON p.key = c.page_key GROUP BY c.source_key, c.page_key"
    ):
        cited[key].append(CitingCount(page_id, importance, citations))
    imported = {
        row[6]: str(value.value)
        for row in connection.execute(
            "SELECT field, origin, by_name, value, at, confidence, source_key FROM field_value "
            "WHERE field = 'venue' AND origin = 'import' ORDER BY rowid"
        )
        if (value := rows.field_value(row)).value
    }
    return [
        Standing(row[1], row[2], row[3], imported.get(row[0]), bool(row[4]), tuple(cited[row[0]]))
        for row in connection.execute(
            "SELECT key, id, url, venue_id, rating IS NOT NULL FROM source ORDER BY key"
        )
    ]
