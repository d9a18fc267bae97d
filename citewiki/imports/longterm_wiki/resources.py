"""The wiki's resources, resources/*.yaml."""

import re
from collections.abc import Container
from dataclasses import dataclass

from citewiki.domain.identity import is_resource_id
from citewiki.domain.sources import SourceType
from citewiki.domain.titles import as_title
from citewiki.imports.longterm_wiki.rows import Cells, Problems, Row

_PUBLISHED = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


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


class Resources:
    """The sources by their ids; `rows` counts those read, good, bad and doubled."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._places: dict[str, str] = {}  # the file that each stood in first
        self.sources: dict[str, WikiSource] = {}
        self.rows = 0

    def add(self, name: str, row: Row) -> None:
        self.rows += 1
        cells = Cells(row)
        key, url = cells.name("id"), cells.text("url")
        label = key or url or "?"
        if not key or not is_resource_id(key):
            self._problems.say(name, label, "a resource's id is 16 hex digits; left out")
            return
        if not url:
            self._problems.say(name, label, "a resource needs a url, as a text; left out")
            return
        source = WikiSource(
            id=key,
            url=url,
            title=as_title(cells.text("title") or "") or None,
            type=_type(cells),
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
        self._problems.wrong(name, key, cells)
        first = self.sources.get(key)
        if first is None:
            self.sources[key] = source
            self._places[key] = name
            return
        self._problems.say(
            name, key, f"this id stands twice (first in {self._places[key]}); merged"
        )
        self.sources[key] = _merged(first, source)

    def check_venues(self, known: Container[str]) -> None:
        """Name the resources whose venue is not in the registry."""
        for source in self.sources.values():
            if source.venue is not None and source.venue not in known:
                self._problems.say(
                    self._places[source.id],
                    source.id,
                    f"its venue {source.venue[:80]!r} is not in publications.yaml",
                )


def _type(cells: Cells) -> SourceType | None:
    said = cells.text("type")
    try:
        return SourceType(said) if said else None
    except ValueError:
        cells.wrong.append(f"type {said!r} is not known")
        return None


def _published(cells: Cells) -> str | None:
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
