"""Taking over another wiki's sources, venues and entities; doing it again changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from citewiki.domain.identity import is_stable_id
from citewiki.domain.sources import Field, FieldValue, NewSource, Origin, Value
from citewiki.domain.urls import canonicalize, is_cut
from citewiki.domain.venues import VenueOrigin
from citewiki.imports.longterm_wiki import NAME
from citewiki.imports.longterm_wiki.reading import read
from citewiki.imports.longterm_wiki.resources import WikiSource
from citewiki.ports import Ports
from citewiki.ports.library.sources import ImportCounts, ImportedSource


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: `rows` is the number of resource rows read, `entities` that of the
    entities; `problems` are sentences for the editor."""

    venues: ImportCounts
    sources: ImportCounts
    rows: int
    entities: int
    problems: tuple[str, ...]


def import_longterm_wiki(
    ports: Ports, files: Mapping[str, bytes], stable_ids: Mapping[str, str] | None = None
) -> ImportReport:
    """Import the longterm-wiki's files, keyed by path (publications.yaml, resources/*.yaml,
    entities/*.yaml).

    `stable_ids` is resource id -> the wiki's own stable id; a source without one gets a new one,
    and a source that is in the store already keeps its own. Raises InputError where no file is of
    that wiki; a bad row is a problem in the report.
    """
    at = ports.clock.now()
    wiki = read(files, at)
    problems = list(wiki.problems)
    index = ports.library.sources.url_index()
    taken = set(index.ids)
    records = []
    for number, source in enumerate(wiki.sources, start=1):
        if source.id in index.ids:
            stable = ports.ids.stable_id()  # not used: a registered source keeps its own
        else:
            stable = _stable_id(ports, source.id, stable_ids or {}, taken, problems)
        if is_cut(source.url):
            problems.append(
                f"{source.id}: its URL is cut at a parenthesis, so it is not fetched: "
                f"{source.url[:200]}"
            )
        if source.credibility is not None:
            # Only a person overrides a venue's rating, and says why.
            problems.append(
                f"{source.id}: the wiki rates it {source.credibility} itself; to take that over: "
                f"citewiki rate {source.id} {source.credibility} --because ..."
            )
        records.append(_record(source, stable, at))
        if number % 1000 == 0:
            ports.narrator.progress("reading resources", number, len(wiki.sources))
    ports.narrator.progress("storing resources", 0, len(records))
    venues = ports.library.venues.save(wiki.venues, VenueOrigin.IMPORT)
    sources = ports.library.sources.import_records(records, NAME, at)
    ports.library.sources.import_entities(wiki.entities, NAME)
    return ImportReport(venues, sources, wiki.rows, len(wiki.entities), tuple(problems))


def _stable_id(
    ports: Ports,
    source_id: str,
    given: Mapping[str, str],
    taken: set[str],
    problems: list[str],
) -> str:
    wanted = given.get(source_id)
    if wanted is not None and (not is_stable_id(wanted) or wanted in taken):
        why = "another source has it" if wanted in taken else "it is not 10 letters or digits"
        problems.append(f"{source_id}: stable id {wanted[:40]!r} was not taken over: {why}")
        wanted = None
    while wanted is None or wanted in taken:
        wanted = ports.ids.stable_id()
    taken.add(wanted)
    return wanted


def _record(source: WikiSource, stable_id: str, at: datetime) -> ImportedSource:
    cut = is_cut(source.url)
    new = NewSource(
        id=source.id,
        stable_id=stable_id,
        url=source.url,
        canonical_url=None if cut else canonicalize(source.url),
        first_seen_at=at,
        truncated=cut,
    )
    said: dict[Field, Value | None] = {
        Field.TITLE: source.title,
        Field.TYPE: source.type.value if source.type is not None else None,
        Field.AUTHORS: source.authors,
        Field.PUBLISHED: source.published,
        Field.TAGS: source.tags,
        Field.ABSTRACT: source.abstract,
        Field.SUMMARY: source.summary,
        Field.REVIEW: source.review,
        Field.KEY_POINTS: source.key_points,
        Field.VENUE: source.venue,
    }
    fields = tuple(
        FieldValue(name, value, Origin.IMPORT, NAME, at) for name, value in said.items() if value
    )
    return ImportedSource(new, fields, source.raw)
