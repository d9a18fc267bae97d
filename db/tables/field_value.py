"""What is claimed of a source, by whom, and the imports' own words."""

from sqlmodel import Field, SQLModel


class FieldValueTable(SQLModel, table=True):
    """One candidate for a field; `value` is JSON. Of origin "editor" there is one per field."""

    __tablename__ = "field_value"

    source_key: int = Field(primary_key=True, foreign_key="source.key")
    field: str = Field(primary_key=True)
    origin: str = Field(primary_key=True)
    by_name: str = Field(primary_key=True)
    value: str
    at: str | None = None
    confidence: float


class ImportRecordTable(SQLModel, table=True):
    """Everything that an import said of a source, as JSON, as it was."""

    __tablename__ = "import_record"

    source_key: int = Field(primary_key=True, foreign_key="source.key")
    by_name: str = Field(primary_key=True)
    raw: str
    at: str
