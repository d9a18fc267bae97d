"""Hostile text on every screen: shown as text, nothing runs, no control byte goes out."""

import unicodedata

import pytest
from textual import events

from citewiki.domain.sources import Field
from citewiki.ports import Ports
from citewiki.usecases.annotating import annotate
from citewiki.usecases.editing import edit
from citewiki.usecases.rating import rate
from tests.tui.desk import (
    Driver,
    app_on,
    id_of,
    keep_citation,
    keep_sources,
    keep_text,
    listed,
    opened,
    painted,
    pane,
    until,
)
from tui.screens.form import Prose
from tui.screens.sources import SourcesScreen
from tui.widgets.asked import Asked

HOSTILE = {
    "markup": 'a [00] [/] b [@click=app.quit]x[/] [link="https://a.example/\x1b]8;;x\x07"]x[/link]',
    "controls": "\x1b]52;c;cHduZWQ=\x07t\x1b[2J\x1b[Ht\x9b2Jt\x9d0;x\x9ct\u202et\u2066\u2069\u200f",
    "line ends": "one\r\ntwo\u2028three\x0b\x0c",
    "long": "x" * 100_000,
    "marks and wide": "e" + "\u0301" * 5_000 + "中" * 400,
}


def inert(lines: list[str]) -> bool:
    bad = {"Cc", "Cs", "Co", "Cn"}
    return not any(unicodedata.category(c) in bad or c in "\u202e\u2066" for c in "".join(lines))


async def looks_inert(pilot: Driver) -> None:
    await pilot.pause()
    lines = painted(pilot)
    assert inert(lines)
    assert lines


@pytest.mark.parametrize("name", HOSTILE)
async def test_every_screen(ports: Ports, name: str) -> None:
    text = HOSTILE[name]
    source_id = id_of(text)
    keep_sources(ports, [text])
    keep_text(ports, text, f"{text}\nquoted {text}")
    keep_citation(ports, text)
    rate(ports, source_id, 2, text, "Grace")
    edit(ports, source_id, {Field.ABSTRACT: text, Field.TAGS: (text,)}, f"G{text[:50]}")
    annotate(ports, source_id, "quoted", text, "Grace")
    async with app_on(ports).run_test(size=(100, 40), notifications=True) as pilot:
        await listed(pilot, 1)
        await looks_inert(pilot)
        await opened(pilot)
        for key in "1234":
            await pilot.press(key)
            await until(pilot, lambda key=key: bool(pane(pilot, int(key) - 1).text))  # type: ignore[misc]
            await looks_inert(pilot)
        for keys in (("r",), ("e",), ("e", "enter"), ("m",), ("o",), ("question_mark",)):
            await pilot.press(keys[0])
            await until(pilot, lambda: pilot.app.screen.is_modal)
            before = pilot.app.screen
            for key in keys[1:]:
                await pilot.press(key)
                await until(
                    pilot,
                    lambda b=before: pilot.app.screen is not b and pilot.app.screen.is_modal,  # type: ignore[misc]
                )
            await looks_inert(pilot)
            await pilot.press("escape")
            await until(pilot, lambda: not pilot.app.screen.is_modal)
        await pilot.press("2", "v", "right", "right", "a")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await looks_inert(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: not pilot.app.screen.is_modal)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(pilot.app.screen, SourcesScreen))
        await pilot.press("f", *"quoted")
        await listed(pilot, 1)
        await looks_inert(pilot)
        assert pilot.app.is_running


async def test_a_message_with_a_hostile_title_is_text(ports: Ports) -> None:
    text = "\x1b]52;c;x\x07[@click=app.quit]x[/] [/]"
    keep_sources(ports, [text])
    async with app_on(ports).run_test(notifications=True) as pilot:
        await listed(pilot, 1)
        pilot.app.say(text, "error")  # type: ignore[attr-defined]
        await until(pilot, lambda: any("app.quit" in line for line in painted(pilot)))
        await looks_inert(pilot)


async def test_what_is_pasted_is_made_harmless(ports: Ports) -> None:
    keep_sources(ports, ["One"])
    async with app_on(ports).run_test() as pilot:
        await listed(pilot, 1)
        await pilot.press("slash")
        pilot.app.post_message(events.Paste("\x1b]52;c;x\x07words"))
        box = pilot.app.screen.query_one(Asked)
        await until(pilot, lambda: "words" in box.value)
        assert "\x1b" not in box.value
        await pilot.press("escape", "m")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press("o")
        pilot.app.post_message(events.Paste("a\n\x1b[2Jb"))
        prose = pilot.app.screen.query_one(Prose)
        await until(pilot, lambda: prose.text.startswith("a\n"))
        assert "\x1b" not in prose.text
