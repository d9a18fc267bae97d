"""Taking a source's text from an archive of the web, where the site itself lets no program in.

It says nothing about the link: no attempt is recorded, and the link's state stays as it was.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from citewiki.domain.archives import Copy, best_first
from citewiki.domain.errors import ArchiveError
from citewiki.domain.extraction import Extraction
from citewiki.domain.outcomes import Outcome, explained
from citewiki.domain.refusals import Reading, soft_404
from citewiki.domain.snapshots import Capture
from citewiki.domain.sources import Field, SourceId
from citewiki.ports import Ports
from citewiki.ports.archives import Archive
from citewiki.ports.fetching import Fetcher, FetchRequest, FetchResult
from citewiki.ports.library.snapshots import DueSource
from citewiki.usecases.capturing import Body, Capturing, keep

TRIES = 3
"""Copies asked for before giving up: an archive's robot is shown walls as well as ours."""


@dataclass(frozen=True, slots=True)
class Archived:
    """One source's copy: `version` is the snapshot's id and `original_at` when the archive took
    it from the site."""

    source_id: SourceId
    url: str
    version: int
    original_at: datetime
    changed: bool


async def take_from_archive(
    ports: Ports,
    fetcher: Fetcher,
    archive: Archive,
    source_id: SourceId,
    *,
    near: datetime | None = None,
) -> Archived:
    """Make an archived copy the source's newest snapshot: the newest, or the one nearest to
    `near`. Raises ArchiveError where there is none to be had."""
    (source,) = ports.library.snapshots.plan([source_id])
    copies = await _copies(fetcher, archive, source, near)
    why = ""
    for copy in copies[:TRIES]:
        result = await fetcher.fetch(FetchRequest(archive.raw_url(copy)))
        read = await _read(ports, copy, result)
        why = _why_not(copy, result, read)
        if not why and read is not None and result.original_at is not None:
            done = await asyncio.to_thread(_keep, ports, archive, source, result, read)
            return Archived(
                source_id,
                source.url,
                done.snapshot.id,
                result.original_at,
                done.captured.text_changed,
            )
    found = f"no copy that can be used ({why})" if copies else "no copy of a page or a PDF"
    raise ArchiveError(f"{archive.name} has {found} of {source.url}; attach a saved file")


async def _copies(
    fetcher: Fetcher, archive: Archive, source: DueSource, near: datetime | None
) -> list[Copy]:
    listed = await fetcher.fetch(FetchRequest(archive.list_url(source.url, near)))
    if listed.outcome is Outcome.EMPTY:
        return []
    if listed.body is None:
        why = explained(listed.outcome, listed.http_status, listed.detail)
        raise ArchiveError(f"{archive.name} did not say which copies it has: {why}")
    kind = source.current.media_type if source.current is not None else None
    return best_first(archive.copies(listed.body), near, kind)


async def _read(ports: Ports, copy: Copy, result: FetchResult) -> Extraction | None:
    if result.body is None:
        return None
    kind = result.media_type or copy.media_type
    return await asyncio.to_thread(ports.extractor.extract, result.body, kind, copy.url)


def _why_not(copy: Copy, result: FetchResult, read: Extraction | None) -> str:
    """Why this is no copy of the source's page; "" where it is."""
    if read is None:
        return result.detail or result.outcome.value
    if result.original_at is None:
        return "the answer does not say when it was taken"
    if not read.readable:
        return read.detail or "no text in it"
    titles = [one.value for one in read.metadata if one.field is Field.TITLE]
    named = tuple(title for title in titles if isinstance(title, str))
    return soft_404(Reading(copy.url, copy.url, named, read.text, None)) or ""


def _keep(
    ports: Ports, archive: Archive, source: DueSource, result: FetchResult, read: Extraction
) -> Capturing:
    assert result.body is not None
    body = Body(
        source.source_id,
        result.body,
        result.media_type or read.media_type,
        ports.clock.now(),
        Capture.ARCHIVE,
        result.requested_url,
        result.final_url,
        result.redirects,
        result.http_status,
        by=archive.name,
        original_at=result.original_at,
    )
    return keep(ports, body, read)
