"""Who sources are, what imports say of them, and the list."""

import pytest

from citewiki.domain.editorial import MergeSources, RefuseMerge, SetFields
from citewiki.domain.errors import UnknownSource, UsageError
from citewiki.domain.extraction import MetadataValue
from citewiki.domain.identity import SourceRef
from citewiki.domain.listing import ListView, SortKey
from citewiki.domain.sources import Field, FieldValue, NewSource, Origin, Value
from citewiki.domain.venues import VenueOrigin
from citewiki.ports.library import Library
from citewiki.ports.library.sources import ImportCounts
from db.library import listing
from tests.builders import (
    NOW,
    a_citation,
    a_page,
    a_scan,
    a_snapshot,
    a_source,
    a_venue,
    an_attempt,
    an_import,
)

URL = "https://example.org/paper"
ID = a_source(URL).id


def said(field: Field, value: Value, by: str = "lw") -> FieldValue:
    return FieldValue(field, value, Origin.IMPORT, by, NOW)


def test_a_source_is_registered_once(library: Library) -> None:
    assert library.sources.register([a_source(URL), a_source(URL)]) == 1
    assert library.sources.register([a_source(URL)]) == 0


def test_a_stable_id_names_one_source(library: Library) -> None:
    library.sources.register([a_source(URL)])
    other = NewSource("0" * 16, a_source(URL).stable_id, "https://b.example/", None, NOW)
    with pytest.raises(UsageError, match="stable id"):
        library.sources.register([other])


@pytest.mark.parametrize(
    "ref",
    [
        SourceRef(resource=ID),
        SourceRef(stable=a_source(URL).stable_id),
        SourceRef(url=URL),
        SourceRef(url="http://example.org/once-met"),
    ],
    ids=str,
)
def test_every_name_resolves(library: Library, ref: SourceRef) -> None:
    library.sources.register([a_source(URL)])
    library.sources.add_urls([(ID, "http://example.org/once-met", None)], NOW)
    assert library.sources.resolve(ref) == ID


def test_an_unknown_name_is_said(library: Library) -> None:
    with pytest.raises(UnknownSource, match="citewiki add"):
        library.sources.resolve(SourceRef(url="https://nowhere.example/"))


def test_importing_twice_changes_nothing(library: Library) -> None:
    records = [an_import(URL, said(Field.TITLE, "T"), said(Field.AUTHORS, ("A", "B")))]
    assert library.sources.import_records(records, "lw", NOW) == ImportCounts(1, 0, 0)
    told = library.editorial.events()
    assert library.sources.import_records(records, "lw", NOW) == ImportCounts(0, 0, 1)
    assert library.editorial.events() == told
    assert library.upkeep.check() == []


def test_a_field_that_an_import_drops_goes_and_the_others_words_stay(library: Library) -> None:
    both = an_import(URL, said(Field.TITLE, "T"), said(Field.SUMMARY, "S"))
    library.sources.import_records([both], "lw", NOW)
    library.sources.import_records([an_import(URL, said(Field.PURPOSE, "P"))], "other", NOW)
    library.editorial.apply(SetFields(ID, {Field.TAGS: ("mine",)}), by="lw", at=NOW)
    counts = library.sources.import_records([an_import(URL, said(Field.TITLE, "T2"))], "lw", NOW)
    assert counts == ImportCounts(0, 1, 0)
    fields = library.sources.get(ID).fields
    assert {field: found.value for field, found in fields.items()} == {
        Field.TITLE: "T2",
        Field.PURPOSE: "P",
        Field.TAGS: ("mine",),
    }


def test_an_editors_word_outlives_every_machine(library: Library) -> None:
    """Law 1, over all the ways in which a machine can speak."""
    library.sources.register([a_source(URL, link_text="link text")])
    library.editorial.apply(SetFields(ID, {Field.TITLE: "Mine"}), by="Ada", at=NOW)
    library.sources.import_records([an_import(URL, said(Field.TITLE, "Imported"))], "lw", NOW)
    read = (MetadataValue(Field.TITLE, "Extracted", "meta", 1.0),)
    library.snapshots.record_capture(an_attempt(ID), a_snapshot(ID, "x", metadata=read), "x")
    library.pages.record([a_scan(a_page(), (ID, a_citation(URL)))], "1")
    library.upkeep.rebuild()
    source = library.sources.get(ID)
    assert source.title == "Mine"
    assert [one.value for one in source.candidates[Field.TITLE]] == [
        "Imported",
        "Extracted",
        "link text",
    ]


def test_an_imported_title_that_is_only_link_text_yields(library: Library) -> None:
    library.sources.import_records(
        [an_import(URL, said(Field.TITLE, "$580M investment"))], "lw", NOW
    )
    read = (MetadataValue(Field.TITLE, "A Real Title", "meta", 0.9),)
    library.snapshots.record_capture(an_attempt(ID), a_snapshot(ID, "x", metadata=read), "x")
    row = library.lists.rows(library.lists.order(ListView()))[0]
    assert row.title == "$580M investment"
    page = a_page()
    library.pages.record([a_scan(page, (ID, a_citation(URL, link_text="$580M investment")))], "1")
    row = library.lists.rows(library.lists.order(ListView()))[0]
    assert row.title == library.sources.get(ID).title == "A Real Title"
    library.pages.remove([page.id])
    assert library.sources.get(ID).title == "$580M investment"


