"""Scanning a wiki: which page cites which source, where, and for which claim (law 3)."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from citewiki.domain.citations import PageProblem, ParsedPage
from citewiki.domain.errors import InputError
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.ports.folders import PageFile, WikiFolder
from citewiki.ports.library.pages import PageScan
from citewiki.ports.workers import Workers
from citewiki.usecases.attributing import Attribution, named_in_vain
from citewiki.usecases.reading_pages import PageReading, reading_version
from citewiki.usecases.scan_report import MovedPage, Orphan, ScanReport

BATCH = 256
"""Pages recorded in one transaction: one a page would wait for the disk each time, and derive a
source again for each page that cites it."""


def scan(
    ports: Ports,
    wiki: WikiFolder,
    only: Collection[str] | None = None,
    workers: Workers | None = None,
) -> ScanReport:
    """Read what changed since the last scan and replace its citations; of these pages `only`,
    where they are given, and of those that were never read as the wiki is read now. A page that
    is gone goes either way. `workers` share in the reading.

    Raises InputError where the folder holds no page: a wrong folder must not empty a wiki.
    """
    return _Scan(ports, wiki, workers).run(only)


class _Scan:
    def __init__(self, ports: Ports, wiki: WikiFolder, workers: Workers | None) -> None:
        self._ports = ports
        self._wiki = wiki
        self._version = reading_version(wiki.reading)
        self._reading = PageReading(wiki, workers)
        self._attribution = Attribution(ports)
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
        wanted = None if only is None else ({*only, *resolvable} & there) | (there - {*current})
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
        index = self._attribution.index  # knows what this scan has brought
        for problem in self._ports.library.pages.problems():
            named = named_in_vain(problem)
            if named is None:
                continue
            index = index or self._ports.library.sources.url_index()
            if index.by_id(named) is not None:
                found.add(problem.page_id)
        return found

    def _read_late(self, wanted: Collection[str] | None) -> int:
        """Read those pages again whose tags name a source that a page after them has brought;
        how many of them had been looked at, and not read, in this scan."""
        late = self._resolvable() if self._attribution.index is not None else set()
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
        one = self._attribution.page(file, parsed, digest)
        self._unresolved += one.unresolved
        self._problems += one.problems
        self._citations += len(one.scan.citations)
        self._read[file.page_id] = len(one.scan.citations)
        return one.scan

    def _record(self, batch: list[PageScan]) -> None:
        if self._moves:
            self._ports.library.pages.rename(self._moves)
            self._moves = {}
        if batch:
            names = self._attribution.take_names()
            self._ports.library.pages.record(batch, self._version, names)
            self._registered += len(names.new)


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
