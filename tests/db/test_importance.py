"""Importance in lists: the editor's, else what the citing pages suggest."""

from citewiki.domain.editorial import MergeSources, SetFields
from citewiki.domain.listing import ListView, SortKey
from citewiki.domain.sources import Field, Origin
from citewiki.ports.library import Library
from tests.builders import NOW, a_citation, a_page, a_scan, a_source

ONE, TWO, LONE = (a_source(f"https://example.org/{name}") for name in ("one", "two", "lone"))


def listed(library: Library) -> dict[str, int | None]:
    keys = library.lists.order(ListView(sort=SortKey.IMPORTANCE, descending=True))
    return {row.id: row.importance for row in library.lists.rows(keys)}


def scanned(library: Library) -> None:
    library.sources.register([ONE, TWO, LONE])
    library.pages.record(
        [
            a_scan(
                a_page("a", quality=80.0, importance=60.0),
                (ONE.id, a_citation(ONE.url)),
                (TWO.id, a_citation(TWO.url, line=2)),
                (TWO.id, a_citation(TWO.url, line=3)),
                (TWO.id, a_citation(TWO.url, line=4)),
            )
        ],
        "1",
    )


def test_suggested_where_nobody_says(library: Library) -> None:
    scanned(library)
    assert listed(library) == {TWO.id: 56, ONE.id: 28, LONE.id: None}
    assert list(listed(library)) == [TWO.id, ONE.id, LONE.id]
    known = library.sources.get(ONE.id).fields[Field.IMPORTANCE]
    assert (known.value, known.origin, known.by) == (28, Origin.DERIVED, "citing pages")


def test_an_editors_goes_first_and_may_go_again(library: Library) -> None:
    scanned(library)
    change = SetFields(ONE.id, {Field.IMPORTANCE: 90})
    library.editorial.apply(change, by="Ada", at=NOW, expected={"importance": 28})
    assert listed(library)[ONE.id] == 90
    change = SetFields(ONE.id, {Field.IMPORTANCE: None})
    library.editorial.apply(change, by="Ada", at=NOW)
    assert listed(library)[ONE.id] == 28


def test_a_page_that_changes_or_goes_moves_it(library: Library) -> None:
    scanned(library)
    library.pages.record([a_scan(a_page("a"), (ONE.id, a_citation(ONE.url)))], "1")
    assert listed(library) == {ONE.id: 50, LONE.id: None, TWO.id: None}
    library.pages.remove(["a"])
    assert set(listed(library).values()) == {None}
    assert library.upkeep.check() == []


def test_a_merged_source_adds_its_pages(library: Library) -> None:
    scanned(library)
    library.editorial.apply(MergeSources(ONE.id, TWO.id), by="Ada", at=NOW)
    assert listed(library)[TWO.id] == 70
    assert library.upkeep.check() == []
