"""Lists of notices on published works, as they were imported."""

from sqlmodel import Field, SQLModel


class NoticeImportTable(SQLModel, table=True):
    """One file that was read."""

    __tablename__ = "notice_import"

    id: int | None = Field(default=None, primary_key=True)
    list_name: str
    file: str
    sha256: str
    by: str
    at: str


class NoticeTable(SQLModel, table=True):
    """One notice of a list, on a work by its DOI, whether or not a source has it. `import_id` is
    the import that brought it as it stands."""

    __tablename__ = "notice"

    list_name: str = Field(primary_key=True)
    record: str = Field(primary_key=True)
    doi: str = Field(index=True)
    kind: str
    dated: str | None = None
    because: str
    notice_doi: str | None = None
    import_id: int = Field(foreign_key="notice_import.id")
