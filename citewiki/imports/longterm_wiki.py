"""The longterm-wiki's own files: its registry of venues, its resources, its entities."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from citewiki.domain.errors import InputError
from citewiki.domain.identity import is_resource_id
from citewiki.domain.sources import SourceType
from citewiki.domain.titles import as_title
from citewiki.domain.venue_rules import parse_rule
from citewiki.domain.venues import Venue, VenueOrigin, VenueRating, VenueRule
from citewiki.imports.yaml_documents import load

NAME = "longterm-wiki"
"""Who says so: the `by` of everything that comes this way."""

_PUBLISHED = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

_RATER = "import"

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""When a rating counts as given where nobody knows."""

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class WikiSource:
    """One resource. None or () is what the wiki does not say; `raw` is its row as it was, and
    further rows under the same id stand in it under "also". `venue` is a venue's id, which may
    be missing in the registry; `credibility` an override of the venue's rating, 1-5."""

    id: str
    url: str
    title: str | None
    type: SourceType | None
    authors: tuple[str, ...]
    published: str | None
    tags: tuple[str, ...]
    abstract: str | None
    summary: str | None
    review: str | None
    key_points: tuple[str, ...]
    venue: str | None
    credibility: int | None
    raw: Row


@dataclass(frozen=True, slots=True)
class ImportedWiki:
    """All that was read; `rows` counts the resources' rows, good, bad and doubled.

    `entities` is entity id -> type, `entity_titles` entity id -> title. `problems` are sentences
    that name the file and the record.
    """

    venues: tuple[Venue, ...]
    sources: tuple[WikiSource, ...]
    entities: Mapping[str, str]
    entity_titles: Mapping[str, str]
    problems: tuple[str, ...]
    rows: int


def read(files: Mapping[str, bytes], at: datetime = UNDATED) -> ImportedWiki:
    """Read publications.yaml, resources/*.yaml and entities/*.yaml, keyed by path.

    `at` is when the venues' ratings count as given. A bad file or row is a problem, and the rest
    is read. Raises InputError where no file is of this wiki.
    """
    reader = _Reader(at)
    known = False
    for name in sorted(files):
        if not name.endswith((".yaml", ".yml")):
            continue
        folder = name.rpartition("/")[0]
        if name == "publications.yaml":
            take: Callable[[str, Row], None] = reader.venue
        elif folder == "resources":
            take = reader.source
        elif folder == "entities":
            take = reader.entity
        else:
            continue
        known = True
        for row in reader.rows(name, files[name]):
            take(name, row)
    if not known:
        raise InputError(
            "no longterm-wiki here: neither publications.yaml nor resources/*.yaml nor "
            "entities/*.yaml; name the folder that holds them"
        )
    reader.check_venues()
    return ImportedWiki(
        tuple(reader.venues.values()),
        tuple(reader.sources.values()),
        reader.entities,
        reader.entity_titles,
        tuple(reader.problems),
        reader.resource_rows,
    )


