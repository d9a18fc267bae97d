"""Checking a wiki's pages: the files as they are, against what the store knows of the sources.

Nothing is written: a wiki's own CI can run it on a copy of the store.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from posixpath import splitext

from citewiki.domain.checks.facts import (
    Check,
    Cited,
    Finding,
    Limits,
    PageFacts,
    Severity,
    SourceFacts,
)
from citewiki.domain.checks.primary import Primaries
from citewiki.domain.checks.quotes import missing_from, quotes_in
from citewiki.domain.checks.table import examine
from citewiki.domain.checks.works import by_title
from citewiki.domain.citations import FoundCitation, ParsedPage
from citewiki.domain.errors import InputError, NotFound, StoreDamaged
from citewiki.domain.page_syntax import ENDINGS
from citewiki.ports import Ports
from citewiki.ports.folders import PageFile, WikiFolder
from citewiki.ports.workers import Workers
from citewiki.usecases.reading_pages import PageReading


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found, by page in the order of their ids. `files` are the checked pages' files
    below the wiki's folder, by page id; `unreadable` is (page id, why)."""

    pages: int
    citations: int
    findings: tuple[Finding, ...]
    unreadable: tuple[tuple[str, str], ...]
    files: Mapping[str, str]

    def count(self, severity: Severity) -> int:
        return sum(one.check.severity is severity for one in self.findings)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages (all where `pages` is empty; ids, their last parts or patterns), less those
    that match a pattern in `skip`, and which checks with which limits."""

    checks: Sequence[Check]
    limits: Limits = field(default_factory=Limits)
    pages: Sequence[str] = ()
    skip: Sequence[str] = ()


def check(
    ports: Ports, wiki: WikiFolder, wanted: Wanted, workers: Workers | None = None
) -> CheckReport:
    """`workers` share in the reading. Raises InputError for a folder without pages, NotFound for
    a page that is not there."""
    return _Checking(ports, wanted, PageReading(wiki, workers)).run(wiki)


class _Checking:
    def __init__(self, ports: Ports, wanted: Wanted, reading: PageReading) -> None:
        self._reading = reading
        self._ports = ports
        self._wanted = wanted
        self._index = ports.library.sources.url_index()
        self._sources = ports.library.sources.facts()
        sources = {one.id: one for one in self._sources.values()}.values()
        self._works = by_title(sources)
        self._primaries = Primaries(sources, self._read)
        self._asks_for_primaries = any(one.name == "secondary-source" for one in wanted.checks)
        self._texts: dict[str, str | None] = {}
        self._now = ports.clock.now()

    def run(self, wiki: WikiFolder) -> CheckReport:
        findings: list[Finding] = []
        files: dict[str, str] = {}
        citations = 0
        chosen = chosen_pages(wiki, self._wanted.pages, self._wanted.skip)
        for file, parsed in self._reading.read_all(chosen):
            self._ports.narrator.progress("checking pages", len(files), None, file.page_id)
            facts = self._facts(file, parsed)
            findings += examine(facts, self._wanted.checks)
            citations += len(facts.cited)
            files[file.page_id] = file.name
        unreadable = tuple(wiki.unreadable)
        return CheckReport(len(files), citations, tuple(findings), unreadable, files)

    def _facts(self, file: PageFile, parsed: ParsedPage) -> PageFacts:
        return PageFacts(
            file.page_id,
            parsed.words,
            parsed.faults,
            self._cited(parsed),
            self._now,
            self._wanted.limits,
            self._works,
            parsed.notes,
            parsed.entity_type,
        )

    def _cited(self, parsed: ParsedPage) -> tuple[Cited, ...]:
        cited = [self._one(found) for found in parsed.citations]
        claims: dict[tuple[tuple[str, ...], str], list[Cited]] = {}
        for one in cited:
            claims.setdefault((one.found.section, one.found.claim), []).append(one)
        missing = {
            id(of[0]): found
            for (_, claim), of in claims.items()
            if (found := self._missing(claim, of))
        }
        return tuple(
            replace(one, missing=missing[id(one)]) if id(one) in missing else one for one in cited
        )

    def _one(self, found: FoundCitation) -> Cited:
        source = self._source(found)
        if source is None or not self._asks_for_primaries:
            return Cited(found, source)
        return Cited(found, source, primary=self._primaries.of(source))

    def _source(self, found: FoundCitation) -> SourceFacts | None:
        index = self._index
        known = (
            index.by_url(found.url) if found.url is not None else index.by_id(found.resource or "")
        )
        return self._sources.get(known) if known is not None else None

    def _missing(self, claim: str, cited: Sequence[Cited]) -> tuple[str, ...]:
        """The quotes of a claim that are in none of its sources; () unless every text is here:
        the one that is not could have them."""
        quotes = quotes_in(claim)
        if not quotes:
            return ()
        texts = [self._text(one.source) for one in cited]
        if any(text is None for text in texts):
            return ()
        names = [name for one in cited for name in (one.found.link_text, *_titles(one.source))]
        known = [*(text for text in texts if text), *names]
        return tuple(quote for quote in quotes if missing_from(quote, known))

    def _text(self, source: SourceFacts | None) -> str | None:
        """The source's text, kept for its next citation."""
        if source is None or source.text_sha256 is None:
            return None
        digest = source.text_sha256
        if digest not in self._texts:
            self._texts[digest] = self._read(source)
        return self._texts[digest]

    def _read(self, source: SourceFacts) -> str | None:
        if source.text_sha256 is None:
            return None
        try:
            return self._ports.bodies.get(source.text_sha256).decode("utf-8", "replace")
        except StoreDamaged:
            return None  # `doctor` tells of it


def chosen_pages(
    wiki: WikiFolder, wanted: Sequence[str], skip: Collection[str] = ()
) -> Iterator[PageFile]:
    """The pages that are wanted by id, last part or pattern; named ones are never skipped."""
    left = set(wanted)
    found = False
    for file in wiki.pages():
        found = True
        names = {name for name in wanted if _is_called(file.page_id, name)}
        left -= names
        if names or (not wanted and not any(fnmatchcase(file.page_id, one) for one in skip)):
            yield file
    if not found:
        raise InputError(f"there are no pages in {wiki.name}")
    if left:
        raise NotFound(f"no page in {wiki.name} is called {min(left)!r}")


def _is_called(page_id: str, name: str) -> bool:
    stem, ending = splitext(name)
    name = stem if ending in ENDINGS else name
    return page_id == name or page_id.endswith(f"/{name}") or fnmatchcase(page_id, name)


def _titles(source: SourceFacts | None) -> tuple[str, ...]:
    return (source.title, *source.titles) if source is not None else ()
