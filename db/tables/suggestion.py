"""Ratings that public lists suggest."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class VenueSuggestionTable(SQLModel, table=True):
    """One list's word on a place; the `refused_…` columns are an editor's, all or none set."""

    __tablename__ = "venue_suggestion"
    __table_args__ = (
        CheckConstraint(
            "rating BETWEEN 1 AND 5 AND trim(because, char(9, 10, 13, 32)) <> ''",
            name="venue_suggestion_defended",
        ),
    )

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
