"""What providers of metadata answered, each provider's newest word on each source."""

from sqlmodel import Field, SQLModel


class IdentificationTable(SQLModel, table=True):
    """`outcome` and `detail` are of the last asking; `record` is the last good answer, as JSON of
    a ProviderRecord, and stays through later failures. Its fields are in field_value too."""

    __tablename__ = "identification"

    source_key: int = Field(primary_key=True, foreign_key="source.key")
    provider: str = Field(primary_key=True)
    asked_at: str
    outcome: str
    detail: str
    record: str | None = None
    record_at: str | None = None
