"""Reads the files of a longterm-wiki, each by its place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from citewiki.domain.errors import InputError
from citewiki.domain.venues import Venue
from citewiki.imports.longterm_wiki.entities import Entities
from citewiki.imports.longterm_wiki.registry import Registry
from citewiki.imports.longterm_wiki.resources import Resources, WikiSource
from citewiki.imports.longterm_wiki.rows import Problems, Row, rows_of

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""When a rating counts as given where nobody knows."""


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
    problems = Problems()
    registry, resources = Registry(at, problems), Resources(problems)
    entities = Entities(problems)
    folders: dict[str, Callable[[str, Row], None]] = {
        "resources": resources.add,
        "entities": entities.add,
    }
    known = False
    for name in sorted(files):
        folder, _, file = name.rpartition("/")
        take = registry.add if name == "publications.yaml" else folders.get(folder)
        if take is None or not file.endswith((".yaml", ".yml")):
            continue
        known = True
        for row in rows_of(name, files[name], problems):
            take(name, row)
    if not known:
        raise InputError(
            "no longterm-wiki here: neither publications.yaml nor resources/*.yaml nor "
            "entities/*.yaml; name the folder that holds them"
        )
    resources.check_venues(registry.venues)
    return ImportedWiki(
        tuple(registry.venues.values()),
        tuple(resources.sources.values()),
        entities.types,
        entities.titles,
        tuple(problems.sentences),
        resources.rows,
    )
