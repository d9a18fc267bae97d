"""Keys that come in one burst do what they do one by one."""

from threading import Event
from typing import Any

import pytest
from textual.events import Key

from citewiki.ports import Ports
from tests.tui.desk import app_on, burst, id_of, keep_sources, listed, painted, until
from tui import typeahead
from tui.screens import rate
from tui.screens.sources import SourcesScreen
from tui.typeahead import LONGEST_S, TypeAhead
from tui.widgets.asked import Asked
from tui.widgets.source_list import SourceList

TITLES = ["Alpha", "Beta", "Gamma"]


async def test_letters_behind_a_key_go_where_it_leads(ports: Ports) -> None:
    keep_sources(ports, TITLES)
    async with app_on(ports).run_test() as pilot:
        await listed(pilot, 3)
        for key, character in (("slash", "/"), *((one, one) for one in "gamma"), ("enter", "\r")):
            pilot.app.post_message(Key(key, character))
        found = await listed(pilot, 1)
        assert pilot.app.screen.query_one(Asked).value == "gamma"
        assert found.source_id == id_of("Gamma")
        await until(pilot, lambda: isinstance(pilot.app.focused, SourceList))


async def test_letters_behind_the_end_of_a_filter_go_to_the_list(ports: Ports) -> None:
    keep_sources(ports, TITLES)
    async with app_on(ports).run_test() as pilot:
        await listed(pilot, 3)
        burst(pilot, "slash", "a", "enter", "j", "j")
        await until(pilot, lambda: "3 of 3" in painted(pilot)[1])
        assert pilot.app.screen.query_one(Asked).value == "a"


async def test_letters_behind_a_key_that_opens_a_form_reach_the_form(
    ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_sources(ports, TITLES)
    read, may_read = rate.read_start, Event()

    def read_late(*of: Any) -> object:
        may_read.wait(30)
        return read(*of)

    monkeypatch.setattr(rate, "read_start", read_late)
    monkeypatch.setattr(typeahead, "LONGEST_S", 60)
    async with app_on(ports).run_test() as pilot:
        await listed(pilot, 3)
        for key in ("r", "4", *"sound"):
            pilot.app.post_message(Key(key, key))
        await pilot.pause()
        assert isinstance(pilot.app.screen, SourcesScreen)
        may_read.set()
        await until(pilot, lambda: isinstance(pilot.app.screen, rate.RateForm))
        await until(pilot, lambda: any("sound" in line for line in painted(pilot)))


async def test_letters_behind_the_key_that_saves_are_for_what_comes_after_the_form(
    ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_sources(ports, TITLES)
    monkeypatch.setattr(typeahead, "LONGEST_S", 60)
    async with app_on(ports).run_test(size=(120, 24)) as pilot:
        await listed(pilot, 3)
        burst(pilot, "r", "5", *"one", "ctrl+s", "j", "r", "1", *"two", "ctrl+s", "j")
        await until(pilot, lambda: "3 of 3" in painted(pilot)[1])
        await until(pilot, lambda: "1 Low" in painted(pilot)[4])
        assert "5 Gold" in painted(pilot)[3]


async def test_a_form_that_does_not_come_holds_nothing_up_for_long(ports: Ports) -> None:
    keep_sources(ports, TITLES)
    app = app_on(ports)
    async with app.run_test() as pilot:
        found = await listed(pilot, 3)
        seen = list[str]()

        async def deliver(key: Key) -> None:
            seen.append(key.key)

        typed = TypeAhead(app, deliver, lambda: found, lambda: lambda: True)
        await typed.take(Key("a", "a"))
        await typed.take(Key("b", "b"))
        assert seen == ["a"]
        await until(pilot, lambda: seen == ["a", "b"])


async def test_a_key_whose_way_is_lost_holds_nothing_up_for_long(ports: Ports) -> None:
    keep_sources(ports, TITLES)
    app = app_on(ports)
    async with app.run_test() as pilot:
        await listed(pilot, 3)
        seen = list[str]()

        async def deliver(key: Key) -> None:
            seen.append(key.key)

        gone = SourceList()  # takes no messages: it was never put on a screen
        typed = TypeAhead(app, deliver, lambda: gone, lambda: lambda: False)
        await typed.take(Key("a", "a"))
        await typed.take(Key("b", "b"))
        await until(pilot, lambda: seen == ["a", "b"])
    assert LONGEST_S < 1
