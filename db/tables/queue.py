"""What the queues remember: snoozed sources, and each editor's place."""

from sqlmodel import Field, SQLModel


class SnoozeTable(SQLModel, table=True):
    """Left out of the queues until a day (ISO 8601); `problems` are those that it had then."""

    __tablename__ = "snooze"

    source_key: int = Field(primary_key=True, foreign_key="source.key")
    until: str
    problems: int
    by: str
    at: str


class AnchoringTable(SQLModel, table=True):
    """Where a note's passage stands in a later snapshot than its own; `start` None: nowhere.

    Both ends are immutable, so that a row is true for good.
    """

    __tablename__ = "anchoring"

    annotation_id: int = Field(primary_key=True, foreign_key="annotation.id")
    snapshot_id: int = Field(primary_key=True, foreign_key="snapshot.id", index=True)
    start: int | None
    end: int | None


class QueuePlaceTable(SQLModel, table=True):
    """Where an editor was in a queue."""

    __tablename__ = "queue_place"

    by: str = Field(primary_key=True)
    queue: str = Field(primary_key=True)
    source_key: int = Field(foreign_key="source.key")
    weight: int
    at: str


class QueueSkipTable(SQLModel, table=True):
    """What an editor passed over in this pass through a queue."""

    __tablename__ = "queue_skip"

    by: str = Field(primary_key=True)
    queue: str = Field(primary_key=True)
    source_key: int = Field(primary_key=True, foreign_key="source.key")
    at: str


class SavedListTable(SQLModel, table=True):
    """A filter and an order of the list that an editor gave a name."""

    __tablename__ = "saved_list"

    by: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    filter: str
    sort: str
    descending: bool
    uncited: bool
    at: str
