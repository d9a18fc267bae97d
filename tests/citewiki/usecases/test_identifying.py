"""Asking providers: who is asked, what is kept, and what never comes of it."""

import json
from collections.abc import Sequence

import pytest

from citewiki.domain.errors import StoreUnwritable
from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import Outcome
from citewiki.domain.providers import RENEW_AFTER, RETRY_AFTER, Identification
from citewiki.domain.sources import Field, Origin, SourceId
from citewiki.ports import Ports
from citewiki.ports.fetching import FetchRequest, FetchResult
from citewiki.ports.providers import Provider
from citewiki.usecases.identifying import (
    WORTH_ASKING,
    IdentifyReport,
    WorthAsking,
    identify,
    identify_due,
    identify_fetched,
)
from citewiki.usecases.refreshing import refresh_telling
from citewiki.usecases.showing import show
from sources.providers.table import PROVIDERS
from tests.builders import a_source
from tests.fakes import FakeClock, FakeFetcher, RecordingNarrator
from tests.sources.providers import answers

PAPER = "https://arxiv.org/pdf/2301.00001v1"
ARXIV = "https://export.arxiv.org/api/query?id_list=2301.00001&max_results=1"
POST = "https://www.lesswrong.com/posts/abcdefghij1234567/notes"
GRAPHQL = "https://www.lesswrong.com/graphql"
PAGE = "https://example.org/page"
PAPER_ID, POST_ID, PAGE_ID = (a_source(url).id for url in (PAPER, POST, PAGE))
ANSWERS = {ARXIV: answers.atom(), GRAPHQL: answers.forum_post()}


@pytest.fixture(autouse=True)
def _sources(ports: Ports) -> None:
    ports.library.sources.register([a_source(url) for url in (PAPER, POST, PAGE)])


async def ask(ports: Ports, fetcher: FakeFetcher, *ids: SourceId) -> IdentifyReport:
    return await identify(ports, fetcher, PROVIDERS, ids or None)


async def test_each_source_is_asked_of_its_own_provider(ports: Ports, clock: FakeClock) -> None:
    fetcher = FakeFetcher(ANSWERS)
    report = await ask(ports, fetcher)
    assert {(i.source_id, i.provider, i.good) for i in report.items} == {
        (PAPER_ID, "arxiv", True),
        (POST_ID, "forum", True),
    }
    assert report.unknown == (PAGE_ID,)
    by_url = {request.url: request for request in fetcher.requests}
    assert by_url[ARXIV].accept == "application/atom+xml"
    assert by_url[ARXIV].json_body is None
    assert json.loads(by_url[GRAPHQL].json_body or b"")["variables"]["id"] == "abcdefghij1234567"
    source = ports.library.sources.get(PAPER_ID)
    assert source.title == "Keeping Watch: A Study of Oversight"
    title = source.fields[Field.TITLE]
    assert (title.origin, title.by, title.at) == (Origin.PROVIDER, "arxiv", clock.now())
    assert ports.library.sources.get(POST_ID).texts(Field.AUTHORS) == ("ada", "bo")


async def test_a_source_named_twice_is_asked_for_once(ports: Ports) -> None:
    fetcher = FakeFetcher(ANSWERS)
    report = await ask(ports, fetcher, PAPER_ID, PAPER_ID)
    assert len(report.items) == len(fetcher.requests) == 1


async def test_where_the_api_may_not_be_asked_the_page_is_read(ports: Ports) -> None:
    abstract_page = "https://arxiv.org/abs/2301.00001"
    fetcher = FakeFetcher(
        {ARXIV: Outcome.ROBOTS_DENIED, abstract_page: answers.arxiv_page(comment="Withdrawn")}
    )
    report = await ask(ports, fetcher, PAPER_ID)
    assert [request.url for request in fetcher.requests] == [ARXIV, abstract_page]
    assert [(item.provider, item.good) for item in report.items] == [("arxiv", True)]
    assert ports.library.sources.get(PAPER_ID).link_state is LinkState.WITHDRAWN
    # one provider, whichever its door: the next word takes the place of this one
    await ask(ports, FakeFetcher(ANSWERS), PAPER_ID)
    assert len(ports.library.identifications.of(PAPER_ID)) == 1
    assert ports.library.sources.get(PAPER_ID).link_state is LinkState.UNCHECKED


BAD: dict[str, bytes | Outcome] = {
    "another work": answers.atom(entry_id="http://arxiv.org/abs/2301.99999v1"),
    "an error": answers.ARXIV_ERROR,
    "no XML": b"Rate exceeded.",
    "no such page": Outcome.NOT_FOUND,
    "robots": Outcome.ROBOTS_DENIED,
    "down": Outcome.CONNECT_FAILED,
}


