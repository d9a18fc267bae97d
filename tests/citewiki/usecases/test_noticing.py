"""Retractions: an imported list flags the wiki's works by their DOIs, and only those."""

import json
from datetime import timedelta

import pytest

from citewiki.domain.editorial import EventKind, MergeSources, SetFields
from citewiki.domain.extraction import MetadataValue
from citewiki.domain.identity import SourceRef
from citewiki.domain.links import LinkState
from citewiki.domain.notices import NoticeKind
from citewiki.domain.outcomes import Outcome
from citewiki.domain.providers import Identification, ProviderRecord
from citewiki.domain.sources import Field, FieldValue, Origin
from citewiki.export import card_html, card_json, card_markdown, card_text
from citewiki.ports import Ports
from citewiki.ports.library.sources import ImportedSource
from citewiki.usecases.cards import build_card
from citewiki.usecases.noticing import NoticesReport, import_retractions, newly_noticed
from citewiki.usecases.showing import show
from tests.builders import NOW, a_snapshot, a_source
from tests.fakes import FakeClock

HEAD = "Record ID,Reason,RetractionDate,RetractionDOI,OriginalPaperDOI,RetractionNature\n"
BY_URL = a_source("https://doi.org/10.1234/BY-URL")
PUBLISHER = a_source("https://dl.acm.org/doi/abs/10.1145/publisher.1")
IMPORTED = a_source("https://example.org/imported")
EXTRACTED = a_source("https://example.org/extracted")
ASKED = a_source("https://example.org/asked")
GUESSED = a_source("https://example.org/guessed")
OTHER = a_source("https://doi.org/10.1234/other")
FIVE = {BY_URL.id, PUBLISHER.id, IMPORTED.id, EXTRACTED.id, ASKED.id}
DOIS = ["10.1234/by-url", "10.1145/Publisher.1", "10.1234/imported", "10.1234/EXTRACTED",
        "https://doi.org/10.1234/asked", "10.1234/guessed", "10.9999/elsewhere"]  # fmt: skip


def rows(*dois: str, nature: str = "Retraction", day: str = "3/4/2021 0:00", first: int = 1) -> str:
    return "".join(
        f"{n},+Errors in Data;,{day},,{doi},{nature}\n" for n, doi in enumerate(dois, first)
    )


def take(ports: Ports, text: str, **options: bool) -> NoticesReport:
    return import_retractions(ports, (HEAD + text).encode(), "rw.csv", "Ada", **options)


def flagged(ports: Ports) -> set[str]:
    return {
        one.id
        for one in (BY_URL, PUBLISHER, IMPORTED, EXTRACTED, ASKED, GUESSED, OTHER)
        if ports.library.sources.get(one.id).link_state is LinkState.WITHDRAWN
    }


@pytest.fixture(autouse=True)
def _sources(ports: Ports) -> None:
    library = ports.library
    library.sources.register([BY_URL, PUBLISHER, EXTRACTED, ASKED, GUESSED, OTHER])
    said = FieldValue(Field.DOI, "10.1234/Imported", Origin.IMPORT, "wiki", NOW)
    library.sources.import_records([ImportedSource(IMPORTED, (said,), {})], "wiki", NOW)
    for source, sure in ((EXTRACTED, 0.95), (GUESSED, 0.5)):
        doi = f"10.1234/{source.url.rpartition('/')[2]}"
        found = (MetadataValue(Field.DOI, doi, "citation_doi", sure),)
        library.snapshots.record_capture(None, a_snapshot(source.id, metadata=found), "text")
    record = ProviderRecord(title="Asked", doi="10.1234/asked")
    library.identifications.record(
        Identification(ASKED.id, "doi", NOW, Outcome.OK, "", record, NOW)
    )


def test_exactly_those_are_flagged_and_again_changes_nothing(ports: Ports) -> None:
    report = take(ports, rows(*DOIS))
    assert {one.source_id for one in report.noticed} == flagged(ports) == FIVE
    assert (report.counts.added, report.counts.unchanged) == (7, 0)
    events = ports.library.editorial.events(kinds={EventKind.LINK_STATE})
    assert {event.source_id for event in events} == FIVE
    before = ports.library.notices.standing()
    again = take(ports, rows(*DOIS))
    assert (again.counts.added, again.counts.changed, again.counts.unchanged) == (0, 0, 7)
    assert ports.library.notices.standing() == before
    assert ports.library.editorial.events(kinds={EventKind.LINK_STATE}) == events
    assert ports.library.upkeep.check() == []


