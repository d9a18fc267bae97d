"""The law of scanning: whatever was scanned before, the records are those of one full scan now.

Pages of every syntax are written, changed, moved and removed, and so are the files that they
depend on and the settings; then the wiki is scanned, in whole or since its last state, and
compared with a fresh store that has seen nothing else.
"""

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from citewiki.domain.identity import resource_id
from citewiki.domain.page_syntax import PageSyntax, PageSyntaxes, Reading
from citewiki.ports import Ports
from citewiki.ports.folders import PageFile
from citewiki.usecases.changed_pages import changed_pages
from citewiki.usecases.registering import register_urls
from citewiki.usecases.scanning import scan
from db import store
from sources.cache.blobs import BlobStore
from tests.fakes import FakeClock, FakeExtractor, FakeIds, SilentNarrator

KNOWN = "https://known.org/paper"

_PAGES = ["a.md", "b/c.md", "d.qmd", "b/e.qmd", "f.mdx", "g.wiki", "h.html", "i.md", "b/j.mdx"]

_LINES = [
    "[One](https://a.org/x).", "<https://a.org/x/>", "http://www.a.org/x?utm_source=y",
    "https://b.org/(y)", f'As <R id="{resource_id(KNOWN)}">the paper</R> says.',
    'As <R id="ffffffffffffffff">it</R> says.', "# Head", "Two.[^1]", "[^1]: https://c.org",
    '<A url="https://d.org" title="D" />', "<https://e.org/(cut>", "plain", "---",
    "One [@one; @two].", "As @two says.", "{{< include /part.txt >}}", "{{< include part.txt >}}",
    "Two.<ref>https://c.org/wiki</ref>", "{{cite web|title=T|url=https://a.org/x}}",
    "<p>On <a href='https://a.org/x'>one</a>", "<table><tr><td rowspan=2>a<td>https://f.org",
]  # fmt: skip
_HEADS = ["", "---\nbibliography: r.bib\n---\n", "---\nsource: https://b.org/front\n---\n",
          "---\nnocite: '@one'\nbibliography: /b/s.bib\n---\n"]  # fmt: skip
_TEXTS = st.builds(
    lambda head, lines: head + "\n\n".join(lines),
    st.sampled_from(_HEADS),
    st.lists(st.sampled_from(_LINES), max_size=5),
)
_BIBLIOGRAPHIES = [
    "@misc{one, url={https://a.org/x}}",
    "@misc{one, url={https://g.org}}\n@misc{two, doi={10.1234/two}}",
    "@misc{two, url={http://a.org/x#y}}\n@misc{broken",
]
_OTHERS = {
    "r.bib": _BIBLIOGRAPHIES,
    "b/s.bib": _BIBLIOGRAPHIES,
    "part.txt": ["As @one says.", "On https://a.org/part.", "{{< include b/part.txt >}}"],
    "b/part.txt": ["On <https://b.org/part>[^1]."],
    "_quarto.yml": ["bibliography: r.bib", "project: {type: book}"],
    "b/_metadata.yml": ["bibliography: [s.bib, ../r.bib]"],
}
_READINGS = [
    Reading(),
    Reading(bibliographies=("r.bib",)),
    Reading(fields=()),
    Reading(PageSyntaxes({".md": PageSyntax.PANDOC})),
    Reading(PageSyntaxes({".mdx": PageSyntax.MEDIAWIKI, ".html": None})),
]


_FIRST = {
    "a.md": "One [@one; @two].",
    "b/c.md": "---\nbibliography: s.bib\n---\nAs @two says.",
    "d.qmd": "One.\n\n{{< include part.txt >}}\n\nTwo.[^1]",
    "b/e.qmd": "As @one says.\n\n{{< include part.txt >}}",
    "r.bib": _BIBLIOGRAPHIES[1],
    "b/s.bib": _BIBLIOGRAPHIES[2],
    "part.txt": "As @one says.",
    "_quarto.yml": "bibliography: r.bib",
    "z/last.mdx": "On https://a.org/x.",  # stays: a folder without pages is refused
}


class _Files:
    """A WikiFolder in a dict of paths, pages and others."""

    def __init__(self) -> None:
        self.files = dict(_FIRST)
        self.reading = Reading()
        self.unreadable: list[tuple[str, str]] = []
        self.name = "the wiki in memory"

    def _names(self) -> dict[str, str]:
        pages = sorted(name for name in self.files if self.reading.syntaxes.of(name))
        return {name.rpartition(".")[0]: name for name in pages}

    def page_ids(self) -> set[str]:
        return set(self._names())

    def pages(self, only: Collection[str] | None = None) -> Iterator[PageFile]:
        for page_id, name in self._names().items():
            if only is None or page_id in only:
                yield PageFile(page_id, self.files[name].encode(), name)

    def attachment(self, name: str) -> bytes | None:
        content = self.files.get(name)
        return content.encode() if content is not None else None

    def replace(self, old: PageFile, content: bytes) -> bool:
        raise NotImplementedError


