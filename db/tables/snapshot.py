"""Snapshots: the bodies of sources and what was read from them. Append-only, but for
`pruned_at`."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class SnapshotTable(SQLModel, table=True):
    """One body; `readable` is whether it may be current (law 2), `pruned_at` when its body and
    text were given up, so that the store need not have them.

    JSON: `redirects` [[status, location], …], `page_starts` [offset, …],
    `read_metadata` [[field, value, found in, confidence], …].
    """

    __tablename__ = "snapshot"
    __table_args__ = (
        Index("snapshot_of_source", "source_key", "id"),
        Index("snapshot_by_text", "text_sha256", "source_key"),  # which texts sources share
    )

    id: int | None = Field(default=None, primary_key=True)
    source_key: int = Field(foreign_key="source.key")
    attempt_id: int | None = Field(default=None, foreign_key="attempt.id", index=True)
    at: str
    how: str
    requested_url: str
    final_url: str
    redirects: str
    http_status: int | None
    etag: str | None
    last_modified: str | None
    media_type: str
    body_sha256: str
    body_size: int
    text_sha256: str | None
    text_size: int | None
    page_starts: str
    extractor: str
    extractor_version: str
    read_outcome: str
    detail: str
    read_metadata: str
    by: str | None
    note: str | None
    original_at: str | None
    readable: bool
    pruned_at: str | None = None