@dataclass(slots=True)
class _Reader:
    at: datetime
    venues: dict[str, Venue] = field(default_factory=dict)
    sources: dict[str, WikiSource] = field(default_factory=dict)
    entities: dict[str, str] = field(default_factory=dict)
    entity_titles: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    resource_rows: int = 0
    _places: dict[str, str] = field(default_factory=dict)

    def rows(self, name: str, content: bytes) -> Iterator[Row]:
        """The mappings of a file that is a list of them."""
        try:
            document = load(content, name)
        except InputError as error:
            self.problems.append(str(error))
            return
        if document is None:
            return
        if not isinstance(document, list):
            self.problems.append(f"{name}: not a list of records; nothing was read from it")
            return
        for number, row in enumerate(document, start=1):
            if isinstance(row, dict):
                yield row
            else:
                self._say(name, f"record {number}", "not a mapping; left out")

    def venue(self, name: str, row: Row) -> None:
        cells = _Cells(row)
        key = cells.text("id")
        label = key or cells.text("name") or "?"
        if not key or not cells.text("name"):
            self._say(name, label, "a venue needs an id and a name, as texts; left out")
            return
        if key in self.venues:
            self._say(name, key, "this venue stands twice; the first was kept")
            return
        rules: dict[str, VenueRule] = {}
        for domain in cells.texts("domains"):
            rule = parse_rule(domain, VenueOrigin.IMPORT)
            if rule is None:
                self._say(name, key, f"{domain!r} is no domain; that rule was left out")
            else:
                rules.setdefault(str(rule), rule)
        rating = cells.number("credibility", 1, 5)
        description = cells.text("description") or ""
        says = description or "it gives no description"
        self.venues[key] = Venue(
            id=key,
            name=cells.text("name") or key,
            kind=cells.text("type") or "",
            peer_reviewed=cells.flag("peer_reviewed"),
            description=description,
            rating=VenueRating(
                rating,
                f"imported from {name}: {says}",
                _RATER,
                self.at,
                VenueOrigin.IMPORT,
            )
            if rating is not None
            else None,
            rules=tuple(rules.values()),
            origin=VenueOrigin.IMPORT,
        )
        self._wrong(name, key, cells)

    def source(self, name: str, row: Row) -> None:
        self.resource_rows += 1
        cells = _Cells(row)
        key, url = cells.name("id"), cells.text("url")
        label = key or url or "?"
        if not key or not is_resource_id(key):
            self._say(name, label, "a resource's id is 16 hex digits; left out")
            return
        if not url:
            self._say(name, label, "a resource needs a url, as a text; left out")
            return
        source = WikiSource(
            id=key,
            url=url,
            title=as_title(cells.text("title") or "") or None,
            type=self._type(cells),
            authors=cells.texts("authors"),
            published=_published(cells),
            tags=cells.texts("tags"),
            abstract=cells.text("abstract"),
            summary=cells.text("summary"),
            review=cells.text("review"),
            key_points=cells.texts("key_points"),
            venue=cells.text("publication_id"),
            credibility=cells.number("credibility_override", 1, 5),
            raw=row,
        )
        self._wrong(name, key, cells)
        first = self.sources.get(key)
        if first is None:
            self.sources[key] = source
            self._places[key] = name
            return
        self._say(name, key, f"this id stands twice (first in {self._places[key]}); merged")
        self.sources[key] = _merged(first, source)

    def entity(self, name: str, row: Row) -> None:
        cells = _Cells(row)
        key, kind = cells.name("id"), cells.text("type")
        if not key or not kind:
            self._say(name, key or "?", "an entity needs an id and a type, as texts; left out")
            return
        if self.entities.setdefault(key, kind) != kind:
            self._say(name, key, f"this entity stands twice; its type stays {self.entities[key]!r}")
        if title := cells.text("title"):
            self.entity_titles.setdefault(key, title)

    def check_venues(self) -> None:
        """Name the resources whose venue is not in the registry."""
        for source in self.sources.values():
            if source.venue is not None and source.venue not in self.venues:
                self._say(
                    self._places[source.id],
                    source.id,
                    f"its venue {source.venue[:80]!r} is not in publications.yaml",
                )

    def _type(self, cells: "_Cells") -> SourceType | None:
        said = cells.text("type")
        try:
            return SourceType(said) if said else None
        except ValueError:
            cells.wrong.append(f"type {said!r} is not known")
            return None

    def _wrong(self, name: str, key: str, cells: "_Cells") -> None:
        for what in cells.wrong:
            self._say(name, key, f"{what[:200]}; kept only as it was")

    def _say(self, name: str, key: str, what: str) -> None:
        self.problems.append(f"{name}: {key[:120]}: {what}")


class _Cells:
    """One row's values by type; what has another type is noted in `wrong` and left out."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self.wrong: list[str] = []

    def text(self, key: str) -> str | None:
        value = self._row.get(key)
        if value is None or isinstance(value, str):
            return (value or "").strip() or None
        self.wrong.append(f"{key} is no text")
        return None

    def name(self, key: str) -> str | None:
        """A text that YAML may have taken for a number, such as 16 decimal digits."""
        value = self._row.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._row.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong.append(f"{key} is no list")
            return ()
        # 2008 in a list of tags is a tag
        found = [str(v) if type(v) in (int, float) else v for v in value]
        if any(not isinstance(v, str) for v in found):
            self.wrong.append(f"{key} holds what is no text")
        return tuple(v.strip() for v in found if isinstance(v, str) and v.strip())

    def number(self, key: str, low: int, high: int) -> int | None:
        value = self._row.get(key)
        if value is None:
            return None
        if type(value) is int and low <= value <= high:
            return value
        self.wrong.append(f"{key} is no whole number from {low} to {high}")
        return None

    def flag(self, key: str) -> bool:
        value = self._row.get(key)
        if value is not None and not isinstance(value, bool):
            self.wrong.append(f"{key} is neither true nor false")
        return value is True


def _published(cells: _Cells) -> str | None:
    said = cells.name("published_date")
    if said is None:
        return None
    day = said[:10] if re.match(r"\d{4}-\d\d-\d\d[T ]", said) else said
    if _PUBLISHED.fullmatch(day):
        return day
    cells.wrong.append(f"published_date {said!r} is no date")
    return None


def _merged(first: WikiSource, other: WikiSource) -> WikiSource:
    """The first row's word, the other's where the first says nothing; the other's row is kept."""
    also = first.raw.get("also")
    raw = {**first.raw, "also": [*(also if isinstance(also, list) else []), other.raw]}
    return WikiSource(
        id=first.id,
        url=first.url,
        title=first.title or other.title,
        type=first.type or other.type,
        authors=first.authors or other.authors,
        published=first.published or other.published,
        tags=first.tags or other.tags,
        abstract=first.abstract or other.abstract,
        summary=first.summary or other.summary,
        review=first.review or other.review,
        key_points=first.key_points or other.key_points,
        venue=first.venue or other.venue,
        credibility=first.credibility or other.credibility,
        raw=raw,
    )