@pytest.mark.parametrize("case", BAD)
async def test_no_answer_changes_nothing_and_says_why(
    ports: Ports, clock: FakeClock, case: str
) -> None:
    await ask(ports, FakeFetcher(ANSWERS), PAPER_ID)
    clock.advance(days=1)
    before = ports.library.sources.get(PAPER_ID)
    report = await ask(ports, FakeFetcher({ARXIV: BAD[case]}), PAPER_ID)
    (item,) = report.items
    assert not item.good
    assert item.detail
    assert ports.library.sources.get(PAPER_ID) == before
    (kept,) = ports.library.identifications.of(PAPER_ID)
    assert kept.record is not None
    assert not kept.good


async def test_due_is_never_asked_then_long_ago_then_failed(ports: Ports, clock: FakeClock) -> None:
    fetcher = FakeFetcher({ARXIV: answers.atom(), GRAPHQL: Outcome.TIMEOUT})

    async def due() -> set[str]:
        report = await identify_due(ports, fetcher, PROVIDERS)
        return {item.provider for item in report.items}

    assert await due() == {"arxiv", "forum"}
    assert await due() == set()
    clock.at += RETRY_AFTER
    assert await due() == {"forum"}
    clock.at += RENEW_AFTER - RETRY_AFTER
    assert await due() == {"arxiv", "forum"}


async def test_an_editors_word_outlasts_a_withdrawn_paper(ports: Ports) -> None:
    withdrawn = answers.atom(comment="This paper has been withdrawn by the authors")
    await ask(ports, FakeFetcher({ARXIV: withdrawn}), PAPER_ID)
    shown = show(ports, PAPER_ID)
    assert shown.source.link_state is LinkState.WITHDRAWN
    record = shown.identifications[0].record
    assert record is not None
    assert record.withdrawal == "This paper has been withdrawn by the authors"
    (said,) = json.loads(json.dumps(shown.as_json()))["identified"]
    assert said["record"]["withdrawal"] == record.withdrawal
    assert said["record"]["version"] == "v3"


async def fetched(
    ports: Ports, fetcher: FakeFetcher, providers: Sequence[Provider] = PROVIDERS
) -> WorthAsking:
    found = WorthAsking(providers)
    plan = ports.library.snapshots.plan([PAPER_ID, PAGE_ID])
    await refresh_telling(ports, fetcher, plan, found.note)
    return found


@pytest.mark.parametrize("outcome", [Outcome.NOT_FOUND, Outcome.TIMEOUT, *sorted(WORTH_ASKING)])
async def test_after_a_fetch_a_new_source_is_asked_for_once(ports: Ports, outcome: Outcome) -> None:
    page = FetchResult(
        outcome, PAPER, PAPER, media_type="text/plain", body=b"T" if outcome is Outcome.OK else None
    )
    fetcher = FakeFetcher({**ANSWERS, PAPER: [page]})
    for first in (True, False):
        asked = await identify_fetched(ports, fetcher, await fetched(ports, fetcher))
        expected = [PAPER_ID] if first and outcome in WORTH_ASKING else []
        assert [item.source_id for item in asked.items] == expected


async def test_without_providers_nobody_is_asked(ports: Ports) -> None:
    fetcher = FakeFetcher({PAPER: b"Title\ntext"})
    asked = await fetched(ports, fetcher, ())
    assert (await identify_fetched(ports, fetcher, asked)).items == ()
    assert ARXIV not in [request.url for request in fetcher.requests]


async def test_progress_is_told(ports: Ports) -> None:
    narrator = RecordingNarrator()
    told = Ports(ports.library, ports.bodies, ports.extractor, ports.clock, ports.ids, narrator)
    await ask(told, FakeFetcher(ANSWERS))
    assert [step[:3] for step in narrator.steps] == [("identifying", 1, 2), ("identifying", 2, 2)]


class FullDisk:
    """Identifications on a disk that takes nothing more."""

    def __init__(self, ports: Ports) -> None:
        self._real = ports.library.identifications
        self.plan = self._real.plan
        self.of = self._real.of

    def record(self, found: Identification) -> None:
        raise StoreUnwritable("the disk is full")


async def test_a_full_disk_ends_it_at_once(ports: Ports, monkeypatch: pytest.MonkeyPatch) -> None:
    second = a_source("https://arxiv.org/abs/2301.00002")
    ports.library.sources.register([second])
    monkeypatch.setattr(ports.library, "identifications", FullDisk(ports))
    fetcher = FakeFetcher(ANSWERS)
    with pytest.raises(StoreUnwritable, match="full"):
        await ask(ports, fetcher, PAPER_ID, second.id)
    assert [request.url for request in fetcher.requests] == [ARXIV]


async def test_one_provider_does_not_wait_for_another(ports: Ports) -> None:
    order: list[str] = []

    class Slow(FakeFetcher):
        async def fetch(self, request: FetchRequest) -> FetchResult:
            order.append(request.url)
            return await super().fetch(request)

    ports.library.sources.register([a_source("https://arxiv.org/abs/2301.00002")])
    await ask(ports, Slow(ANSWERS))
    assert order[:2] == [ARXIV, GRAPHQL]  # the second arXiv paper waits for the first alone
