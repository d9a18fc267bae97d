"""Our own network being down: told by every site keeping silent, and only so."""

import asyncio
from collections.abc import Mapping, Sequence

import pytest

from citewiki.domain.errors import NetworkDown, UnknownSource
from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import Outcome
from citewiki.domain.snapshots import Attempt
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.ports.fetching import FetchRequest, FetchResult
from citewiki.usecases.outage import FIRST_HOSTS, IN_A_ROW, MIN_HOSTS, NO_ANSWER, Answers
from citewiki.usecases.refreshing import MOST_SILENT, Refreshed, refresh_telling
from citewiki.usecases.registering import register_urls
from tests.fakes import FakeClock, FakeFetcher

SILENT = sorted(NO_ANSWER)[0]
LIVE, DEAD = LinkState.LIVE, LinkState.UNREACHABLE


def answers(silent: int, answering: int, hosts: int = FIRST_HOSTS) -> Answers:
    told = Answers(hosts)
    for n in range(answering):
        told.note(f"https://a{n}.example/", Outcome.OK, LIVE)
    for n in range(silent):
        told.note(f"https://s{n}.example/", SILENT, LIVE)
    return told


@pytest.mark.parametrize(
    ("silent", "answering", "missing"),
    [(MIN_HOSTS, 0, True), (MIN_HOSTS - 1, 0, False), (3, 7, False), (4, 6, True), (0, 9, False)],
)
def test_a_share_of_silent_hosts_is_an_outage(silent: int, answering: int, missing: bool) -> None:
    assert answers(silent, answering).are_missing(0.3) is missing


ENDED = {
    "too few from the start": (FIRST_HOSTS - 1, 0, 500, False),
    "none from the start": (FIRST_HOSTS, 0, 500, True),
    "none of a few": (7, 0, 7, True),
    "not all of a few yet": (6, 0, 7, False),
    "fewer than can tell": (MIN_HOSTS - 1, 0, MIN_HOSTS - 1, False),
    "slow dead ones at the end": (IN_A_ROW - 1, 9, 500, False),
    "none any more": (IN_A_ROW, 9, 500, True),
}


@pytest.mark.parametrize("case", ENDED)
def test_there_is_no_use_in_going_on_where_nobody_answers(case: str) -> None:
    silent, answering, hosts, ended = ENDED[case]
    assert answers(silent, answering, hosts).have_ended() is ended


def test_a_host_that_answers_once_is_there() -> None:
    told = answers(FIRST_HOSTS - 1, 0)
    told.note("https://s0.example/again", Outcome.BLOCKED, LIVE)
    told.note("https://s0.example/later", SILENT, LIVE)
    told.note("https://other.example/", SILENT, LIVE)
    assert not told.have_ended()


def test_one_dead_host_with_many_sources_is_one_host() -> None:
    told = Answers()
    for n in range(FIRST_HOSTS * 2):
        told.note(f"https://dead.example/{n}", SILENT, LIVE)
    assert not told.have_ended()


@pytest.mark.parametrize("before", [LinkState.UNREACHABLE, LinkState.GONE])
def test_what_was_dead_before_says_nothing_of_our_network(before: LinkState) -> None:
    told = answers(0, 1)
    for n in range(IN_A_ROW * 2):
        told.note(f"https://dead{n}.example/", SILENT, before)
    assert not told.have_ended()
    assert not told.are_missing(0.3)


def registered(ports: Ports, urls: Sequence[str]) -> Mapping[str, SourceId]:
    return dict(zip(urls, register_urls(ports, [(url, None) for url in urls]), strict=True))


async def run(ports: Ports, fetcher: FakeFetcher) -> list[Refreshed]:
    told: list[Refreshed] = []
    await refresh_telling(ports, fetcher, ports.library.snapshots.all_targets(), told.append)
    return told


def states(ports: Ports) -> set[LinkState]:
    return {ports.library.sources.get(one).link_state for one in ports.library.snapshots.all_ids()}


def attempts(ports: Ports) -> list[Attempt]:
    library = ports.library.snapshots
    return [attempt for one in library.all_ids() for attempt in library.attempts(one)]


@pytest.mark.parametrize("hosts", [MIN_HOSTS, FIRST_HOSTS * 3])
@pytest.mark.parametrize("outcome", sorted(NO_ANSWER))
async def test_a_fetch_in_an_outage_stops_and_holds_it_against_nobody(
    ports: Ports, clock: FakeClock, hosts: int, outcome: Outcome
) -> None:
    urls = [f"https://h{n}.example/{of}" for n in range(hosts) for of in "ab"]
    registered(ports, urls)
    fetcher = FakeFetcher(dict.fromkeys(urls, outcome))
    with pytest.raises(NetworkDown, match="network"):
        await run(ports, fetcher)
    assert len(fetcher.requests) < len(urls)
    assert states(ports) == {LinkState.UNCHECKED}
    assert attempts(ports)
    assert all(one.void for one in attempts(ports))
    assert len(ports.library.snapshots.due(clock.now())) == len(urls)
    fetcher.answers = dict.fromkeys(urls, b"Title")
    assert {item.link_after for item in await run(ports, fetcher)} == {LinkState.LIVE}


