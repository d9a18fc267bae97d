"""Ratings that public lists suggest."""

from sqlmodel import Field, SQLModel


class VenueSuggestionTable(SQLModel, table=True):
    """One list's word on a place; the `refused_…` columns are an editor's, all or none set."""

    __tablename__ = "venue_suggestion"

    list_name: str = Field(primary_key=True)
    domain: str = Field(primary_key=True)
    path: str = Field(primary_key=True)
    rating: int
    because: str
    file: str
    at: str
    refused_because: str | None = None
    refused_by: str | None = None
    refused_at: str | None = None