def test_one_registered_later_is_flagged_from_the_start(ports: Ports, clock: FakeClock) -> None:
    take(ports, rows("10.5555/later"))
    clock.advance(days=1)
    late = a_source("https://doi.org/10.5555/LATER", at=clock.now())
    ports.library.sources.register([late])
    assert ports.library.sources.get(late.id).link_state is LinkState.WITHDRAWN
    assert list(newly_noticed(ports, NOW)) == [late.id]


def test_a_reinstatement_undoes(ports: Ports) -> None:
    take(ports, rows(*DOIS))
    take(ports, rows("10.1234/by-url", nature="Reinstatement", day="1/1/2022", first=100))
    assert flagged(ports) == FIVE - {BY_URL.id}
    assert build_card(ports, BY_URL.id).notices == ()
    told = show(ports, BY_URL.url).as_json()["notices"]
    assert isinstance(told, list)
    assert [(one["kind"], one["in_force"]) for one in told] == [
        ("retraction", False),
        ("reinstatement", False),
    ]


def test_a_changed_row_and_a_whole_list(ports: Ports) -> None:
    take(ports, rows(*DOIS))
    changed = take(ports, rows("10.1234/other"))
    assert (changed.counts.added, changed.counts.changed) == (0, 1)
    assert flagged(ports) == FIVE - {BY_URL.id} | {OTHER.id}
    whole = take(ports, rows("10.1234/other"), replace=True)
    assert whole.counts.changed == 6
    assert flagged(ports) == {OTHER.id}


def test_corrections_and_concerns_leave_the_link_alone(ports: Ports) -> None:
    take(ports, rows("10.1234/by-url", nature="Correction"))
    take(ports, rows("10.1145/publisher.1", nature="Expression of Concern", first=2))
    assert flagged(ports) == set()
    assert [one.kind for one in build_card(ports, BY_URL.id).notices] == [NoticeKind.CORRECTION]
    assert set(newly_noticed(ports, NOW - timedelta(days=1))) == {BY_URL.id, PUBLISHER.id}
    assert newly_noticed(ports, NOW) == {}


def test_the_editors_doi_is_the_one_that_counts(ports: Ports) -> None:
    take(ports, rows(*DOIS))
    change = SetFields(BY_URL.id, {Field.DOI: "10.7777/mine"})
    ports.library.editorial.apply(change, by="Ada", at=NOW)
    assert BY_URL.id not in flagged(ports)
    change = SetFields(OTHER.id, {Field.DOI: "10.9999/ELSEWHERE"})
    ports.library.editorial.apply(change, by="Ada", at=NOW)
    assert OTHER.id in flagged(ports)


def test_a_merged_source_brings_its_notices(ports: Ports) -> None:
    take(ports, rows("10.1234/by-url"))
    ports.library.editorial.apply(MergeSources(BY_URL.id, OTHER.id), by="Ada", at=NOW)
    assert flagged(ports) == {BY_URL.id, OTHER.id}
    assert list(ports.library.notices.standing()) == [OTHER.id]
    assert ports.library.sources.resolve(SourceRef(url=BY_URL.url)) == OTHER.id
    assert ports.library.upkeep.check() == []


def test_a_provider_and_a_list_speak_side_by_side(ports: Ports) -> None:
    record = ProviderRecord(title="Asked", doi="10.1234/asked", withdrawal="Retraction: 10.1/n")
    said = Identification(ASKED.id, "doi", NOW, Outcome.OK, "", record, NOW)
    ports.library.identifications.record(said)
    take(ports, rows("10.1234/asked"))
    found = build_card(ports, ASKED.id).notices
    assert [one.told_by for one in found] == ["retraction-watch", "doi"]


def test_every_card_says_so(ports: Ports) -> None:
    take(ports, rows("10.1234/by-url"))
    card = build_card(ports, BY_URL.id)
    said = "RETRACTED 2021-03-04: Errors in Data"
    assert said in " ".join(card_text.render(card).split())
    assert "RETRACTED 2021" in card_markdown.render(card).replace("\\", "")
    assert said in card_html.render(card)
    (one,) = json.loads(card_json.render(card))["notices"]
    assert (one["kind"], one["on"], one["record"]) == ("retraction", "2021-03-04", "1")
    clean = build_card(ports, OTHER.id)
    assert "RETRACTED" not in card_text.render(clean)
