"""What editors leave behind. Ratings, reviews and events are only ever appended."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from db.tables.venue import DEFENDED


class RatingOverrideTable(SQLModel, table=True):
    """An editor's rating of one source; the newest counts."""

    __tablename__ = "rating_override"
    __table_args__ = (CheckConstraint(DEFENDED, name="rating_override_defended"),)

    id: int | None = Field(default=None, primary_key=True)
    source_key: int = Field(foreign_key="source.key", index=True)
    rating: int | None
    because: str
    by: str
    at: str


class ReviewTable(SQLModel, table=True):
    """An editor has read a snapshot."""

    __tablename__ = "review"

    id: int | None = Field(default=None, primary_key=True)
    source_key: int = Field(foreign_key="source.key", index=True)
    snapshot_id: int | None = Field(default=None, foreign_key="snapshot.id")
    outcome: str
    note: str
    by: str
    at: str


class ReviewWithdrawalTable(SQLModel, table=True):
    """A review was taken back."""

    __tablename__ = "review_withdrawal"

    review_id: int = Field(primary_key=True, foreign_key="review.id")
    by: str
    at: str


class AnnotationTable(SQLModel, table=True):
    """A note on a passage of a snapshot's text."""

    __tablename__ = "annotation"

    id: int | None = Field(default=None, primary_key=True)
    source_key: int = Field(foreign_key="source.key", index=True)
    snapshot_id: int = Field(foreign_key="snapshot.id")
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    note: str
    by: str
    at: str
    removed: bool = False


class DraftTable(SQLModel, table=True):
    """What an editor was typing."""

    __tablename__ = "draft"

    by: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    text: str
    at: str


class EventTable(SQLModel, table=True):
    """One line of the history; `undone_by` is the one column that is ever set later."""

    __tablename__ = "event"

    id: int | None = Field(default=None, primary_key=True)
    at: str
    by: str = Field(index=True)
    kind: str
    source_key: int | None = Field(default=None, foreign_key="source.key", index=True)
    venue_id: str | None = None
    before: str
    after: str
    undoes: int | None = Field(default=None, foreign_key="event.id")
    undone_by: int | None = Field(default=None, foreign_key="event.id")
