"""Notices on the works that sources are of: importing lists of them, and what is new."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from citewiki.domain.editorial import EventKind
from citewiki.domain.links import LinkState
from citewiki.domain.notices import GRAVE, Notice, is_retracted
from citewiki.domain.sources import SourceId
from citewiki.imports import retraction_watch
from citewiki.ports import Ports
from citewiki.ports.library.notices import NoticeFile
from citewiki.ports.library.sources import ImportCounts
from citewiki.usecases.editors import named

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Noticed:
    """A source with the notices in force on it."""

    source_id: SourceId
    url: str
    title: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class NoticesReport:
    """What an import of a list did: `rows` read, `without_doi` of them left out, `noticed` the
    sources on which the list has a notice in force, `problems` sentences for the editor."""

    rows: int
    without_doi: int
    counts: ImportCounts
    noticed: tuple[Noticed, ...]
    problems: tuple[str, ...]


def import_retractions(
    ports: Ports, content: bytes, file: str, by: str | None, *, replace: bool = False
) -> NoticesReport:
    """Import a CSV in Retraction Watch's format; `replace` means that it is the whole list.
    Raises InputError for a file that is none."""
    name, at = named(by), ports.clock.now()
    found = retraction_watch.read(content, file, at)
    digest = hashlib.sha256(content).hexdigest()
    source = NoticeFile(retraction_watch.NAME, file, digest, name, at)
    counts = ports.library.notices.save(source, found.notices, replace=replace)
    listed = {
        source_id: kept
        for source_id, notices in ports.library.notices.standing().items()
        if (kept := tuple(one for one in notices if one.told_by == retraction_watch.NAME))
    }
    return NoticesReport(
        found.rows, found.without_doi, counts, _named(ports, listed), found.problems
    )


def newly_noticed(ports: Ports, since: datetime | None) -> Mapping[SourceId, tuple[Notice, ...]]:
    """The sources that came to be retracted or withdrawn after `since`, or whose correction or
    expression of concern we heard of then, with all that is in force; of all time for None."""
    standing = ports.library.notices.standing()
    if since is None or not standing:
        return standing
    turned = {
        event.source_id
        for event in ports.library.editorial.events(
            kinds={EventKind.LINK_STATE}, since=since, limit=_ALL
        )
        if event.at > since and event.after.get("link_state") == LinkState.WITHDRAWN.value
    }
    return {
        source_id: notices
        for source_id, notices in standing.items()
        if (is_retracted(notices) and source_id in turned)
        or any(one.kind not in GRAVE and one.heard_at > since for one in notices)
    }


def _named(ports: Ports, noticed: Mapping[SourceId, tuple[Notice, ...]]) -> tuple[Noticed, ...]:
    sources = [(ports.library.sources.get(one), notices) for one, notices in noticed.items()]
    return tuple(Noticed(one.id, one.url, one.title, notices) for one, notices in sources)
