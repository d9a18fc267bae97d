"""Reading a wiki's pages: which parser a file needs, and what else it depends on."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from citewiki.domain.citations import FaultKind, PageFault, ParsedPage
from citewiki.domain.page_syntax import PageSyntax, Reading
from citewiki.wiki import PARSER_VERSION
from citewiki.wiki.parsing import PageText, parse

if TYPE_CHECKING:
    from citewiki.ports.folders import PageFile, WikiFolder
    from citewiki.ports.workers import Workers
    from citewiki.wiki.pandoc.bibliography import Bibliography


def reading_version(reading: Reading) -> str:
    """Another one wherever the same page may be read otherwise."""
    if reading == Reading():
        return PARSER_VERSION
    given = sorted((ending, str(one)) for ending, one in reading.syntaxes.given.items())
    said = repr((given, [*reading.fields], [*reading.bibliographies]))
    return f"{PARSER_VERSION}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


class PageReading:
    """Reads the pages of one wiki in one go; what several pages share is read once."""

    def __init__(self, wiki: WikiFolder, workers: Workers | None = None) -> None:
        """`workers` share in reading many pages."""
        self._wiki = wiki
        self._workers = workers
        self._reading = wiki.reading
        self._attached: dict[str, bytes | None] = {}
        self._projects: dict[str, tuple[str, ...]] = {}
        self._bibliographies: dict[str, Bibliography] = {}

    def digest(self, file: PageFile) -> str:
        """Of all that a page's citations come from: its file, and the bibliographies it names."""
        content = hashlib.sha256(file.content)
        if self.syntax(file) is PageSyntax.PANDOC:
            for name in self._named(file):
                found = self._attachment(name)
                content.update(hashlib.sha256(found).digest() if found is not None else b"-")
                content.update(name.encode("utf-8", "replace"))
        return content.hexdigest()

    def syntax(self, file: PageFile) -> PageSyntax:
        """How a page is written. An .md file is Pandoc's where a bibliography is named for it."""
        syntax = self._reading.syntaxes.of(file.name) or PageSyntax.MARKDOWN
        is_plain = file.name.endswith(".md") and not self._reading.syntaxes.is_given(file.name)
        if syntax is PageSyntax.MARKDOWN and is_plain and self._named(file):
            return PageSyntax.PANDOC
        return syntax

    def read(self, file: PageFile) -> ParsedPage:
        """Everything that a page cites; never raises."""
        return parse(self._page_text(file)) or self._pandoc(file)

    def read_all(self, files: Iterable[PageFile]) -> Iterator[tuple[PageFile, ParsedPage]]:
        """Each of these pages with what it cites, in their order; files are taken ahead."""
        if self._workers is None:
            for file in files:
                yield file, self.read(file)
            return
        taken: deque[PageFile] = deque()

        def texts() -> Iterator[PageText]:
            for file in files:
                taken.append(file)
                yield self._page_text(file)

        for parsed in self._workers.map(parse, texts(), _size):
            file = taken.popleft()
            yield file, parsed or self._pandoc(file)

    def _page_text(self, file: PageFile) -> PageText:
        return PageText(
            file.page_id,
            self.syntax(file),
            file.content,
            self._reading.fields,
            is_mdx=file.name.endswith(".mdx"),
        )

    def _pandoc(self, file: PageFile) -> ParsedPage:
        from citewiki.wiki.pandoc.bibliography import Bibliography, read_bibliography
        from citewiki.wiki.pandoc.page import parse_page as parse_pandoc

        known = Bibliography()
        missing = []
        for name in self._named(file):
            content = self._attachment(name)
            if content is None:
                missing.append(f"the bibliography {name} is not in the wiki's folder")
                continue
            if name not in self._bibliographies:
                read = read_bibliography(name, content.decode("utf-8", "replace"))
                self._bibliographies[name] = read
            known = known.below(self._bibliographies[name])
        text = file.content.decode("utf-8", "replace")
        parsed = parse_pandoc(file.page_id, text, known, fields=self._reading.fields)
        problems = (*missing, *known.problems)
        faults = [PageFault(FaultKind.MARKUP, None, None, one) for one in problems]
        return replace(parsed, faults=(*faults, *parsed.faults)) if faults else parsed

    def _named(self, file: PageFile) -> tuple[str, ...]:
        """The bibliographies for a page; of a key in two of them the later one's work counts."""
        # loads YAML, which a wiki without such pages does not need to be told that it is unchanged
        from citewiki.wiki.pandoc.project import named_in_page, named_in_project, project_files

        named = [*self._reading.bibliographies]
        for name in project_files(file.name):
            if name not in self._projects:
                content = self._attachment(name)
                text = content.decode("utf-8", "replace") if content is not None else ""
                self._projects[name] = named_in_project(name, text) if text else ()
            named += self._projects[name]
        if b"bibliography" in file.content:
            named += named_in_page(file.name, file.content.decode("utf-8", "replace"))
        return tuple(dict.fromkeys(named))

    def _attachment(self, name: str) -> bytes | None:
        if name not in self._attached:
            self._attached[name] = self._wiki.attachment(name)
        return self._attached[name]


def _size(page: PageText) -> int:
    return len(page.content) + 1_000  # as many empty pages are work as well
