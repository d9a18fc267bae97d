"""Job runs."""

from sqlmodel import Field, SQLModel


class JobRunTable(SQLModel, table=True):
    """One run; `counts` is JSON."""

    __tablename__ = "job_run"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    started_at: str
    finished_at: str | None = None
    state: str
    by: str
    counts: str = "{}"
    resumes: int | None = Field(default=None, foreign_key="job_run.id")
