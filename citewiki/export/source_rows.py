"""A line of the list of sources as JSON values."""

from citewiki.domain.listing import SourceRow
from citewiki.domain.times import iso


def row_json(row: SourceRow) -> dict[str, object]:
    """As docs/reference/schemas/list.schema.json has it."""
    return {
        "id": row.id,
        "stable_id": row.stable_id,
        "url": row.url,
        "title": row.title,
        "type": row.type,
        "venue": row.venue,
        "rating": row.rating,
        "importance": row.importance,
        "cited_by_count": row.cited_by_count,
        "link_state": row.link_state.value,
        "fetched_at": iso(row.fetched_at) if row.fetched_at else None,
    }
