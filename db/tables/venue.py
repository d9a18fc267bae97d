"""The registry of venues: each origin's word beside the others'."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

DEFENDED = (
    "rating IS NULL OR (rating BETWEEN 1 AND 5 AND trim(because, char(9, 10, 13, 32)) <> '' "
    "AND trim(by, char(9, 10, 13, 32)) <> '')"
)
"""A rating has its reason and its name, whatever writes it (law 4)."""


class VenueTable(SQLModel, table=True):
    """What one origin says of a venue."""

    __tablename__ = "venue"

    id: str = Field(primary_key=True)
    origin: str = Field(primary_key=True)
    name: str
    kind: str
    peer_reviewed: bool
    description: str
    country: str = ""
    issn: str = ""
    ror: str = ""
    notes: str = ""


class VenueRuleTable(SQLModel, table=True):
    """One origin's rule for which URLs belong to a venue."""

    __tablename__ = "venue_rule"

    venue_id: str = Field(primary_key=True)
    origin: str = Field(primary_key=True)
    domain: str = Field(primary_key=True)
    path: str = Field(primary_key=True)


class VenueRatingTable(SQLModel, table=True):
    """Every rating ever given; `rating` None takes that origin's rating away. Append-only."""

    __tablename__ = "venue_rating"
    __table_args__ = (CheckConstraint(DEFENDED, name="venue_rating_defended"),)

    id: int | None = Field(default=None, primary_key=True)
    venue_id: str = Field(index=True)
    origin: str
    rating: int | None
    because: str
    by: str
    at: str
    review_by: str | None = None
