"""The wiki's pages, their citations and problems: rebuilt by every scan."""

from sqlmodel import Field, SQLModel


class WikiPageTable(SQLModel, table=True):
    """A page as the last scan saw it."""

    __tablename__ = "wiki_page"

    key: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    title: str
    type: str | None
    quality: float | None
    importance: float | None
    last_edited: str | None
    content_hash: str
    parser_version: str


class CitationTable(SQLModel, table=True):
    """One citation; `url` None means the source's own, `section` is JSON."""

    __tablename__ = "citation"

    key: int | None = Field(default=None, primary_key=True)
    page_key: int = Field(foreign_key="wiki_page.key", index=True)
    source_key: int = Field(foreign_key="source.key", index=True)
    url: str | None
    syntax: str
    label: str | None
    line: int
    place: int  # the column; COLUMN is a word of SQL
    section: str
    claim: str
    link_text: str


class PageProblemTable(SQLModel, table=True):
    """Something in a page that a person should see."""

    __tablename__ = "page_problem"

    key: int | None = Field(default=None, primary_key=True)
    page_key: int = Field(foreign_key="wiki_page.key", index=True)
    line: int | None
    what: str


class EntityTypeTable(SQLModel, table=True):
    """An entity's type, for pages that have none of their own."""

    __tablename__ = "entity_type"

    id: str = Field(primary_key=True)
    type: str
    by: str