class _Earlier:
    """The files as they were; what `scan --since` asks a commit for."""

    def __init__(self, files: dict[str, str]) -> None:
        self._files = dict(files)

    def has(self, name: str, content: bytes | None) -> bool:
        was = self._files.get(name)
        return (was.encode() if was is not None else None) == content


Edit = Callable[["Scans"], None]
"""Something that happens to the wiki between two scans."""


def _write(name: str, text: str) -> Edit:
    return lambda scans: scans.wiki.files.update({name: text})


def _remove(name: str) -> Edit:
    def remove(scans: "Scans") -> None:
        scans.wiki.files.pop(name, None)

    return remove


def _move(before: str, after: str) -> Edit:
    def move(scans: "Scans") -> None:
        if before in scans.wiki.files:
            scans.wiki.files[after] = scans.wiki.files.pop(before)

    return move


def _set(reading: Reading) -> Edit:
    return lambda scans: setattr(scans.wiki, "reading", reading)


def _bring_the_source_that_tags_name(scans: "Scans") -> None:
    scans.known = True
    register_urls(scans.ports, [(KNOWN, None)])


_PAGE = st.sampled_from(_PAGES)
_OTHER = st.sampled_from([(name, text) for name, texts in _OTHERS.items() for text in texts])
EDITS = st.one_of(
    st.builds(_write, _PAGE, _TEXTS),
    _OTHER.map(lambda pick: _write(*pick)),
    st.builds(_remove, st.sampled_from([*_PAGES, *_OTHERS])),
    st.builds(_move, _PAGE, _PAGE),
    st.builds(_set, st.sampled_from(_READINGS)),
    st.just(_bring_the_source_that_tags_name),
)


class Scans(RuleBasedStateMachine):
    """`template` is an empty store."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="citewiki-law-"))
        self.ports = self._store("kept")
        self.wiki = _Files()
        self.known = False
        self.scanned = _Earlier({})

    def _store(self, name: str) -> Ports:
        folder = self.folder / name
        folder.mkdir()
        shutil.copy(self.template / store.DATABASE, folder / store.DATABASE)
        library = store.open_library(folder)
        bodies = BlobStore(folder / "blobs")
        return Ports(library, bodies, FakeExtractor(), FakeClock(), FakeIds(), SilentNarrator())

    def teardown(self) -> None:
        self.ports.library.close()
        shutil.rmtree(self.folder)

    @rule(edits=st.lists(EDITS, max_size=3), since=st.booleans())
    def edit_and_scan(self, edits: list[Edit], since: bool) -> None:
        """`since`: only what has changed since the last scan is looked at."""
        for edit in edits:
            edit(self)
        only = changed_pages(self.wiki, self.scanned) if since else None
        scan(self.ports, self.wiki, only)
        self.scanned = _Earlier(self.wiki.files)
        self._is_a_fresh_scan()

    def _is_a_fresh_scan(self) -> None:
        fresh = self._store("fresh")
        try:
            if self.known:
                register_urls(fresh, [(KNOWN, None)])
            scan(fresh, self.wiki)
            assert _state(self.ports) == _state(fresh)
            assert self.ports.library.upkeep.check() == fresh.library.upkeep.check() == []
        finally:
            fresh.library.close()
            shutil.rmtree(self.folder / "fresh")


def _state(ports: Ports) -> object:
    """What a scan derives. A source is named by its canonical URL: which of its spellings was met
    first, and so gave the id, is history."""
    library = ports.library
    name = {}
    for source_id in library.snapshots.all_ids():
        source = library.sources.get(source_id)
        name[source_id] = source.canonical_url or source.url
    citations = [replace(c, source_id=name[c.source_id]) for c in library.pages.citations()]
    pages = [library.pages.get(page_id) for page_id in sorted(library.pages.hashes())]
    counts = {
        name[source_id]: library.sources.get(source_id).cited_by_count
        for source_id in library.pages.cited()
    }
    return citations, pages, counts, library.pages.problems()


def test_incremental_is_a_fresh_scan(store_template: Path) -> None:
    machine = type("ScansOfATemplate", (Scans,), {"template": store_template})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
