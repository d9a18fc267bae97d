"""Scanning a wiki: which page cites which source, where, and for which claim (law 3)."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citewiki.domain.citations import PageProblem, ParsedPage, WikiPage
from citewiki.domain.errors import InputError
from citewiki.domain.sources import NewSource, SourceId
from citewiki.domain.urls import canonicalize
from citewiki.ports import Ports
from citewiki.ports.folders import PageFile, WikiFolder
from citewiki.ports.library.pages import NewNames, PageScan
from citewiki.ports.workers import Workers
from citewiki.usecases.reading_pages import PageReading, reading_version
from citewiki.usecases.registering import resolve_urls

if TYPE_CHECKING:
    from citewiki.domain.identity import UrlIndex

BATCH = 256
"""Pages recorded in one transaction: one a page would wait for the disk each time, and derive a
source again for each page that cites it."""

_NAMES_NO_SOURCE = re.compile(r'<R id="(.*)"> names no source', re.DOTALL)
_KINDS_ABOVE = frozenset({"knowledge-base", "docs", "content", "pages"})


@dataclass(frozen=True, slots=True)
class MovedPage:
    """A page that lies under another id than at the last scan, its text the same."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Orphan:
    """A source that no page cites any more; its title is its URL where it has none."""

    id: SourceId
    title: str


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What a scan did. `unresolved` are resource tags that name no source; `problems` whatever
    else is wrong with a page; `orphans` the sources that lost their last citation, which stay, and
    `orphaned` counts them. `pages_skipped` were not looked at, for they had not been asked for.
    """

    pages_read: int
    pages_unchanged: int
    pages_removed: int
    citations: int
    sources_new: int
    unresolved: tuple[PageProblem, ...]
    problems: tuple[PageProblem, ...]
    orphaned: int
    orphans: tuple[Orphan, ...] = ()
    moved: tuple[MovedPage, ...] = ()
    pages_skipped: int = 0


def scan(
    ports: Ports,
    wiki: WikiFolder,
    only: Collection[str] | None = None,
    workers: Workers | None = None,
) -> ScanReport:
    """Read what changed since the last scan and replace its citations; of these pages `only`,
    where they are given. A page that is gone goes either way. `workers` share in the reading.

    Raises InputError where the folder holds no page: a wrong folder must not empty a wiki.
    """
    return _Scan(ports, wiki, workers).run(only)


class _Scan:
    def __init__(self, ports: Ports, wiki: WikiFolder, workers: Workers | None) -> None:
        self._ports = ports
        self._wiki = wiki
        self._version = reading_version(wiki.reading)
        self._reading = PageReading(wiki, workers)
        self._index: UrlIndex | None = None
        self._types: Mapping[str, str] = {}
        self._spellings: list[tuple[SourceId, str, str | None]] = []
        self._new: list[NewSource] = []
        self._moves: dict[str, str] = {}  # not recorded yet
        self._registered = 0
        self._digests: dict[str, str] = {}  # of the pages that are being read
        self._unchanged = 0
        self._citations = 0
        self._read: dict[str, int] = {}  # citations by page
        self._unresolved: list[PageProblem] = []
        self._problems: list[PageProblem] = []

    def run(self, only: Collection[str] | None) -> ScanReport:
        wiki = self._wiki
        library, narrator = self._ports.library, self._ports.narrator
        cited_before = self._cited()
        known = library.pages.hashes()
        current = library.pages.hashes(self._version)
        resolvable = self._resolvable()
        there = wiki.page_ids()
        if not there:
            raise InputError(f"there are no pages in {wiki.name}; nothing was changed")
        wanted = None if only is None else {*only, *resolvable} & there
        left = _by_content(known, there)
        moved: list[MovedPage] = []
        read = 0
        batch: list[PageScan] = []
        changed = self._changed(wiki.pages(wanted), current, resolvable)
        for file, parsed in self._reading.read_all(changed):
            digest = self._digests.pop(file.page_id)
            if file.page_id not in known and digest in left:
                moved.append(MovedPage(left.pop(digest), file.page_id))
                self._moves[moved[-1].before] = file.page_id
            batch.append(self._page(file, parsed, digest))
            read += 1
            narrator.progress("reading pages", read + self._unchanged, None, file.page_id)
            if len(batch) >= BATCH:
                self._record(batch)
                batch = []
        unreadable = [PageProblem(page, None, why) for page, why in wiki.unreadable]
        self._problems += unreadable
        self._record(batch)
        late = self._read_late(wanted)
        read, unchanged = read + late, self._unchanged - late
        # a page that is there and cannot be read keeps what the last scan found in it
        kept = {*there, *(one.before for one in moved), *(one.page_id for one in unreadable)}
        damaged = {one.page_id for one in unreadable}
        gone = [page for page in known if page not in kept and not _is_below(page, damaged)]
        if gone:
            library.pages.remove(gone)
        uncited = sorted(cited_before - self._cited()) if read or gone else []
        titles = library.sources.titles(uncited) if uncited else {}
        return ScanReport(
            read,
            unchanged,
            len(gone),
            self._citations,
            self._registered,
            tuple(self._unresolved),
            tuple(self._problems),
            len(uncited),
            tuple(Orphan(one, titles[one]) for one in uncited),
            tuple(moved),
            0 if wanted is None else len(there - wanted),
        )

    def _changed(
        self, files: Iterable[PageFile], current: Mapping[str, str], resolvable: Collection[str]
    ) -> Iterator[PageFile]:
        """The pages to be read, counting the others."""
        for file in files:
            digest = self._reading.digest(file)
            if current.get(file.page_id) == digest and file.page_id not in resolvable:
                self._unchanged += 1
            else:
                self._digests[file.page_id] = digest
                yield file

    def _cited(self) -> set[SourceId]:
        return self._ports.library.pages.cited()

    def _resolvable(self) -> set[str]:
        """The pages with a resource tag that named no source at their last scan and does now:
        an import since then has brought it."""
        found: set[str] = set()
        index = self._index  # knows what this scan has brought
        for problem in self._ports.library.pages.problems():
            tag = _NAMES_NO_SOURCE.fullmatch(problem.what)
            if tag is None:
                continue
            index = index or self._ports.library.sources.url_index()
            if index.by_id(tag[1]) is not None:
                found.add(problem.page_id)
        return found

    def _read_late(self, wanted: Collection[str] | None) -> int:
        """Read those pages again whose tags name a source that a page after them has brought;
        how many of them had been looked at, and not read, in this scan."""
        late = self._resolvable() if self._index is not None else set()
        if wanted is not None:
            late &= set(wanted)
        batch: list[PageScan] = []
        first = 0
        for file in self._wiki.pages(late) if late else ():
            first += file.page_id not in self._read
            self._citations -= self._read.get(file.page_id, 0)
            self._unresolved = [one for one in self._unresolved if one.page_id != file.page_id]
            self._problems = [one for one in self._problems if one.page_id != file.page_id]
            batch.append(self._page(file, self._reading.read(file), self._reading.digest(file)))
            if len(batch) >= BATCH:
                self._record(batch)
                batch = []
        self._record(batch)
        return first

    def _page(self, file: PageFile, parsed: ParsedPage, digest: str) -> PageScan:
        if self._index is None:  # only a scan that finds a change needs them
            self._index = self._ports.library.sources.url_index()
            self._types = self._ports.library.sources.entity_types()
        problems = [PageProblem(file.page_id, line, what) for line, what in parsed.problems]
        if _is_not_utf8(file.content):
            problems.append(
                PageProblem(file.page_id, None, "is not UTF-8; what cannot be read was replaced")
            )
        self._problems += problems
        urls = [(c.url, c.link_text) for c in parsed.citations if c.url is not None]
        ids, new = resolve_urls(self._ports, urls, self._index)
        self._new += new
        by_url = dict(zip((url for url, _ in urls), ids, strict=True))
        citations = []
        for found in parsed.citations:
            if found.url is not None:
                source_id = by_url[found.url]
                if self._index.exact.get(found.url) != source_id:
                    self._spellings.append((source_id, found.url, canonicalize(found.url)))
                    self._index.exact[found.url] = source_id
                citations.append((source_id, found))
                continue
            known = self._index.by_id(found.resource or "")
            if known is None:
                problem = PageProblem(
                    file.page_id, found.line, f'<R id="{found.resource}"> names no source'
                )
                self._unresolved.append(problem)
                problems.append(problem)
            else:
                citations.append((known, found))
        self._citations += len(citations)
        self._read[file.page_id] = len(citations)
        return PageScan(
            self._wiki_page(file.page_id, parsed, digest), tuple(citations), tuple(problems)
        )

    def _record(self, batch: list[PageScan]) -> None:
        if self._moves:
            self._ports.library.pages.rename(self._moves)
            self._moves = {}
        if batch:
            names = NewNames(self._new, self._spellings, self._ports.clock.now())
            self._ports.library.pages.record(batch, self._version, names)
            self._registered += len(self._new)
            self._new, self._spellings = [], []

    def _wiki_page(self, page_id: str, parsed: ParsedPage, digest: str) -> WikiPage:
        entity = parsed.entity_id or page_id.rsplit("/", 1)[-1]
        kind = parsed.entity_type or self._types.get(entity) or _kind_of(page_id)
        return WikiPage(
            page_id,
            parsed.title or page_id,
            kind,
            parsed.quality,
            parsed.importance,
            parsed.last_edited,
            digest,
        )


def _by_content(known: Mapping[str, str], there: Collection[str]) -> dict[str, str]:
    """Content hash -> page, of the pages that are not there any more and whose text was theirs
    alone."""
    times = Counter(known.values())
    return {
        digest: page for page, digest in known.items() if page not in there and times[digest] == 1
    }


def _is_below(page_id: str, dumps: set[str]) -> bool:
    """Whether a page is of one of these dumps."""
    return any(above in dumps for above in _above(page_id)) if dumps else False


def _above(page_id: str) -> Iterator[str]:
    while "/" in page_id:
        page_id = page_id.rpartition("/")[0]
        yield page_id


def _kind_of(page_id: str) -> str | None:
    """The kind that a page's path names: "knowledge-base/risks/x" is a "risk"."""
    folders = [part for part in page_id.split("/")[:-1] if part not in _KINDS_ABOVE]
    if not folders:
        return None
    kind = folders[0]
    if kind.endswith("ies"):
        return f"{kind[:-3]}y"
    return kind[:-1] if kind.endswith("s") and not kind.endswith(("ss", "us", "is")) else kind


def _is_not_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
