"""Venues: the places without a rating, several rated at once, and one venue's file."""

import pytest

from citewiki.domain.editorial import EventKind
from citewiki.domain.venues import VenueOrigin
from citewiki.ports import Ports
from tests.builders import a_citation, a_page, a_scan, a_source, a_venue
from tests.tui.desk import EDITOR, Driver, painted, said, until
from tui.app import CitewikiApp
from tui.screens.rate_venue import RateVenueForm
from tui.screens.venue import VenueScreen
from tui.screens.venues import VenuesScreen
from tui.widgets.row_list import RowList
from tui.widgets.source_list import SourceList

URLS = {
    "often.example": ["https://often.example/1", "https://often.example/2"],
    "once.example": ["https://once.example/1"],
    "never.example": ["https://never.example/1"],
}


@pytest.fixture
def filled(ports: Ports) -> Ports:
    every = [url for urls in URLS.values() for url in urls]
    ports.library.sources.register([a_source(url) for url in every])
    ports.library.venues.save([a_venue()], VenueOrigin.STARTER)
    cited = [*URLS["often.example"], *URLS["once.example"]]
    found = [(a_source(url).id, a_citation(url)) for url in cited]
    ports.library.pages.record([a_scan(a_page(), *found)], "1")
    return ports


def app_at_venues(ports: Ports, *, read_only: bool = False) -> CitewikiApp:
    return CitewikiApp(ports, EDITOR, start="venues", read_only=read_only)


async def listed(pilot: Driver, count: int) -> RowList:
    await until(pilot, lambda: isinstance(pilot.app.screen, VenuesScreen))
    await until(pilot, lambda: bool(pilot.app.screen.query(RowList)))
    found = pilot.app.screen.query_one(RowList)
    await until(pilot, lambda: len(found.rows) == count)
    return found


async def test_the_place_on_which_most_rests_comes_first(filled: Ports) -> None:
    async with app_at_venues(filled).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 3)
        lines = painted(pilot)
        assert [line.split()[0] for line in lines[3:6]] == [
            "often.example", "once.example", "never.example",
        ]  # fmt: skip
        told = "reach 2 sources, on which 2 citations in 1 page rest"
        await until(pilot, lambda: told in " ".join(" ".join(painted(pilot)).split()))


async def test_several_are_rated_with_one_reason(filled: Ports) -> None:
    async with app_at_venues(filled).run_test(size=(80, 40)) as pilot:
        shown = await listed(pilot, 3)
        await pilot.press("m", "m", "r")
        await until(pilot, lambda: isinstance(pilot.app.screen, RateVenueForm))
        text = " ".join(" ".join(painted(pilot)).split())
        assert "Touches 3 sources, 3 citations. often.example, once.example." in text
        assert "Lifts: review, editing" in text
        await pilot.press("2", "ctrl+s")
        await until(pilot, lambda: any("needs its reason" in line for line in painted(pilot)))
        await pilot.press(*"opacity: no named authors", "ctrl+s")
        await until(pilot, lambda: len(shown.rows) == 1)
        for host in ("often-example", "once-example"):
            venue = filled.library.venues.get(host)
            assert venue.rating is not None
            assert (venue.rating.rating, venue.rating.by) == (2, EDITOR)
        kinds = [event.kind for event in filled.library.editorial.events(by=EDITOR)]
        assert kinds.count(EventKind.VENUE_RATED) == 2


async def test_a_filter_and_the_whole_registry(filled: Ports) -> None:
    async with app_at_venues(filled).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 3)
        await pilot.press("slash", *"once", "enter")
        await listed(pilot, 1)
        await pilot.press("escape")
        await listed(pilot, 3)
        await pilot.press("t")
        await listed(pilot, 1)
        await until(pilot, lambda: any("3 Good" in line for line in painted(pilot)))


async def test_a_filter_that_leaves_nothing_says_so_and_escape_clears_it(filled: Ports) -> None:
    async with app_at_venues(filled).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 3)
        await pilot.press("m", "slash", *"qqq")
        await until(pilot, lambda: any("Esc clears them" in line for line in painted(pilot)))
        await pilot.press("escape")
        await listed(pilot, 3)
        await until(pilot, lambda: "1 marked" in painted(pilot)[1])
        assert not any("Esc clears them" in line for line in painted(pilot))


async def test_a_venues_file_and_its_rating(filled: Ports) -> None:
    filled.library.sources.register([a_source("https://example.org/x")])
    async with app_at_venues(filled).run_test(size=(100, 40)) as pilot:
        await listed(pilot, 3)
        await pilot.press("t")
        await listed(pilot, 1)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, VenueScreen))
        found = pilot.app.screen.query_one(SourceList)
        await until(pilot, lambda: len(found.rows) == 1)
        await until(pilot, lambda: any("known to be careful" in x for x in painted(pilot)))
        await until(pilot, lambda: any("example.org  (starter)" in line for line in painted(pilot)))
        await pilot.press("R")
        await until(pilot, lambda: isinstance(pilot.app.screen, RateVenueForm))
        await until(
            pilot,
            lambda: any("Touches 1 source, cited in 0 pages." in line for line in painted(pilot)),
        )
        await pilot.press("5", *"review and method", "ctrl+s")
        await until(pilot, lambda: any("5/5 Gold" in line for line in painted(pilot)[:1]))
        assert len(filled.library.venues.ratings("example")) == 2
        await pilot.press("q")
        await until(pilot, lambda: isinstance(pilot.app.screen, VenuesScreen))


async def test_a_reader_rates_nothing(filled: Ports) -> None:
    async with app_at_venues(filled, read_only=True).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 3)
        await pilot.press("r")
        await until(pilot, lambda: "--read-only" in said(pilot))
        assert isinstance(pilot.app.screen, VenuesScreen)
