"""What stands in the full-text index.

The index itself (`source_fts`, FTS5, contentless) is made by the migration: SQLModel has no
words for it. A row can only be taken out of it by giving what was put in, hence this table.
"""

from sqlmodel import Field, SQLModel


class FtsDocumentTable(SQLModel, table=True):
    """One source's indexed words; `text_zstd` is the cached text, compressed (zstd, UTF-8)."""

    __tablename__ = "fts_document"

    source_key: int = Field(primary_key=True, foreign_key="source.key")
    title: str
    authors: str
    url: str
    text_zstd: bytes
