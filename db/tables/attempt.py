"""Attempts to fetch, good and bad. Append-only, but for `void`."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class AttemptTable(SQLModel, table=True):
    """One try at fetching a source; `redirects` is JSON [[status, location], …]."""

    __tablename__ = "attempt"
    __table_args__ = (Index("attempt_of_source", "source_key", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    source_key: int = Field(foreign_key="source.key")
    at: str
    outcome: str
    requested_url: str
    final_url: str
    redirects: str
    http_status: int | None
    etag: str | None
    last_modified: str | None
    media_type: str | None
    retry_after_s: int | None
    detail: str
    job_id: int | None = Field(default=None, foreign_key="job_run.id", index=True)
    void: bool = False
