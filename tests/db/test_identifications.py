"""What providers said: kept, replaced by newer words only, and derived from."""

from datetime import timedelta

import pytest

from citewiki.domain.editorial import EventKind
from citewiki.domain.errors import UnknownSource
from citewiki.domain.extraction import MetadataValue
from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import Outcome
from citewiki.domain.providers import Identification, ProviderRecord
from citewiki.domain.sources import Field, Origin, SourceType
from citewiki.ports.library import Library
from tests.builders import NOW, a_snapshot, a_source, an_attempt

URL = "https://arxiv.org/abs/2301.00001"
ID = a_source(URL).id
RECORD = ProviderRecord(
    title="A title \ud800",
    authors=("Ada", "Bo"),
    published="2023-01",
    type=SourceType.PAPER,
    abstract="It holds.",
    container="ICLR",
    doi="10.1/x",
    arxiv_id="2301.00001",
    version="v2",
)


def said(record: ProviderRecord | None, *, days: int = 0, by: str = "arxiv") -> Identification:
    at = NOW + timedelta(days=days)
    if record is None:
        return Identification(ID, by, at, Outcome.TIMEOUT, "too slow")
    return Identification(ID, by, at, Outcome.OK, "", record, at)


@pytest.fixture
def one(library: Library) -> Library:
    library.sources.register([a_source(URL), a_source("https://example.org/other")])
    return library


def test_a_record_comes_back_whole(one: Library) -> None:
    one.identifications.record(said(RECORD))
    (found,) = one.identifications.of(ID)
    assert found.good
    assert found.record == ProviderRecord(
        "A title ?", *(getattr(RECORD, name) for name in RECORD.__slots__[1:])
    )
    assert [(p.source_id, p.url, len(p.known)) for p in one.identifications.plan()] == [
        (ID, URL, 1),
        (a_source("https://example.org/other").id, "https://example.org/other", 0),
    ]
    assert [p.source_id for p in one.identifications.plan([ID])] == [ID]
    with pytest.raises(UnknownSource):
        one.identifications.of("f" * 16)


def test_its_fields_outrank_the_page_and_are_replaced_as_one(one: Library) -> None:
    page = a_snapshot(ID, metadata=(MetadataValue(Field.TITLE, "The page's", "title", 1.0),))
    one.snapshots.record_capture(an_attempt(ID), page, "text")
    one.identifications.record(said(RECORD))
    source = one.sources.get(ID)
    assert source.title == "A title ?"
    assert source.fields[Field.AUTHORS].origin is Origin.PROVIDER
    assert source.fields[Field.AUTHORS].by == "arxiv"
    one.identifications.record(said(ProviderRecord(title="Another"), days=1))
    source = one.sources.get(ID)
    assert source.title == "Another"
    assert Field.AUTHORS not in source.fields
    # and a new version of the page does not take them away
    one.snapshots.record_capture(an_attempt(ID), a_snapshot(ID, "Other text."), "Other text.")
    assert one.sources.get(ID).title == "Another"
    assert one.upkeep.check() == []


def test_a_bad_answer_leaves_the_good_one(one: Library) -> None:
    one.identifications.record(said(RECORD))
    one.identifications.record(said(None, days=1))
    (found,) = one.identifications.of(ID)
    assert (found.outcome, found.detail, found.good) == (Outcome.TIMEOUT, "too slow", False)
    assert (found.asked_at, found.record_at) == (NOW + timedelta(days=1), NOW)
    assert found.record is not None
    assert one.sources.get(ID).texts(Field.AUTHORS) == ("Ada", "Bo")


def test_two_providers_keep_to_themselves(one: Library) -> None:
    one.identifications.record(said(RECORD))
    one.identifications.record(said(ProviderRecord(title="By DOI"), by="doi"))
    one.identifications.record(said(ProviderRecord(title="New"), days=1))
    titles = [v.value for v in one.sources.get(ID).candidates[Field.TITLE]]
    assert sorted([one.sources.get(ID).title, *map(str, titles)]) == ["By DOI", "New"]


def test_a_withdrawal_is_the_links_state_until_it_is_taken_back(one: Library) -> None:
    one.snapshots.record_capture(an_attempt(ID), a_snapshot(ID), "text")
    due = one.sources.get(ID).next_check_at
    withdrawn = ProviderRecord(title="A title", withdrawal="Withdrawn by the author")
    one.identifications.record(said(withdrawn))
    source = one.sources.get(ID)
    assert source.link_state is LinkState.WITHDRAWN
    assert source.next_check_at == due  # the page is there, and is looked after as before
    one.identifications.record(said(None, days=1))
    one.snapshots.record_attempt(an_attempt(ID, Outcome.NOT_MODIFIED, at=NOW + timedelta(days=2)))
    assert one.sources.get(ID).link_state is LinkState.WITHDRAWN
    one.upkeep.rebuild()
    assert one.sources.get(ID).link_state is LinkState.WITHDRAWN
    one.identifications.record(said(RECORD, days=3))
    assert one.sources.get(ID).link_state is LinkState.LIVE
    moves = [
        (e.before["link_state"], e.after["link_state"])
        for e in one.editorial.events(source_id=ID)
        if e.kind is EventKind.LINK_STATE
    ]
    assert moves == [("withdrawn", "live"), ("live", "withdrawn"), ("unchecked", "live")]
    assert one.upkeep.check() == []
