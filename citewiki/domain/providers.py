"""What providers of metadata (arXiv, DOI, PubMed …) say of a source, and when to ask again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from citewiki.domain.outcomes import Outcome
from citewiki.domain.sources import Field, FieldValue, Origin, SourceId, SourceType, Value

RETRY_AFTER = timedelta(days=7)
"""A provider that did not answer well is asked again after this."""

RENEW_AFTER = timedelta(days=90)
"""A good answer is asked for again after this: versions and retractions come later."""


@dataclass(frozen=True, slots=True)
class ProviderRecord:
    """What a provider knows of one work; None and () for what it does not say.

    Texts are cleaned of controls and capped in length. `published` is YYYY, YYYY-MM or
    YYYY-MM-DD. `container` is the journal, proceedings or book that the work stands in.
    `version` is the newest ("v3"). `withdrawal` holds the words by which the work is withdrawn
    or retracted, and is None for a work that stands. `orcids` are (author, ORCID iD), as far as
    the provider has them.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    type: SourceType | None = None
    abstract: str | None = None
    container: str | None = None
    doi: str | None = None
    arxiv_id: str | None = None
    version: str | None = None
    withdrawal: str | None = None
    orcids: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Identification:
    """A source's standing with one provider: the last time it was asked, and its last good word.

    `outcome` and `detail` tell how the asking ended at `asked_at`; `record` is of `record_at`,
    and both are None where no answer was ever good.
    """

    source_id: SourceId
    provider: str
    asked_at: datetime
    outcome: Outcome
    detail: str = ""
    record: ProviderRecord | None = None
    record_at: datetime | None = None

    @property
    def good(self) -> bool:
        """Whether the last asking brought a record."""
        return self.record is not None and self.record_at == self.asked_at


def is_due(last: Identification | None, now: datetime) -> bool:
    """Whether to ask a provider at `now`, given the last time; never asked means yes, and so does
    a last time that lies ahead: a clock was wrong."""
    if last is None or now < last.asked_at:
        return True
    return now >= last.asked_at + (RENEW_AFTER if last.good else RETRY_AFTER)


def is_first(last: Identification | None, now: datetime) -> bool:
    """As `is_due`, but a good answer, however old, is enough."""
    return is_due(last, now) and (last is None or last.record is None)


def field_values(record: ProviderRecord, by: str, at: datetime) -> tuple[FieldValue, ...]:
    """The record as candidates for the source's fields; `by` is the provider's name."""
    said: dict[Field, Value | None] = {
        Field.TITLE: record.title,
        Field.AUTHORS: record.authors,
        Field.PUBLISHED: record.published,
        Field.TYPE: record.type.value if record.type else None,
        Field.ABSTRACT: record.abstract,
        Field.VENUE: record.container,
    }
    return tuple(
        FieldValue(field, value, Origin.PROVIDER, by, at) for field, value in said.items() if value
    )