def test_the_venue_is_the_editors_then_an_imports_then_the_rules(library: Library) -> None:
    library.venues.save([a_venue(), a_venue("lab", "lab.example", rating=4)], VenueOrigin.STARTER)
    library.sources.register([a_source(URL)])
    assert library.sources.get(ID).venue_id == "example"
    library.sources.import_records([an_import(URL, said(Field.VENUE, "lab"))], "lw", NOW)
    assert library.sources.get(ID).venue_id == "lab"
    library.sources.import_records([an_import(URL, said(Field.VENUE, "not-there"))], "lw", NOW)
    assert library.sources.get(ID).venue_id == "example"
    library.editorial.apply(SetFields(ID, {Field.VENUE: "Lab"}), by="Ada", at=NOW)
    assert library.sources.get(ID).venue_id == "lab"


def _three(library: Library) -> None:
    library.sources.import_records(
        [
            an_import("https://x.example/1", said(Field.TITLE, "beta"), said(Field.IMPORTANCE, 5)),
            an_import("https://x.example/2", said(Field.TITLE, "Alpha")),
            an_import("https://x.example/3", said(Field.TITLE, "gamma"), said(Field.IMPORTANCE, 9)),
        ],
        "lw",
        NOW,
    )


@pytest.mark.parametrize(
    ("view", "titles"),
    [
        (ListView(), ["Alpha", "beta", "gamma"]),
        (ListView(descending=True), ["gamma", "beta", "Alpha"]),
        (ListView(sort=SortKey.IMPORTANCE), ["beta", "gamma", "Alpha"]),
        (ListView(sort=SortKey.IMPORTANCE, descending=True), ["gamma", "beta", "Alpha"]),
        (ListView(sort=SortKey.RATING, descending=True), ["Alpha", "beta", "gamma"]),
        (ListView(filter="ALPHA x.example"), ["Alpha"]),
        (ListView(filter="%"), []),
        (ListView(filter="_"), []),
        (ListView(filter="be ga"), []),
        (ListView(filter="\\"), []),
        (ListView(filter="a%a"), []),
        (ListView(filter="x.example", sort=SortKey.IMPORTANCE), ["beta", "gamma", "Alpha"]),
        (
            ListView(filter="A", sort=SortKey.IMPORTANCE, descending=True),
            ["gamma", "beta", "Alpha"],
        ),
        (ListView(filter="a" * 60_000), []),
        (ListView(filter=" ".join(f"{n}" for n in range(3_000))), []),
        (ListView(filter="alpha " * 3_000), ["Alpha"]),
    ],
    ids=lambda given: str(given)[:80],
)
def test_the_list(library: Library, view: ListView, titles: list[str]) -> None:
    _three(library)
    found = library.lists.rows(library.lists.order(view))
    assert [row.title for row in found] == titles


def test_a_filter_reads_an_index_alone(library: Library) -> None:
    # looked up in the table one by one, a hundred thousand sources take eight times as long
    _three(library)
    asked = list[str]()
    with library._database.read() as connection:  # type: ignore[attr-defined]
        connection.set_trace_callback(asked.append)
        listing.order(connection, ListView(filter="alpha"))
        connection.set_trace_callback(None)
        plan = connection.execute(f"EXPLAIN QUERY PLAN {asked[-1]}").fetchall()
    steps = [row[3] for row in plan if "source_merge" not in row[3]]
    assert "SCAN source USING COVERING INDEX source_by_title" in steps
    assert not any("ORDER BY" in step for step in steps)


def test_a_row_that_is_gone_is_left_out(library: Library) -> None:
    _three(library)
    keys = library.lists.order(ListView())
    assert len(library.lists.rows([keys[1], 99_999, keys[0]])) == 2


def test_the_index_knows_every_name(library: Library) -> None:
    library.sources.register([a_source(URL)])
    library.sources.add_urls([(ID, "https://e.example/x", "https://e.example/x")], NOW)
    index = library.sources.url_index()
    assert index.exact["https://e.example/x"] == index.exact[URL] == ID
    assert index.by_id(a_source(URL).stable_id) == ID


def test_new_entity_types_make_the_next_scan_read_every_page(library: Library) -> None:
    library.pages.record([a_scan(a_page())], "1")
    library.sources.import_entities({"rlhf": "concept"}, "lw")
    assert library.sources.entity_types() == {"rlhf": "concept"}
    assert library.pages.hashes() == {"concepts/rlhf": ""}
    library.pages.record([a_scan(a_page())], "1")
    library.sources.import_entities({"rlhf": "concept"}, "lw")
    assert library.pages.hashes() == {"concepts/rlhf": a_page().content_hash}


def test_hostile_text_is_kept_as_far_as_it_is_text(library: Library) -> None:
    source = a_source(URL, link_text="nul \0 and surrogate \ud800 [/]")
    library.sources.register([source])
    assert "[/]" in library.sources.get(ID).title
    assert library.search.search("surrogate")
    assert library.upkeep.check() == []


def test_sources_of_one_address(library: Library) -> None:
    one, two = a_source("https://x.example/a"), a_source("https://x.example/a/")
    other = a_source("https://x.example/b")
    library.sources.register([one, two, other])
    same = library.sources.same_address
    assert (same(one.id), same(two.id), same(other.id)) == ([two.id], [one.id], [])
    library.editorial.apply(RefuseMerge(two.id, one.id), by="Ada", at=NOW)
    assert (same(one.id), same(two.id)) == ([], [])
    library.editorial.apply(RefuseMerge(one.id, two.id, refused=False), by="Ada", at=NOW)
    library.editorial.apply(MergeSources(one.id, two.id), by="Ada", at=NOW)
    assert same(two.id) == []