async def test_silent_sites_are_told_of_as_soon_as_one_answers(ports: Ports) -> None:
    urls = [f"https://h{n}.example/" for n in range(FIRST_HOSTS)]
    ids = registered(ports, urls)
    fetcher = FakeFetcher(dict.fromkeys(urls, Outcome.DNS_FAILED))
    fetcher.answers[urls[-1]] = Outcome.BLOCKED
    told = await run(ports, fetcher)
    assert sorted(item.source_id for item in told) == sorted(ids.values())
    assert {item.link_after for item in told} == {DEAD, LinkState.BLOCKED}
    assert not any(one.void for one in attempts(ports))


async def test_of_few_sites_it_is_not_known(ports: Ports) -> None:
    urls = [f"https://h{n}.example/" for n in range(MIN_HOSTS - 1)]
    registered(ports, urls)
    told = await run(ports, FakeFetcher(dict.fromkeys(urls, Outcome.TIMEOUT)))
    assert [item.link_after for item in told] == [DEAD] * len(urls)


async def test_dead_sites_asked_again_are_no_outage(ports: Ports) -> None:
    urls = [f"https://h{n}.example/" for n in range(FIRST_HOSTS)]
    registered(ports, urls)
    fetcher = FakeFetcher(dict.fromkeys(urls, Outcome.DNS_FAILED))
    fetcher.answers[urls[0]] = b"Title"
    await run(ports, fetcher)
    fetcher.answers[urls[0]] = Outcome.DNS_FAILED
    assert [item.link_after for item in await run(ports, fetcher)] == [DEAD] * len(urls)


async def test_a_network_that_goes_down_on_the_way(ports: Ports) -> None:
    urls = [f"https://h{n}.example/" for n in range(IN_A_ROW + 50)]
    registered(ports, urls)

    told: list[Refreshed] = []
    kept = asyncio.Event()

    def tell(item: Refreshed) -> None:
        told.append(item)
        if len(told) == 30:
            kept.set()

    class Failing(FakeFetcher):
        async def fetch(self, request: FetchRequest) -> FetchResult:
            if len(self.requests) >= 30:
                await kept.wait()  # the bodies that came are read and recorded
                self.answers[request.url] = Outcome.CONNECT_FAILED
            return await super().fetch(request)

    fetcher = Failing(dict.fromkeys(urls, b"Title"))
    with pytest.raises(NetworkDown, match="any more"):
        await refresh_telling(ports, fetcher, ports.library.snapshots.all_targets(), tell)
    assert states(ports) == {LinkState.LIVE, LinkState.UNCHECKED}
    good = [one.outcome for one in attempts(ports) if not one.void]
    assert good == [Outcome.OK] * 30


async def test_a_dead_site_with_any_number_of_sources_takes_no_more_memory(ports: Ports) -> None:
    dead = [f"https://dead.example/{n}" for n in range(MOST_SILENT + 20)]
    slow = [f"https://h{n}.example/" for n in range(MIN_HOSTS)]
    registered(ports, [*dead, *slow])
    seen: list[int] = []

    class Fetcher(FakeFetcher):
        async def fetch(self, request: FetchRequest) -> FetchResult:
            if request.url in slow:  # each is as slow as the whole of the dead site
                while len(self.requests) < len(dead):
                    await asyncio.sleep(0)
                seen.append(len(attempts(ports)))
            return await super().fetch(request)

    await run(ports, Fetcher(dict.fromkeys(dead, Outcome.TIMEOUT)))
    assert min(seen) >= 19


async def test_a_source_that_is_gone_meanwhile_stops_nothing(
    ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = [f"https://h{n}.example/" for n in range(MIN_HOSTS)]
    ids = registered(ports, urls)
    keep = ports.library.snapshots.record_attempts

    def record(tried: Sequence[Attempt]) -> object:
        if ids[urls[0]] in {one.source_id for one in tried}:
            raise UnknownSource("it is gone")
        return keep(tried)

    monkeypatch.setattr(ports.library.snapshots, "record_attempts", record)
    with pytest.raises(NetworkDown):
        await run(ports, FakeFetcher(dict.fromkeys(urls, Outcome.TIMEOUT)))
    assert len(attempts(ports)) == len(urls) - 1
