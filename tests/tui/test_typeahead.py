"""Keys that come in one burst do what they do one by one."""

from textual.events import Key

from citewiki.ports import Ports
from tests.tui.desk import app_on, id_of, keep_sources, listed, until
from tui.screens.sources import Asked
from tui.typeahead import LONGEST_S, TypeAhead
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


async def test_a_key_whose_way_is_lost_holds_nothing_up_for_long(ports: Ports) -> None:
    keep_sources(ports, TITLES)
    app = app_on(ports)
    async with app.run_test() as pilot:
        await listed(pilot, 3)
        seen = list[str]()

        async def deliver(key: Key) -> None:
            seen.append(key.key)

        gone = SourceList()  # takes no messages: it was never put on a screen
        typed = TypeAhead(app, deliver, lambda: gone)
        await typed.take(Key("a", "a"))
        await typed.take(Key("b", "b"))
        await until(pilot, lambda: seen == ["a", "b"])
    assert LONGEST_S < 1
