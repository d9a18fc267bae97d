"""A source, its fields, and where each field's value came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from citewiki.domain.links import LinkState
from citewiki.domain.titles import is_only_link_text

SourceId = str
"""16 lower-case hex digits: the start of sha256 of the URL as first cited (identity.py)."""


class SourceType(StrEnum):
    """What kind of work a source is; `web` means that nobody knows better."""

    PAPER = "paper"
    BOOK = "book"
    BLOG = "blog"
    REPORT = "report"
    TALK = "talk"
    PODCAST = "podcast"
    GOVERNMENT = "government"
    REFERENCE = "reference"
    WEB = "web"


class Field(StrEnum):
    """The fields of a source that an import, a provider, an extraction or an editor can fill."""

    TITLE = "title"
    TYPE = "type"
    SUBTYPE = "subtype"
    PURPOSE = "purpose"
    IMPORTANCE = "importance"
    AUTHORS = "authors"
    PUBLISHED = "published"
    TAGS = "tags"
    ABSTRACT = "abstract"
    SUMMARY = "summary"
    KEY_POINTS = "key_points"
    CONTEXT_NOTE = "context_note"
    REVIEW = "review"
    VENUE = "venue"
    MODIFIED = "modified"
    PUBLISHER = "publisher"
    DOI = "doi"
    ARXIV_ID = "arxiv_id"
    LANGUAGE = "language"
    LICENCE = "licence"
    CANONICAL = "canonical"


LIST_FIELDS = frozenset({Field.AUTHORS, Field.TAGS, Field.KEY_POINTS})
"""Fields whose value is a list of texts."""

Value = str | int | tuple[str, ...]
"""A field's value: a text, a whole number (importance, 0-100) or a list of texts."""


class Origin(StrEnum):
    """Where a value came from. An editor's always wins (law 1)."""

    EDITOR = "editor"
    IMPORT = "import"
    PROVIDER = "provider"
    EXTRACTED = "extracted"
    LINK_TEXT = "link_text"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One candidate for a field.

    `by` is an editor's name, an import's ("longterm-wiki"), a provider's ("arxiv"), an
    extractor's or a rule's; `confidence` (0-1) is that of an extraction and 1 for everything
    else.
    """

    field: Field
    value: Value
    origin: Origin
    by: str | None = None
    at: datetime | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source to be registered: met in a page, added by hand or imported.

    `canonical_url` is None where the URL cannot be canonicalised or is cut (`truncated`):
    such a source is found only under its exact URL.
    """

    id: SourceId
    stable_id: str
    url: str
    canonical_url: str | None
    first_seen_at: datetime
    link_text: str | None = None
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class SourceUrl:
    """One spelling under which a source was met."""

    raw: str
    canonical: str | None
    first_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it stands: identity, effective fields, and the state of its link.

    `fields` holds the effective value of each field that has one; what lost against it is in
    `candidates`, best first. `canonical_url` is None for a URL that is cut or not canonicalisable.
    """

    id: SourceId
    stable_id: str
    url: str
    canonical_url: str | None
    truncated: bool
    urls: tuple[SourceUrl, ...]
    first_seen_at: datetime
    fields: dict[Field, FieldValue]
    candidates: dict[Field, tuple[FieldValue, ...]]
    venue_id: str | None
    cited_by_count: int
    link_state: LinkState
    link_checked_at: datetime | None
    current_snapshot_id: int | None
    next_check_at: datetime | None

    def text(self, field: Field) -> str | None:
        """The effective value of a field that holds one text, or None."""
        found = self.fields.get(field)
        return found.value if found is not None and isinstance(found.value, str) else None

    def texts(self, field: Field) -> tuple[str, ...]:
        """The effective value of a field that holds a list of texts, or ()."""
        found = self.fields.get(field)
        return found.value if found is not None and isinstance(found.value, tuple) else ()

    @property
    def title(self) -> str:
        """The effective title; the URL where nothing better is known."""
        return self.text(Field.TITLE) or self.url


CONFIDENT = 0.75
"""An extracted value below this is a guess: kept and offered, not shown as fact."""


def ranked(
    candidates: Sequence[FieldValue], link_texts: frozenset[str] = frozenset()
) -> tuple[FieldValue, ...]:
    """The candidates for one field, best first (law 1); a field's effective value is the first.

    `link_texts` are the texts of the links to this source, as the wiki's pages have them.
    """
    if len(candidates) < 2:  # as nearly always
        return tuple(candidates)

    def rank(found: FieldValue) -> tuple[int, float]:
        weak = (found.field is Field.TYPE and found.value == SourceType.WEB) or (
            found.field is Field.TITLE
            and isinstance(found.value, str)
            and is_only_link_text(found.value, link_texts)
        )
        match found.origin:
            case Origin.EDITOR:
                place = 0
            case Origin.IMPORT:
                place = 4 if weak else 1
            case Origin.PROVIDER:
                place = 2
            case Origin.EXTRACTED:
                place = 3 if found.confidence >= CONFIDENT else 7
            case Origin.LINK_TEXT:
                place = 5
            case Origin.DERIVED:
                place = 6
        return place, -found.confidence

    return tuple(sorted(candidates, key=rank))


def effective(
    candidates: Sequence[FieldValue], link_texts: frozenset[str] = frozenset()
) -> FieldValue | None:
    """The value to show for one field, or None; an unsure extraction is not shown as fact."""
    order = ranked(candidates, link_texts)
    if not order:
        return None
    best = order[0]
    if best.origin is Origin.EXTRACTED and best.confidence < CONFIDENT:
        return None
    return best
