"""Taking over another wiki."""

import pytest

from citewiki.domain.errors import InputError
from citewiki.domain.identity import SourceRef
from citewiki.domain.sources import Field, NewSource
from citewiki.ports import Ports
from citewiki.ports.library.sources import ImportCounts
from citewiki.usecases.importing import import_longterm_wiki
from tests.citewiki.imports.test_longterm_wiki import real_files
from tests.citewiki.imports.wiki_files import FILES
from tests.fakes import FakeClock
from tests.shared_data import shared

GPT4 = "227c865a2154436e"
CUT = "1111111111111111"


def test_imports(ports: Ports) -> None:
    report = import_longterm_wiki(ports, FILES)
    assert report.venues == ImportCounts(3, 0, 0)
    assert report.sources == ImportCounts(4, 0, 0)
    assert (report.rows, report.entities) == (7, 2)
    source = ports.library.sources.get(GPT4)
    assert source.title == "GPT-4 technical report"
    assert source.texts(Field.KEY_POINTS) == ("One", "Two")
    assert source.venue_id == "openai"
    assert ports.library.editorial.credibility(GPT4).rating == 4
    assert ports.library.sources.entity_types()["rlhf"] == "response"


def test_importing_again_changes_nothing(ports: Ports, clock: FakeClock) -> None:
    import_longterm_wiki(ports, FILES)
    before = ports.library.sources.get(GPT4)
    clock.advance(days=1)
    report = import_longterm_wiki(ports, FILES)
    assert report.venues == ImportCounts(0, 0, 3)
    assert report.sources == ImportCounts(0, 0, 4)
    assert ports.library.sources.get(GPT4) == before


def test_a_changed_row_changes_its_source_alone(ports: Ports) -> None:
    import_longterm_wiki(ports, FILES)
    papers = FILES["resources/papers.yaml"].replace(b"What it is.", b"Something else.")
    report = import_longterm_wiki(ports, {**FILES, "resources/papers.yaml": papers})
    assert report.sources == ImportCounts(0, 1, 3)
    assert ports.library.sources.get(GPT4).text(Field.SUMMARY) == "Something else."


def test_a_cut_url_is_flagged(ports: Ports) -> None:
    report = import_longterm_wiki(ports, FILES)
    source = ports.library.sources.get(CUT)
    assert source.truncated
    assert source.canonical_url is None
    assert any(CUT in problem and "so it is not fetched" in problem for problem in report.problems)


def test_a_rating_of_the_wiki_s_own_is_offered_not_taken(ports: Ports) -> None:
    report = import_longterm_wiki(ports, FILES)
    assert any("citewiki rate 2222222222222222 5" in problem for problem in report.problems)
    assert ports.library.editorial.overrides("2222222222222222") == []


def test_stable_ids_are_taken_over(ports: Ports) -> None:
    given = {GPT4: "aBcDeFgH12", CUT: "aBcDeFgH12", "2222222222222222": "no"}
    report = import_longterm_wiki(ports, FILES, given)
    assert ports.library.sources.resolve(SourceRef(stable="aBcDeFgH12")) == GPT4
    assert ports.library.sources.get(CUT).stable_id != "aBcDeFgH12"
    assert sum("was not taken over" in problem for problem in report.problems) == 2


def test_a_source_in_the_store_keeps_its_stable_id(ports: Ports) -> None:
    url = "https://cdn.openai.com/papers/gpt-4.pdf"
    new = NewSource(GPT4, "zzzzzzzzzz", url, url, ports.clock.now(), "a link")
    ports.library.sources.register([new])
    import_longterm_wiki(ports, FILES, {GPT4: "aBcDeFgH12"})
    source = ports.library.sources.get(GPT4)
    assert (source.stable_id, source.title) == ("zzzzzzzzzz", "GPT-4 technical report")


def test_another_folder_is_an_error(ports: Ports) -> None:
    with pytest.raises(InputError):
        import_longterm_wiki(ports, {})


def test_the_real_wiki_twice(ports: Ports) -> None:
    files = real_files(shared("longterm-wiki"))
    first = import_longterm_wiki(ports, files)
    assert first.sources == ImportCounts(5_975, 0, 0)
    assert first.venues == ImportCounts(79, 0, 0)
    second = import_longterm_wiki(ports, files)
    assert second.sources == ImportCounts(0, 0, 5_975)
    assert second.venues == ImportCounts(0, 0, 79)
    assert second.problems == first.problems
