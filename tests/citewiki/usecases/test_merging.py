"""Merging two sources: every name leads to one, and a split brings back what was there."""

from typing import TYPE_CHECKING

import pytest

from citewiki.domain.errors import EditConflict, UsageError
from citewiki.domain.identity import resource_id
from citewiki.domain.listing import ListView
from citewiki.ports import Ports
from citewiki.usecases.histories import tell
from citewiki.usecases.merging import merge, proposals, refuse, split
from citewiki.usecases.scanning import scan
from citewiki.usecases.showing import show
from citewiki.usecases.sources import find
from citewiki.usecases.undoing import undo
from tests.builders import an_import
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
