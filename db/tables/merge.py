"""Sources that an editor took for one, and pairs that an editor told apart."""

from sqlmodel import Field, SQLModel


class SourceMergeTable(SQLModel, table=True):
    """`source_key` stays as it is, and is read as `into_key`, which is merged into nothing."""

    __tablename__ = "source_merge"

    source_key: int = Field(primary_key=True, foreign_key="source.key")
    into_key: int = Field(foreign_key="source.key", index=True)
    by: str
    at: str


class MergeRefusalTable(SQLModel, table=True):
    """A pair that is not to be proposed again; `one_key` is the smaller."""

    __tablename__ = "merge_refusal"

    one_key: int = Field(primary_key=True, foreign_key="source.key")
    other_key: int = Field(primary_key=True, foreign_key="source.key")
    by: str
    at: str
