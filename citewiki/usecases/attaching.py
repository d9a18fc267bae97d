"""Attaching a file that a person saved: for pages that let no program in.

Of a web archive (WARC, WACZ) one page is taken out, and its body becomes the snapshot's, not
the archive: so it has the same hash, text and card as if it had been fetched, and what a later
fetch brings is compared with a page and not with a container. The archive's name is kept in the
history. All other files, MHTML and EPUB too, are kept as they are, for the text that is read
from them can be read again.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from citewiki.domain import media
from citewiki.domain.editorial import Event, EventKind
from citewiki.domain.errors import InputError, UsageError
from citewiki.domain.extraction import Extraction
from citewiki.domain.media import sniff
from citewiki.domain.snapshots import Capture, Snapshot
from citewiki.domain.sources import Source, SourceId
from citewiki.domain.urls import canonicalize
from citewiki.domain.web_archives import ArchivedPage
from citewiki.ports import Ports
from citewiki.ports.library.snapshots import Captured
from citewiki.usecases.capturing import Body, capture, not_after
from citewiki.usecases.editors import named

MAX_BYTES = 50_000_000
MAX_ARCHIVE_BYTES = 200_000_000
"""Of a web archive, of which only one page is kept."""

_ARCHIVES = frozenset({media.WARC, media.WACZ})


@dataclass(frozen=True, slots=True)
class Attached:
    """What came of it; `warnings` are sentences for the editor, who alone can judge them."""

    snapshot: Snapshot
    extraction: Extraction
    captured: Captured
    warnings: tuple[str, ...] = ()


def attach(
    ports: Ports,
    source_id: SourceId,
    content: bytes,
    filename: str,
    *,
    by: str | None,
    note: str | None = None,
    original_at: datetime | None = None,
    url: str | None = None,
) -> Attached:
    """Make a file the source's newest snapshot, marked as attached by a person.

    `original_at` is when the person saved it; else what the file says of that counts. `url`
    chooses a page in a web archive. Raises InputError for an empty or overlong file, and for an
    archive out of which no page can be chosen; UsageError for a `url` and no archive.
    """
    name = named(by)
    kind = sniff(content, None, filename)
    _check(content, filename, kind, url)
    source = ports.library.sources.get(source_id)
    now = ports.clock.now()
    body = Body(
        source_id,
        content,
        kind,
        now,
        Capture.ATTACHED,
        source.url,
        source.url,
        by=name,
        note=note.strip() if note and note.strip() else None,
        original_at=original_at,
    )
    told: dict[str, object] = {"file": filename, "note": body.note or ""}
    warnings: list[str] = []
    if kind in _ARCHIVES:
        page = _page(ports, content, filename, url or source.url, exactly=url is not None)
        body = _of_page(body, page, filename)
        told["url"] = page.url
        warnings += [*page.notes, *_elsewhere(source, page.url)]
    event = Event(0, now, name, EventKind.ATTACHED, source_id, None, {}, told)
    done = capture(ports, body, event=event)
    if (saved := done.extraction.saved_from) is not None:
        warnings += _elsewhere(source, saved.url)
    return Attached(done.snapshot, done.extraction, done.captured, tuple(dict.fromkeys(warnings)))


def _check(content: bytes, filename: str, kind: str, url: str | None) -> None:
    limit = MAX_ARCHIVE_BYTES if kind in _ARCHIVES else MAX_BYTES
    if not content:
        raise InputError(f"{filename} is empty; nothing was attached")
    if len(content) > limit:
        raise InputError(f"{filename} is over {limit // 1_000_000} MB; nothing was attached")
    if url is not None and kind not in _ARCHIVES:
        raise UsageError(f"--url chooses in a WARC or WACZ file, and {filename} is {kind}")


def _page(ports: Ports, content: bytes, filename: str, url: str, *, exactly: bool) -> ArchivedPage:
    try:
        return ports.extractor.take_page(content, url, exactly=exactly)
    except InputError as error:
        raise InputError(f"{filename} {error}; nothing was attached") from None


def _of_page(body: Body, page: ArchivedPage, filename: str) -> Body:
    """The page's body in place of its archive's."""
    kind = sniff(page.content, page.content_type, page.url)
    if kind in _ARCHIVES:
        raise InputError(f"{filename} holds another web archive under {page.url}; attach that one")
    said = page.content_type or ""
    charset = f";{said.partition(';')[2]}" if ";" in said and said.lower().startswith(kind) else ""
    return replace(
        body,
        content=page.content,
        media_type=kind + charset,
        final_url=page.url,
        original_at=body.original_at or not_after(page.at, body.at),
    )


def _elsewhere(source: Source, url: str | None) -> list[str]:
    """A warning where a file says that it was saved from another page than the source's."""
    if url is None:
        return []
    known = {source.url, source.canonical_url}
    known.update(spelling for one in source.urls for spelling in (one.raw, one.canonical))
    if url in known or canonicalize(url) in known - {None}:
        return []
    return [f"The file says that it was saved from {url}, and the source is {source.url}."]
