"""What SQLite says of sources as far as venues go."""

import pytest

from citewiki.domain.coverage import CitingCount, Standing
from citewiki.domain.editorial import SetOverride
from citewiki.domain.errors import NotFound
from citewiki.domain.sources import Field, FieldValue, Origin
from citewiki.domain.venues import VenueOrigin
from citewiki.ports.library import Library
from citewiki.ports.library.sources import ImportedSource
from tests.builders import NOW, a_citation, a_page, a_scan, a_source, a_venue

ONE = a_source("https://example.org/one")
TWO = a_source("https://example.org/two")
FAR = a_source("https://elsewhere.org/")


@pytest.fixture(autouse=True)
def _store(library: Library) -> None:
    library.venues.save([a_venue(rating=3)], VenueOrigin.STARTER)
    named = FieldValue(Field.VENUE, "gone", Origin.IMPORT, "wiki", NOW)
    library.sources.register([ONE, TWO])
    library.sources.import_records([ImportedSource(FAR, (named,), {})], "wiki", NOW)
    library.pages.record(
        [
            a_scan(
                a_page("a", importance=80.0),
                (ONE.id, a_citation(ONE.url, line=1)),
                (ONE.id, a_citation(ONE.url, line=2)),
                (TWO.id, a_citation(TWO.url, line=3)),
            ),
            a_scan(a_page("b"), (ONE.id, a_citation(ONE.url)), (FAR.id, a_citation(FAR.url))),
        ],
        "1",
    )


def test_standings(library: Library) -> None:
    found = {one.source_id: one for one in library.venues.standings()}
    assert list(found) == [ONE.id, TWO.id, FAR.id]
    one = found[ONE.id]
    assert (one.venue_id, one.imported, one.rated, one.citations) == ("example", None, True, 3)
    assert set(one.cited_by) == {CitingCount("a", 80.0, 2), CitingCount("b", None, 1)}
    assert found[FAR.id] == Standing(
        FAR.id, FAR.url, None, "gone", False, (CitingCount("b", None, 1),)
    )


def test_pages_that_a_venue_carries(library: Library) -> None:
    assert (library.venues.source_count("example"), library.venues.page_count("example")) == (2, 2)
    with pytest.raises(NotFound, match="nowhere"):
        library.venues.page_count("nowhere")


def test_an_override_stands_by_itself(library: Library) -> None:
    library.editorial.apply(SetOverride(ONE.id, 5, "replicated"), by="Ada", at=NOW)
    assert (library.venues.source_count("example"), library.venues.page_count("example")) == (1, 1)
