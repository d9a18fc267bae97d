"""What a site gives in place of a page is recorded as an attempt and never as a text."""

import re
from dataclasses import replace

import pytest

from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import Outcome
from citewiki.ports import Ports
from citewiki.ports.fetching import FetchRequest, FetchResult
from citewiki.usecases.refreshing import Refreshed, refresh
from citewiki.usecases.texts import current_text
from tests.builders import a_source
from tests.fakes import FakeFetcher

URL = "https://example.org/research/reward-hacking"
OTHER = "https://example.org/research/sandbagging"
ARTICLE = (
    b"Reward hacking\n" + b"A policy found answers that people liked and that were wrong. " * 30
)
SHELL = b"Example\nYou need to enable JavaScript to run this app."
EXCUSE = b"Page not found\nThe page you are looking for may have been moved."


def html(body: bytes, url: str = URL, final: str | None = None) -> FetchResult:
    return FetchResult(
        Outcome.OK, url, final or url, http_status=200, media_type="text/html", body=body
    )


class Site(FakeFetcher):
    """A FakeFetcher that gives every address it does not know the same answer."""

    def __init__(self, pages: dict[str, bytes], anything: bytes | Outcome) -> None:
        super().__init__({url: [html(body, url)] for url, body in pages.items()})
        self.anything = anything

    async def fetch(self, request: FetchRequest) -> FetchResult:
        if request.url not in self.answers and isinstance(self.anything, bytes):
            self.answers[request.url] = [html(self.anything, request.url)]
        return await super().fetch(request)

    @property
    def probes(self) -> list[str]:
        return [r.url for r in self.requests if re.search(r"/citewiki-S\d{9}$", r.url)]


@pytest.fixture(autouse=True)
def _sources(ports: Ports) -> None:
    ports.library.sources.register([a_source(URL), a_source(OTHER)])


async def run(ports: Ports, fetcher: FakeFetcher, *urls: str) -> list[Refreshed]:
    ids = [a_source(url).id for url in urls or (URL,)]
    return list((await refresh(ports, fetcher, ports.library.snapshots.plan(ids))).items)


async def test_a_soft_404_takes_no_text_away(ports: Ports) -> None:
    await run(ports, Site({URL: ARTICLE}, Outcome.NOT_FOUND))
    (item,) = await run(ports, Site({URL: EXCUSE}, Outcome.NOT_FOUND))
    assert (item.outcome, item.http_status, item.changed) == (Outcome.SOFT_404, 200, False)
    assert item.link_after is LinkState.SOFT_404
    assert "Page not found" in item.detail
    assert "attach SOURCE FILE" in item.detail
    assert "--via-archive" in item.detail
    source = a_source(URL).id
    assert current_text(ports, source)[1] == ARTICLE.decode()
    assert len(ports.library.snapshots.of(source)) == 1
    newest = ports.library.snapshots.attempts(source)[0]
    assert (newest.outcome, newest.http_status) == (Outcome.SOFT_404, 200)
    assert len(ports.library.snapshots.blobs()) == 1


async def test_a_first_soft_404_leaves_the_source_without_a_text(ports: Ports) -> None:
    (item,) = await run(ports, Site({URL: EXCUSE}, Outcome.NOT_FOUND))
    assert (item.outcome, item.new) == (Outcome.SOFT_404, False)
    assert current_text(ports, a_source(URL).id) == (None, "")


async def test_the_same_text_everywhere_and_one_question_a_host(ports: Ports) -> None:
    site = Site({URL: SHELL, OTHER: SHELL}, SHELL)
    items = await run(ports, site, URL, OTHER)
    assert [item.outcome for item in items] == [Outcome.SOFT_404] * 2
    assert len(site.probes) == 1
    assert site.probes[0] in items[0].detail


@pytest.mark.parametrize("anything", [Outcome.NOT_FOUND, Outcome.BLOCKED, ARTICLE, b" ", EXCUSE])
async def test_a_short_page_of_its_own_is_a_page(ports: Ports, anything: bytes | Outcome) -> None:
    site = Site({URL: SHELL}, anything)
    (item,) = await run(ports, site)
    assert (item.outcome, item.new) == (Outcome.OK, True)
    assert len(site.probes) == 1


async def test_a_page_like_any_other_costs_no_question(ports: Ports) -> None:
    site = Site({URL: ARTICLE}, SHELL)
    await run(ports, site)
    site.answers[URL] = [html(ARTICLE + b" A correction.")]
    (item,) = await run(ports, site)
    assert (item.outcome, item.changed) == (Outcome.OK, True)
    assert site.probes == []


async def test_a_page_rewritten_is_a_page(ports: Ports) -> None:
    site = Site({URL: ARTICLE}, Outcome.NOT_FOUND)
    await run(ports, site)
    site.answers[URL] = [html(b"Sandbagging\n" + b"Models may hide what they can do. " * 40)]
    (item,) = await run(ports, site)
    assert (item.outcome, item.changed) == (Outcome.OK, True)
    assert len(site.probes) == 1


async def test_a_plain_text_is_never_a_soft_404(ports: Ports) -> None:
    (item,) = await run(ports, FakeFetcher({URL: EXCUSE}))
    assert (item.outcome, item.new) == (Outcome.OK, True)


async def test_sent_to_the_entrance(ports: Ports) -> None:
    fetcher = FakeFetcher({URL: [html(ARTICLE, URL, "https://example.org/")]})
    (item,) = await run(ports, fetcher)
    assert item.outcome is Outcome.SOFT_404
    assert "entrance" in item.detail


async def test_a_lost_text_is_no_reason_to_refuse_a_new_one(ports: Ports) -> None:
    await run(ports, Site({URL: ARTICLE}, Outcome.NOT_FOUND))

    plan = ports.library.snapshots.plan([a_source(URL).id])
    assert plan[0].current is not None
    assert plan[0].current.text is not None
    lost = replace(plan[0].current.text, sha256="0" * 64)
    plan[0] = replace(plan[0], current=replace(plan[0].current, text=lost))
    assert not ports.bodies.has("0" * 64)
    new = Site({URL: ARTICLE + b"And more."}, Outcome.NOT_FOUND)
    report = await refresh(ports, new, plan)
    assert [item.outcome for item in report.items] == [Outcome.OK]
    assert report.broken == ()
