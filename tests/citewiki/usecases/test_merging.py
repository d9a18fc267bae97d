"""Merging two sources: every name leads to one, and a split brings back what was there."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from citewiki.domain.duplicates import MAX_ALIKE, MIN_TEXT_BYTES, EvidenceKind
from citewiki.domain.errors import EditConflict, UsageError
from citewiki.domain.identity import resource_id
from citewiki.domain.listing import ListView
from citewiki.domain.outcomes import Outcome
from citewiki.domain.providers import Identification, ProviderRecord
from citewiki.domain.snapshots import Redirect
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.histories import tell
from citewiki.usecases.merging import merge, proposals, refuse, split
from citewiki.usecases.scanning import scan
from citewiki.usecases.showing import show
from citewiki.usecases.sources import find
from citewiki.usecases.undoing import undo
from tests.builders import NOW, a_snapshot, an_attempt, an_import
from tests.fakes import FakeClock, MemoryWiki

if TYPE_CHECKING:
    from citewiki.domain.editorial import Event

PDF, ABS = "https://arxiv.org/pdf/2203.02155v3", "https://arxiv.org/abs/2203.02155"
OTHER = "https://a.org/x"
A, B, C = map(resource_id, (PDF, ABS, OTHER))
PAGES = {
    "one": f'<R id="{A}">The PDF</R> and [it]({ABS}).',
    "two": f'<R id="{A}">The PDF</R> and [x]({OTHER}).',
}


@pytest.fixture(autouse=True)
def _three_sources(ports: Ports, clock: FakeClock) -> None:
    """A and B are one paper, imported twice; C is another work."""
    imported = [an_import(url) for url in (PDF, ABS, OTHER)]
    ports.library.sources.import_records(imported, "wiki", clock.now())
    scan(ports, MemoryWiki(PAGES))


def state(ports: Ports) -> object:
    """All that a reader sees."""
    library = ports.library
    rows = library.lists.rows(library.lists.order(ListView()))
    return (
        sorted((row.id, row.cited_by_count) for row in rows),
        [(c.page_id, c.line, c.column, c.source_id) for c in library.pages.citations()],
        {one: [found.page.id for found in library.pages.citing(one)] for one in (B, C)},
        [one.source_id for one in library.snapshots.due(ports.clock.now())],
        [hit.source_id for hit in library.search.search("arxiv")],
        library.upkeep.totals(ports.clock.now()).sources,
        find(ports, A),
    )


def test_every_name_of_the_one_leads_to_the_other(ports: Ports) -> None:
    stable = ports.library.sources.get(A).stable_id
    merge(ports, A, B, "Ada")
    assert {find(ports, name) for name in (A, stable, PDF, B, ABS)} == {B}


def test_the_citations_are_the_others(ports: Ports) -> None:
    merge(ports, A, B, "Ada")
    library = ports.library
    assert [c.page_id for c in library.pages.citations(source_id=B)] == ["one", "one", "two"]
    assert [(found.page.id, found.citations) for found in library.pages.citing(B)] == [
        ("one", 2),
        ("two", 1),
    ]
    assert library.sources.get(B).cited_by_count == 2
    assert library.upkeep.check() == []


def test_the_one_is_no_longer_listed_found_or_fetched(ports: Ports) -> None:
    merge(ports, A, B, "Ada")
    rows = ports.library.lists.rows(ports.library.lists.order(ListView()))
    assert {row.id for row in rows} == {B, C} == set(ports.library.snapshots.all_ids())
    assert A not in {one.source_id for one in ports.library.snapshots.due(ports.clock.now())}
    assert A not in {hit.source_id for hit in ports.library.search.search("arxiv")}
    assert A not in {one.source_id for one in ports.library.identifications.plan()}
    assert ports.library.upkeep.totals(ports.clock.now()).sources == 2
    shown = show(ports, PDF)
    assert (shown.source.id, [(one.id, one.by) for one in shown.merged]) == (B, [(A, "Ada")])


@pytest.mark.parametrize("back", [lambda p: split(p, A, "Ada"), lambda p: undo(p, "Ada")])
def test_a_split_brings_all_back(ports: Ports, back: object) -> None:
    before = state(ports)
    merge(ports, A, B, "Ada")
    assert state(ports) != before
    assert callable(back)
    back(ports)
    assert state(ports) == before


def test_a_scan_between_merge_and_split_changes_nothing(ports: Ports) -> None:
    merge(ports, A, B, "Ada")
    pages = {**PAGES, "three": f"[x]({PDF})"}
    scan(ports, MemoryWiki(pages))
    assert ports.library.sources.get(B).cited_by_count == 3
    split(ports, A, "Ada")
    assert [found.page.id for found in ports.library.pages.citing(A)] == ["one", "three", "two"]
    assert [found.page.id for found in ports.library.pages.citing(B)] == ["one"]
    assert ports.library.upkeep.check() == []


def test_a_split_can_be_taken_back(ports: Ports) -> None:
    merge(ports, A, B, "Ada")
    merged = state(ports)
    split(ports, A, "Ben")
    undo(ports, "Ben")
    assert state(ports) == merged


def test_the_history_tells(ports: Ports) -> None:
    events: list[Event] = [merge(ports, A, B, "Ada"), split(ports, A, "Ada")]
    assert [tell(one) for one in events] == [f"merged {A} into it", f"split {A} from it"]
    assert {one.source_id for one in events} == {B}


def test_what_is_not_possible(ports: Ports) -> None:
    with pytest.raises(UsageError, match="itself"):
        merge(ports, A, A, "Ada")
    with pytest.raises(EditConflict, match="not merged"):
        split(ports, A, "Ada")
    merge(ports, A, B, "Ada")
    with pytest.raises(EditConflict, match="already"):
        merge(ports, A, C, "Ada")
    with pytest.raises(EditConflict, match="other way round"):
        merge(ports, B, C, "Ada")
    merge(ports, C, A, "Ada")  # into what A is part of
    assert find(ports, C) == B


def test_a_refused_pair_is_proposed_no_more_until_that_is_undone(ports: Ports) -> None:
    assert [(one.source.id, one.into.id) for one in proposals(ports)] == [(B, A)]
    assert show(ports, A).duplicates == ()  # their addresses differ in these records
    refuse(ports, B, A, "Ada")
    assert proposals(ports) == []
    with pytest.raises(EditConflict, match="already"):
        refuse(ports, A, B, "Ada")
    undo(ports, "Ada")
    assert len(proposals(ports)) == 1


def test_what_is_merged_is_proposed_no_more(ports: Ports) -> None:
    merge(ports, B, A, "Ada")
    assert proposals(ports) == []


def test_what_a_redirect_proposed_and_was_merged_is_proposed_no_more(ports: Ports) -> None:
    tried = replace(
        an_attempt(C), requested_url=OTHER, final_url=ABS, redirects=(Redirect(301, ABS),)
    )
    ports.library.snapshots.record_attempt(tried)
    assert (C, B) in [(one.source.id, one.into.id) for one in proposals(ports)]
    merge(ports, C, B, "Ada")
    assert C not in {one.source.id for one in proposals(ports)}


def test_what_very_many_share_is_no_work(ports: Ports) -> None:
    urls = [f"https://b.org/{n}" for n in range(MAX_ALIKE + 1)]
    ports.library.sources.import_records([an_import(url) for url in urls], "wiki", NOW)
    ids = [resource_id(url) for url in urls]
    for one in ids[1:]:
        _is_known_as(ports, one, "10.1234/x")
    assert [one.into.id for one in proposals(ports)] == [A, *[ids[1]] * (MAX_ALIKE - 1)]
    _is_known_as(ports, ids[0], "10.1234/x")
    assert [(one.source.id, one.into.id) for one in proposals(ports)] == [(B, A)]


def _is_known_as(ports: Ports, one: SourceId, doi: str) -> None:
    said = Identification(one, "p", NOW, Outcome.OK, "", ProviderRecord(doi=doi), NOW)
    ports.library.identifications.record(said)


@pytest.mark.parametrize(("size", "evidence"), [(MIN_TEXT_BYTES, 1), (MIN_TEXT_BYTES - 1, 0)])
def test_a_text_as_short_as_a_notice_names_no_work(ports: Ports, size: int, evidence: int) -> None:
    text = "a" * size
    for one in (A, C):
        ports.library.snapshots.record_capture(None, a_snapshot(one, text), text)
    found = [said.kind for one in proposals(ports) for said in one.evidence]
    assert found.count(EvidenceKind.TEXT) == evidence
