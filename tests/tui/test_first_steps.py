"""The terminal on a real store: find, open, and hostile titles that stay text."""

from datetime import UTC, datetime

import pytest

from citewiki.domain.identity import resource_id
from citewiki.domain.sources import Field, NewSource
from citewiki.domain.urls import canonicalize
from citewiki.ports import Ports
from citewiki.usecases.editing import edit
from tui.app import CitewikiApp

HOSTILE = ["a [00] [/] b", "[@click=app.quit]x[/]", "\x1b]52;c;aGk=\x07stolen", "\u202egnp.exe"]


def _add(ports: Ports, title: str, n: int) -> str:
    url = f"https://example.org/{n}"
    at = datetime(2026, 1, 1, tzinfo=UTC)
    new = NewSource(resource_id(url), f"{n:010d}", url, canonicalize(url), at)
    ports.library.sources.register([new])
    edit(ports, new.id, {Field.TITLE: title}, "Ada")
    return new.id


def _painted(app: CitewikiApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


def test_an_input_may_be_there_before_the_first_screen_is(ports: Ports) -> None:
    """As from Python 3.12 on, where Textual's tasks begin at once (test_pty holds all of it)."""
    CitewikiApp(ports, "Ada", start="sources").clear_selection()


async def test_filter_and_open(ports: Ports) -> None:
    for n, title in enumerate(("Alpha report", "Beta report", "Gamma study")):
        _add(ports, title, n)
    app = CitewikiApp(ports, "Ada", start="sources")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"gamma")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Gamma study" in _painted(app)
        assert "Alpha report" not in _painted(app)
        await pilot.press("enter")
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Resource ID" in _painted(app) or "Gamma study" in _painted(app)


@pytest.mark.parametrize("title", HOSTILE)
async def test_a_hostile_title_is_text(ports: Ports, title: str) -> None:
    _add(ports, title, 1)
    app = CitewikiApp(ports, "Ada", start="sources")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        painted = _painted(app)
    assert not [c for c in painted if c != "\n" and not c.isprintable()]
    assert title.lstrip("\x1b\u202e")[:5] in painted
