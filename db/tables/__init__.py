"""The tables, one noun a file; importing this package fills `SQLModel.metadata`.

Times are text: ISO 8601 in UTC with microseconds, which sorts as time does. Lists and mappings
are JSON text.
"""

from sqlmodel import SQLModel

from db.tables.attempt import AttemptTable
from db.tables.citation import CitationTable, EntityTypeTable, PageProblemTable, WikiPageTable
from db.tables.editorial import (
    AnnotationTable,
    DraftTable,
    EventTable,
    RatingOverrideTable,
    ReviewTable,
    ReviewWithdrawalTable,
)
from db.tables.field_value import FieldValueTable, ImportRecordTable
from db.tables.fulltext import FtsDocumentTable
from db.tables.identification import IdentificationTable
from db.tables.job_run import JobRunTable
from db.tables.merge import MergeRefusalTable, SourceMergeTable
from db.tables.notice import NoticeImportTable, NoticeTable
from db.tables.queue import (
    AnchoringTable,
    QueuePlaceTable,
    QueueSkipTable,
    SavedListTable,
    SnoozeTable,
)
from db.tables.snapshot import SnapshotTable
from db.tables.source import SourceTable, SourceUrlTable
from db.tables.suggestion import VenueSuggestionTable
from db.tables.venue import VenueRatingTable, VenueRuleTable, VenueTable

METADATA = SQLModel.metadata

__all__ = [
    "METADATA",
    "AnchoringTable",
    "AnnotationTable",
    "AttemptTable",
    "CitationTable",
    "DraftTable",
    "EntityTypeTable",
    "EventTable",
    "FieldValueTable",
    "FtsDocumentTable",
    "IdentificationTable",
    "ImportRecordTable",
    "JobRunTable",
    "MergeRefusalTable",
    "NoticeImportTable",
    "NoticeTable",
    "PageProblemTable",
    "QueuePlaceTable",
    "QueueSkipTable",
    "RatingOverrideTable",
    "ReviewTable",
    "ReviewWithdrawalTable",
    "SavedListTable",
    "SnapshotTable",
    "SnoozeTable",
    "SourceMergeTable",
    "SourceTable",
    "SourceUrlTable",
    "VenueRatingTable",
    "VenueRuleTable",
    "VenueSuggestionTable",
    "VenueTable",
    "WikiPageTable",
]
