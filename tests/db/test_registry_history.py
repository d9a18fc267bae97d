"""A registry with its history comes out of one store and into another as it was."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citewiki.domain.editorial import Change, RateVenue, SetOverride
from citewiki.domain.errors import InputError
from citewiki.domain.venues import VenueOrigin
from citewiki.export.registry_json import as_json
from citewiki.imports.registry_json import read
from citewiki.ports.library import Library
from db import store
from tests.builders import NOW, a_source, a_venue

SOURCES = [a_source("https://example.org/one"), a_source("https://other.example/two")]
VENUES = [a_venue("example"), a_venue("other", "other.example", rating=None)]
REASONS = st.text(min_size=1, max_size=20).map(lambda text: f"{text} x")
RATINGS = st.one_of(st.none(), st.integers(1, 5))
CHANGES = st.one_of(
    st.builds(
        RateVenue,
        st.sampled_from([one.id for one in VENUES]),
        RATINGS,
        REASONS,
        st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2030, 1, 1))),
    ),
    st.builds(SetOverride, st.sampled_from([one.id for one in SOURCES]), RATINGS, REASONS),
)
STEPS = st.lists(
    st.tuples(CHANGES, st.sampled_from(["Ada", "Ben \u202e"]), st.integers(0, 2)), max_size=8
)


@contextmanager
def opened(template: Path) -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(template / store.DATABASE, Path(folder) / store.DATABASE)
        library = store.open_library(Path(folder))
        library.sources.register(SOURCES)
        yield library
        library.close()


def through_json(library: Library) -> bytes:
    return json.dumps(as_json(library.venues.history())).encode("utf-8", "replace")


def filled(library: Library, steps: list[tuple[Change, str, int]]) -> None:
    library.venues.save(VENUES, VenueOrigin.STARTER)
    library.venues.save([replace(VENUES[0], rating=None, country="GB")], VenueOrigin.EDITOR)
    at = NOW
    for change, by, days in steps:
        at += timedelta(days=days)
        library.editorial.apply(change, by=by, at=at)


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_a_round_trip(store_template: Path, steps: list[tuple[Change, str, int]]) -> None:
    with opened(store_template) as old, opened(store_template) as new:
        filled(old, steps)
        document = through_json(old)
        new.venues.restore(read(document, "registry.json"))
        assert new.venues.history() == old.venues.history()
        for one in SOURCES:
            assert new.editorial.overrides(one.id) == old.editorial.overrides(one.id)
            assert new.editorial.credibility(one.id) == old.editorial.credibility(one.id)
        assert new.upkeep.check() == []
        again = new.venues.restore(read(document, "registry.json"))
        assert (again.venues, again.ratings, again.overrides, again.unknown) == (0, 0, 0, ())
        assert new.venues.history() == old.venues.history()


def test_two_histories_are_joined_in_time(store_template: Path) -> None:
    late, early = NOW + timedelta(days=9), NOW + timedelta(days=1)
    with opened(store_template) as one, opened(store_template) as other:
        for library, rating, at in ((one, 5, late), (other, 1, early)):
            filled(library, [])
            library.editorial.apply(RateVenue("example", rating, "so"), by="Ada", at=at)
        other.venues.restore(read(through_json(one), "f"))
        one.venues.restore(read(through_json(other), "f"))
        assert one.venues.history() == other.venues.history()
        assert [found.rating for found in one.venues.ratings("example")] == [5, 1, 3]
        stands = one.venues.get("example").rating
        assert stands is not None
        assert stands.rating == 5


def test_a_source_that_is_not_here_is_named(library: Library, store_template: Path) -> None:
    with opened(store_template) as old:
        filled(old, [(SetOverride(SOURCES[0].id, 4, "so"), "Ada", 0)])
        done = library.venues.restore(read(through_json(old), "f"))
    assert done.unknown == (SOURCES[0].url,)
    assert done.overrides == 0


BAD = {
    "no JSON": (b"{", "not JSON"),
    "another format": (b"[]", "no citewiki-registry-1"),
    "no list": (b'{"format": "citewiki-registry-1"}', "venues has to be a list"),
}
ENTRY: dict[str, object] = {
    "venue": "example",
    "origin": "editor",
    "rating": 3,
    "because": "so",
    "by": "Ada",
    "at": "2026-01-01T00:00:00+00:00",
    "review_by": None,
}
BAD_ENTRIES: dict[str, tuple[dict[str, object], str]] = {
    "no reason": ({"because": " … "}, "reason"),
    "off the scale": ({"rating": 6}, "is one of"),
    "a truth": ({"rating": True}, "whole number"),
    "nobody": ({"by": " "}, "by has to be"),
    "no time": ({"at": "soon"}, "number 1"),
    "no origin": ({"origin": "heaven"}, "heaven"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_export(case: str) -> None:
    content, why = BAD[case]
    with pytest.raises(InputError, match=why):
        read(content, "f.json")


@pytest.mark.parametrize("case", BAD_ENTRIES)
def test_no_rating_comes_in_undefended(case: str) -> None:
    part, why = BAD_ENTRIES[case]
    document = {
        "format": "citewiki-registry-1",
        "venues": [],
        "ratings": [{**ENTRY, **part}],
        "overrides": [],
    }
    with pytest.raises(InputError, match=why):
        read(json.dumps(document).encode(), "f.json")
