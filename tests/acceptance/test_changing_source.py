"""A source that changes at its site, through the production's wiring: fetcher, jail, store."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from citewiki.config import Settings
from citewiki.demo.server import DemoServer
from citewiki.domain.outcomes import Outcome
from citewiki.domain.sources import SourceId
from citewiki.export.cards import render
from citewiki.ports import Ports
from citewiki.usecases.adding import add
from citewiki.usecases.cards import build_card
from citewiki.usecases.refreshing import Refreshed, refresh
from citewiki.wiring import create_store, open_fetcher, open_store
from tests.fakes import SilentNarrator

PATH = "/findings.html"
SETTINGS = Settings(delay_s=0.0, contact="citewiki tests")


def page(finding: str, etag: str) -> tuple[int, dict[str, str], bytes]:
    text = f"<h1>Findings</h1><p>{finding} Every figure in it was counted by hand, twice.</p>"
    html = f"<!doctype html><title>Findings</title><article>{text}</article>"
    headers = {"Content-Type": "text/html; charset=utf-8", "ETag": etag}
    return 200, headers, html.encode()


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer({PATH: page("Eleven reviewers caught nine errors.", '"1"')}) as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Ports]:
    create_store(tmp_path / "store")
    with open_store(tmp_path / "store", SilentNarrator()) as ports:
        yield ports


def added(ports: Ports, server: DemoServer) -> Refreshed:
    async def run() -> Refreshed:
        async with open_fetcher(SETTINGS, frozenset({server.address})) as fetcher:
            return (await add(ports, fetcher, [server.url(PATH)])).refreshed.items[0]

    return asyncio.run(run())


def fetched(ports: Ports, server: DemoServer, source_id: SourceId) -> Refreshed:
    async def run() -> Refreshed:
        plan = ports.library.snapshots.plan([source_id])
        async with open_fetcher(SETTINGS, frozenset({server.address})) as fetcher:
            return (await refresh(ports, fetcher, plan)).items[0]

    return asyncio.run(run())


def test_the_card_shows_the_newest_good_version(store: Ports, server: DemoServer) -> None:
    first = added(store, server)
    source_id = first.source_id
    assert (first.outcome, first.new) == (Outcome.OK, True)
    bodies = set(store.library.snapshots.blobs())

    again = fetched(store, server, source_id)
    assert (again.outcome, again.http_status) == (Outcome.NOT_MODIFIED, 304)
    assert set(store.library.snapshots.blobs()) == bodies

    server.pages[PATH] = page("Twelve reviewers caught all ten errors.", '"2"')
    changed = fetched(store, server, source_id)
    assert (changed.outcome, changed.changed, changed.new) == (Outcome.OK, True, False)
    assert len(store.library.snapshots.of(source_id)) == 2

    server.pages[PATH] = (403, {"Content-Type": "text/html"}, b"<p>Members only</p>")
    shut = fetched(store, server, source_id)
    assert shut.outcome is Outcome.BLOCKED

    card = build_card(store, source_id)
    assert "Twelve reviewers" in card.preview
    assert card.source.link_state == "blocked"
    assert "Twelve reviewers" in render(card, "text")
    outcomes = [attempt.outcome for attempt in store.library.snapshots.attempts(source_id)]
    assert outcomes == [Outcome.BLOCKED, Outcome.OK, Outcome.NOT_MODIFIED, Outcome.OK]
