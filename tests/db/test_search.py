"""Full-text search: what is found, and that nothing a person types breaks it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citewiki.domain.editorial import SetFields
from citewiki.domain.sources import Field
from citewiki.ports.library import Library
from db import store
from tests.builders import NOW, a_snapshot, a_source, an_attempt

A = a_source("https://example.org/a", link_text="Scaling laws for reward models")
B = a_source("https://example.org/b", link_text="Über die Aufsicht")


@pytest.fixture
def two(library: Library) -> Library:
    library.sources.register([A, B])
    text = "The quick brown fox jumps over the lazy dog, at length."
    library.snapshots.record_capture(an_attempt(A.id), a_snapshot(A.id, text), text)
    return library


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("scaling", [A.id]),
        ("SCALING models", [A.id]),
        ("scaling aufsicht", []),
        ("uber", [B.id]),
        ("quick fox", [A.id]),
        ('"quick fox"', []),
        ('"quick brown"', [A.id]),
        ('"quick brown', [A.id]),
        ("scal", []),
        ("scal*", [A.id]),
        ("example.org/b", [B.id]),
        ("s*", [A.id]),
        ("d*", [B.id]),
        ("do*", [A.id]),
        ("q*", []),
        ("fox q*", [A.id]),
        ("lazy -- ( * ²", []),
        ("lazy -- ( *", [A.id]),
        ("", []),
        ('""', []),
        ("NOT", []),
        ("title:scaling", []),
    ],
)
def test_what_is_found(two: Library, query: str, found: list[str]) -> None:
    assert [hit.source_id for hit in two.search.search(query)] == found


def test_the_snippet_marks_the_words(two: Library) -> None:
    (hit,) = two.search.search("brown")
    assert "\x02brown\x03" in hit.snippet


def test_who_is_called_so_comes_before_who_mentions_it(two: Library) -> None:
    text = "aufsicht " * 400
    two.snapshots.record_capture(an_attempt(A.id), a_snapshot(A.id, text), text)
    two.editorial.apply(SetFields(B.id, {Field.TITLE: "Another " * 60 + "name"}), by="Ada", at=NOW)
    two.editorial.apply(SetFields(B.id, {Field.AUTHORS: ("Aufsicht, Ada",)}), by="Ada", at=NOW)
    assert [hit.source_id for hit in two.search.search("aufsicht", 1)] == [B.id]
    assert {hit.source_id for hit in two.search.search("aufsicht", 2)} == {A.id, B.id}


def test_a_text_full_of_a_word_is_found_behind_addresses_that_have_it(two: Library) -> None:
    addresses = [f"https://example.net/sabotage/{at}" for at in range(5)]
    two.sources.register([a_source(url, link_text="A page") for url in addresses])
    text = "Sabotage and its prevention. " * 40
    two.snapshots.record_capture(an_attempt(B.id), a_snapshot(B.id, text), text)
    assert two.search.search("sabotage", 3)[0].source_id == B.id
    title = "No word of sabotage " + "but of much else " * 60
    two.editorial.apply(SetFields(A.id, {Field.TITLE: title}), by="Ada", at=NOW)
    hits = two.search.search("sabotage", 3)
    assert [hit.source_id for hit in hits[:2]] == [A.id, B.id]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_results_are_read_in_parts(two: Library) -> None:
    ranked = two.search.ranked("example", 2)
    assert len(ranked) == 2
    parts = [two.search.hits("example", {key: score}) for key, score in ranked.items()]
    assert [hit for part in parts for hit in part] == two.search.search("example", 2)


def test_the_index_follows_title_and_text(two: Library) -> None:
    two.editorial.apply(SetFields(A.id, {Field.TITLE: "Another name"}), by="Ada", at=NOW)
    assert two.search.search("scaling") == []
    assert two.search.search("another")[0].source_id == A.id
    text = "Nothing of the sort."
    two.snapshots.record_capture(an_attempt(A.id), a_snapshot(A.id, text), text)
    assert two.search.search("fox") == []
    assert two.search.search("sort")[0].source_id == A.id
    two.upkeep.rebuild()
    assert two.search.search("fox") == []
    assert two.search.search("sort")[0].source_id == A.id


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(), max_size=40) | st.text("\"*()^-+:.{}'\\ abNEARORNOT", max_size=40))
def test_no_text_breaks_it(store_template: Path, query: str) -> None:
    library = store.open_library(store_template, read_only=True)
    try:
        library.search.search(query)
    finally:
        library.close()
