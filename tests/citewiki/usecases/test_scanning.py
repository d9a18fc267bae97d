"""Scanning a wiki: idempotent, and the same however often it was scanned before (law 3)."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

import pytest

from citewiki.domain.citations import PageProblem
from citewiki.domain.errors import InputError
from citewiki.domain.identity import resource_id
from citewiki.domain.page_syntax import Reading
from citewiki.domain.sources import Field, Origin
from citewiki.ports import Ports
from citewiki.ports.folders import PageFile
from citewiki.usecases import reading_pages, scanning
from citewiki.usecases.registering import register_urls
from citewiki.usecases.scan_report import MovedPage, Orphan, ScanReport
from citewiki.usecases.scanning import scan
from tests.builders import a_source
from tests.fakes import MemoryWiki

U = "https://a.org/x"
KNOWN = "https://known.org/paper"
TAG = f'As <R id="{resource_id(KNOWN)}">the paper</R> says.'
UNKNOWN = 'As <R id="ffffffffffffffff">it</R> says.'


def _cited(ports: Ports, page_id: str | None = None) -> list[tuple[str, int, str]]:
    return [
        (c.page_id, c.line, c.source_id) for c in ports.library.pages.citations(page_id=page_id)
    ]


def test_a_first_scan(ports: Ports) -> None:
    wiki = MemoryWiki({"risks/a": f"# A\n\nOne [x]({U}).", "b": f"<{U}> and https://b.org"})
    assert scan(ports, wiki) == ScanReport(2, 0, 0, 3, 2, (), (), 0)
    assert _cited(ports) == [
        ("b", 1, resource_id(U)),
        ("b", 1, resource_id("https://b.org")),
        ("risks/a", 3, resource_id(U)),
    ]
    (first, *_) = ports.library.pages.citations(page_id="risks/a")
    assert (first.page_title, first.section, first.claim) == ("A", ("A",), "One x.")
    source = ports.library.sources.get(resource_id(U))
    assert source.cited_by_count == 2
    assert source.first_seen_at == ports.clock.now()
    assert ports.library.upkeep.check() == []


def test_a_links_text_is_the_first_title_as_a_title_reads(ports: Ports) -> None:
    scan(ports, MemoryWiki({"a": f'See [Ada, "On Circuits," 2024]({U}).'}))
    title = ports.library.sources.get(resource_id(U)).fields[Field.TITLE]
    assert (title.value, title.origin) == ("On Circuits", Origin.LINK_TEXT)
    (cited,) = ports.library.pages.citations(page_id="a")
    assert cited.link_text == 'Ada, "On Circuits," 2024'


def test_a_second_scan_does_nothing(ports: Ports) -> None:
    wiki = MemoryWiki({"a": f"{U} {UNKNOWN}", "b": "x[^1]"})
    scan(ports, wiki)
    before = _cited(ports), ports.library.pages.problems()
    assert scan(ports, wiki) == ScanReport(0, 2, 0, 0, 0, (), (), 0)
    assert (_cited(ports), ports.library.pages.problems()) == before


def test_a_changed_page_alone_is_read_again(ports: Ports) -> None:
    wiki = MemoryWiki({"a": U, "b": "https://b.org"})
    scan(ports, wiki)
    wiki.texts["a"] = "\n\nhttps://c.org"
    orphan = Orphan(resource_id(U), U)
    assert scan(ports, wiki) == ScanReport(1, 1, 0, 1, 1, (), (), 1, (orphan,))
    assert _cited(ports, "a") == [("a", 3, resource_id("https://c.org"))]
    # what nobody cites any more stays in the library
    assert ports.library.sources.get(resource_id(U)).cited_by_count == 0


def test_a_new_parser_reads_every_page(ports: Ports, monkeypatch: pytest.MonkeyPatch) -> None:
    wiki = MemoryWiki({"a": U})
    scan(ports, wiki)
    monkeypatch.setattr(reading_pages, "PARSER_VERSION", "another")
    assert scan(ports, wiki).pages_read == 1
    assert scan(ports, wiki).pages_unchanged == 1


def test_a_removed_page(ports: Ports) -> None:
    wiki = MemoryWiki({"a": U, "b": f"{U} https://b.org"})
    scan(ports, wiki)
    del wiki.texts["b"]
    orphan = Orphan(resource_id("https://b.org"), "https://b.org")
    assert scan(ports, wiki) == ScanReport(0, 1, 1, 0, 0, (), (), 1, (orphan,))
    assert _cited(ports) == [("a", 1, resource_id(U))]
    assert set(ports.library.pages.hashes()) == {"a"}


def test_a_moved_page(ports: Ports) -> None:
    wiki = MemoryWiki({"risks/a": f"# A\n\n[x]({U})", "b": "https://b.org"})
    scan(ports, wiki)
    wiki.texts["people/a"] = wiki.texts.pop("risks/a")
    report = scan(ports, wiki)
    assert report == ScanReport(1, 1, 0, 1, 0, (), (), 0, (), (MovedPage("risks/a", "people/a"),))
    assert [page for page, _, _ in _cited(ports)] == ["b", "people/a"]
    assert ports.library.pages.get("people/a").type == "people"
    assert scan(ports, wiki).moved == ()


def test_a_copied_page_and_one_of_two_alike_are_not_moved(ports: Ports) -> None:
    wiki = MemoryWiki({"a": U, "b": "https://b.org", "c": "https://b.org"})
    scan(ports, wiki)
    wiki.texts["copy"] = wiki.texts["a"]
    wiki.texts["d"] = wiki.texts.pop("b")
    report = scan(ports, wiki)
    assert (report.moved, report.pages_read, report.pages_removed) == ((), 2, 1)


def test_only_some_pages(ports: Ports) -> None:
    wiki = MemoryWiki({"a": U, "b": "https://b.org", "c": "https://c.org"})
    scan(ports, wiki)
    wiki.texts.update({"a": "https://a.org/new", "b": "https://b.org/new"})
    del wiki.texts["c"]
    wiki.texts["d"] = "https://d.org"
    report = scan(ports, wiki, {"a", "d", "gone"})
    assert (report.pages_read, report.pages_removed, report.pages_skipped) == (2, 1, 1)
    assert [page for page, _, _ in _cited(ports)] == ["a", "b", "d"]
    assert _cited(ports, "b") == [("b", 1, resource_id("https://b.org"))]
    # and then the rest, as if there had been one scan
    assert scan(ports, wiki).pages_read == 1
    assert _cited(ports, "b") == [("b", 1, resource_id("https://b.org/new"))]


def test_an_unreadable_page_keeps_its_citations(ports: Ports) -> None:
    wiki = MemoryWiki({"a": U, "b": "https://b.org"})
    scan(ports, wiki)
    del wiki.texts["b"]
    wiki.unreadable = [("b", "cannot be read (Permission denied)")]
    report = scan(ports, wiki)
    assert report.pages_removed == 0
    assert report.problems == (PageProblem("b", None, "cannot be read (Permission denied)"),)
    assert len(_cited(ports, "b")) == 1


def test_a_folder_without_pages_is_refused(ports: Ports) -> None:
    scan(ports, MemoryWiki({"a": U}))
    with pytest.raises(InputError, match=r"no pages in the wiki in memory"):
        scan(ports, MemoryWiki())
    assert len(_cited(ports)) == 1


def test_a_resource_tag(ports: Ports) -> None:
    register_urls(ports, [(KNOWN, None)])
    assert scan(ports, MemoryWiki({"a": TAG})).citations == 1
    (found,) = ports.library.pages.citations(page_id="a")
    assert (found.source_id, found.url, found.link_text) == (
        resource_id(KNOWN),
        KNOWN,
        "the paper",
    )


def test_a_resource_tag_that_names_no_source(ports: Ports) -> None:
    report = scan(ports, MemoryWiki({"a": f"{U}\n\n{UNKNOWN}"}))
    problem = PageProblem("a", 3, '<R id="ffffffffffffffff"> names no source')
    assert report.unresolved == (problem,)
    assert report.problems == ()
    assert ports.library.pages.problems() == [problem]
    assert _cited(ports) == [("a", 1, resource_id(U))]


def test_a_resource_tag_is_resolved_once_its_source_has_come(ports: Ports) -> None:
    wiki = MemoryWiki({"a": TAG, "b": U})
    assert len(scan(ports, wiki).unresolved) == 1
    ports.library.sources.register([a_source(KNOWN)])
    assert scan(ports, wiki) == ScanReport(1, 1, 0, 1, 0, (), (), 0)
    assert _cited(ports, "a") == [("a", 1, resource_id(KNOWN))]
    assert ports.library.pages.problems() == []
    assert scan(ports, wiki).pages_read == 0


def test_a_resource_tag_may_name_what_a_later_page_brings(ports: Ports) -> None:
    wiki = MemoryWiki({"a": f"{TAG} {UNKNOWN}\n\nOne.[^1]", "b": KNOWN})
    report = scan(ports, wiki)
    assert (report.pages_read, report.citations, report.sources_new) == (2, 2, 1)
    assert [problem.what for problem in report.unresolved] == [
        '<R id="ffffffffffffffff"> names no source'
    ]
    assert [problem.line for problem in report.problems] == [3]
    assert _cited(ports, "a") == [("a", 1, resource_id(KNOWN))]
    assert scan(ports, wiki) == ScanReport(0, 2, 0, 0, 0, (), (), 0)


def test_a_resource_tag_in_a_page_that_has_not_changed(ports: Ports) -> None:
    wiki = MemoryWiki({"a": f"{TAG} {U}", "b": "nothing"})
    assert len(scan(ports, wiki).unresolved) == 1
    wiki.texts["b"] = KNOWN
    assert scan(ports, wiki) == ScanReport(2, 0, 0, 3, 1, (), (), 0)
    assert scan(ports, wiki).pages_read == 0


def test_two_spellings_are_one_source(ports: Ports) -> None:
    other = "http://www.a.org/x/?utm_source=y#z"
    report = scan(ports, MemoryWiki({"a": f"[One]({U})", "b": f"[two]({other})", "c": other}))
    assert (report.citations, report.sources_new) == (3, 1)
    assert {source_id for _, _, source_id in _cited(ports)} == {resource_id(U)}
    source = ports.library.sources.get(resource_id(U))
    assert source.url == U
    assert {spelling.raw for spelling in source.urls} == {U, other}
    # a link is shown as its page has it
    assert [c.url for c in ports.library.pages.citations(page_id="b")] == [other]


def test_two_spellings_met_in_two_scans(ports: Ports) -> None:
    wiki = MemoryWiki({"a": U})
    scan(ports, wiki)
    wiki.texts["b"] = f"{U}/"
    assert scan(ports, wiki).sources_new == 0
    assert {s.raw for s in ports.library.sources.get(resource_id(U)).urls} == {U, f"{U}/"}


def test_a_cut_url_is_flagged_and_joins_no_other(ports: Ports) -> None:
    cut = "https://doi.org/10.1016/S0065-2458(08"
    scan(ports, MemoryWiki({"a": f"<{cut}>", "b": f"<{cut})60520-3>"}))
    source = ports.library.sources.get(resource_id(cut))
    assert source.truncated
    assert source.canonical_url is None
    assert len({source_id for _, _, source_id in _cited(ports)}) == 2


def test_a_url_without_a_canonical_form_is_kept(ports: Ports) -> None:
    odd = "https://user@a.org/x"
    assert scan(ports, MemoryWiki({"a": f"<{odd}>", "b": f"<{odd}>"})).sources_new == 1
    assert ports.library.sources.get(resource_id(odd)).canonical_url is None


def test_what_a_page_gets_wrong_is_said_with_its_line(ports: Ports) -> None:
    report = scan(ports, MemoryWiki({"a": "One.[^1]\n\n[^2]: https://b.org"}))
    assert report.problems == (
        PageProblem("a", 1, "the footnote [^1] has no definition"),
        PageProblem("a", 3, "the footnote [^2] is defined and never used"),
    )
    assert ports.library.pages.problems() == list(report.problems)


class _Latin1(MemoryWiki):
    def page_ids(self) -> set[str]:
        return {"a"}

    def pages(self, only: Collection[str] | None = None) -> Iterator[PageFile]:
        yield PageFile("a", "Naïve https://a.org/x".encode("latin-1"))


def test_a_page_that_is_not_utf8(ports: Ports) -> None:
    report = scan(ports, _Latin1())
    assert report.citations == 1
    assert [problem.what for problem in report.problems] == [
        "is not UTF-8; what cannot be read was replaced"
    ]


def test_more_pages_than_a_batch(ports: Ports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "BATCH", 2)
    wiki = MemoryWiki({f"p{n}": f"{U}/{n // 2} {U}" for n in range(5)})
    report = scan(ports, wiki)
    assert (report.pages_read, report.citations, report.sources_new) == (5, 10, 4)
    assert ports.library.sources.get(resource_id(U)).cited_by_count == 5


@pytest.mark.parametrize(
    ("page_id", "text", "kind"),
    [
        ("knowledge-base/risks/x", "", "risk"),
        ("knowledge-base/capabilities/x", "", "capability"),
        ("pages/analysis/x", "", "analysis"),
        ("status/x", "", "status"),
        ("x", "", None),
        ("risks/x", "---\nentityType: concept\n---\n", "concept"),
        ("risks/rlhf", "", "response"),
        ("risks/x", "---\nentityId: rlhf\n---\n", "response"),
    ],
)
def test_the_kind_of_a_page(ports: Ports, page_id: str, text: str, kind: str | None) -> None:
    ports.library.sources.import_entities({"rlhf": "response"}, "longterm-wiki")
    scan(ports, MemoryWiki({page_id: text}))
    assert ports.library.pages.get(page_id).type == kind


def test_some_pages_and_all_that_were_never_read_as_the_wiki_is_read_now(ports: Ports) -> None:
    wiki = MemoryWiki({"a": "---\nurl: https://front.org\n---\n", "b": U})
    assert scan(ports, wiki, set()).pages_read == 2
    assert scan(ports, wiki, set()).pages_skipped == 2
    wiki.reading = Reading(fields=("url",))
    report = scan(ports, wiki, set())
    assert (report.pages_read, report.pages_skipped) == (2, 0)
    assert len(_cited(ports, "a")) == 1


class _Shuffler:
    """Workers that take all jobs before they do the first, and do the last one first."""

    def map(
        self, work: Callable[[Any], Any], jobs: Iterable[Any], size: Callable[[Any], int]
    ) -> Iterator[Any]:
        taken = list(jobs)
        assert all(size(job) > 0 for job in taken)
        done = [work(job) for job in reversed(taken)]
        yield from reversed(done)


def test_a_scan_that_others_share_in_is_the_same(ports: Ports) -> None:
    wiki = MemoryWiki({"a": f"[One]({U})", "b": f"{U} {UNKNOWN}", "c": TAG, "d": "plain"})
    wiki.texts["book"] = "---\nbibliography: refs.bib\n---\n\nAs [@one] says."
    wiki.attachments["refs.bib"] = f"@misc{{one, url = {{{KNOWN}}}}}"
    scan(ports, wiki)
    whole = ports.library.pages.citations()
    assert len(whole) == 4
    for page_id in ("a", "b", "book", "c"):
        wiki.texts[page_id] += "\n"
    report = scan(ports, wiki, None, _Shuffler())
    assert (report.pages_read, report.pages_unchanged) == (4, 1)
    assert ports.library.pages.citations() == whole
