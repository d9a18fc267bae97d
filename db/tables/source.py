"""Sources and the spellings under which they were met."""

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel


class SourceTable(SQLModel, table=True):
    """A source: identity, then what is projected from the other tables (projection.py).

    `title` is the effective one, else the URL; `title_fold` (from its first letter on) and
    `haystack` are case folded, for the list's order and filter. `current_snapshot_id` is
    law 2's pointer. `identifiers` is a JSON list of what citewiki.domain.identifiers knows the
    work by, None for most; `moved_to` the canonical address to which a moved link leads.
    """

    __tablename__ = "source"
    __table_args__ = (
        # a filter by words goes through this in place of the table, which is three times as wide
        Index("source_by_title", "title_fold", "id", "haystack"),
        Index("source_by_rating", "rating", "title_fold", "id"),
        Index("source_by_importance", "importance", "title_fold", "id"),
        Index("source_by_cited", "cited_by_count", "title_fold", "id"),
        Index("source_by_venue", "venue_name", "title_fold", "id"),
        Index("source_by_link", "link_state", "title_fold", "id"),
        Index("source_by_fetched", "fetched_at", "title_fold", "id"),
        Index("source_by_added", "first_seen_at", "title_fold", "id"),
        # all that the queues ask of every source: they read this in place of the table
        Index(
            "source_for_queues",
            *("link_state", "rating", "importance", "cited_by_count"),
            *("current_snapshot_id", "first_seen_at"),
        ),
        Index("source_by_next_check", "next_check_at", "truncated"),  # counting reads only this
        # what few sources have, and none of the others is looked at for
        Index("source_by_identifiers", "identifiers", sqlite_where=text("identifiers IS NOT NULL")),
        Index("source_by_moved_to", "moved_to", sqlite_where=text("moved_to IS NOT NULL")),
    )

    key: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    stable_id: str = Field(unique=True)
    url: str
    canonical_url: str | None = Field(default=None, index=True)
    truncated: bool
    first_seen_at: str
    title: str
    title_fold: str
    type: str | None = None
    venue_id: str | None = Field(default=None, index=True)
    venue_name: str | None = None
    authors_text: str = ""
    rating: int | None = None
    rating_basis: str = "none"
    importance: int | None = None
    cited_by_count: int = 0
    link_state: str = "unchecked"
    link_checked_at: str | None = None
    current_snapshot_id: int | None = None
    fetched_at: str | None = None
    next_check_at: str | None = None
    haystack: str = ""
    identifiers: str | None = None
    moved_to: str | None = None


class SourceUrlTable(SQLModel, table=True):
    """One spelling of a source's URL."""

    __tablename__ = "source_url"

    source_key: int = Field(primary_key=True, foreign_key="source.key")
    raw: str = Field(primary_key=True, index=True)
    canonical: str | None = Field(default=None, index=True)
    first_seen_at: str
