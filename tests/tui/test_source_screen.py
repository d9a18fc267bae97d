"""One source's screen: panes, finding, selecting, annotating."""

import pytest

from citewiki.domain.extraction import ReadOutcome
from citewiki.ports import Ports
from tests.builders import a_citation, a_page, a_scan
from tests.tui.desk import (
    EDITOR,
    app_on,
    id_of,
    keep_citation,
    keep_sources,
    keep_text,
    listed,
    opened,
    painted,
    pane,
    said,
    until,
    url_of,
)
from tui.screens.address import AddressScreen
from tui.screens.annotate import AnnotateForm
from tui.screens.source import SourceScreen
from tui.screens.sources import SourcesScreen

TITLE = "On oversight"
TEXT = "First line of it.\n\nScalable oversight is the second line.\n" + "\n".join(
    f"Line {i} says oversight again." for i in range(200)
)


@pytest.fixture
def one(ports: Ports) -> Ports:
    keep_sources(ports, [TITLE])
    keep_text(ports, TITLE, TEXT)
    keep_citation(ports, TITLE)
    return ports


async def test_the_panes(one: Ports) -> None:
    async with app_on(one).run_test(size=(100, 40)) as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        for expected in (TITLE, "3/5 Good", "Cited by 1 page", "Cached content"):
            await until(pilot, lambda e=expected: e in "\n".join(painted(pilot)))  # type: ignore[misc]
        await pilot.press("2")
        assert pane(pilot, 1).text == TEXT
        await pilot.press("3")
        assert "line 7" in pane(pilot, 2).text
        assert "It is so." in pane(pilot, 2).text
        await pilot.press("tab")
        assert "registered as" in pane(pilot, 3).text
        await pilot.press("q")
        assert isinstance(pilot.app.screen, SourcesScreen)


async def test_a_text_that_is_not_whole_is_said_to_be_partial(ports: Ports) -> None:
    keep_sources(ports, [TITLE])
    keep_text(ports, TITLE, TEXT, ReadOutcome.PARTIAL)
    async with app_on(ports).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await until(pilot, lambda: any("partial text" in line for line in painted(pilot)))


async def test_finding(one: Ports) -> None:
    async with app_on(one).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("2", "slash", *"OVERSIGHT", "enter")
        reader = pane(pilot, 1)
        assert reader.found == (1, 201)
        await until(pilot, lambda: any("1 of 201" in line for line in painted(pilot)))
        await pilot.press("n", "n")
        assert reader.found == (3, 201)
        await pilot.press("N", "N", "N")
        assert reader.found == (201, 201)
        await until(pilot, lambda: any("Line 199" in line for line in painted(pilot)))
        await until(pilot, lambda: any("201 of 201" in line for line in painted(pilot)))
        await pilot.press("escape")
        assert reader.found == (0, 0)


async def test_a_note_on_what_the_keys_selected(one: Ports) -> None:
    async with app_on(one).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("2", "v", "v", *["right"] * 4)
        assert pane(pilot, 1).selection == (0, 5)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, AnnotateForm))
        await pilot.press(*"see", "ctrl+s")
        await until(pilot, lambda: bool(one.library.editorial.annotations(id_of(TITLE))))
        (note,) = one.library.editorial.annotations(id_of(TITLE))
        assert (note.anchor.exact, note.note, note.by) == ("First", "see", EDITOR)
        await until(pilot, lambda: "noted on" in said(pilot))
        assert pane(pilot, 1).selection is None
        await pilot.press("u")
        await until(pilot, lambda: not one.library.editorial.annotations(id_of(TITLE)))
        await until(pilot, lambda: "took back: noted on “First”" in said(pilot))


async def test_it_finds_as_one_types_from_where_one_was(one: Ports) -> None:
    async with app_on(one).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("2", "slash", *"line 150")
        reader = pane(pilot, 1)
        await until(pilot, lambda: any("Line 150" in line for line in painted(pilot)))
        await pilot.press("backspace", "backspace", "backspace")
        await until(pilot, lambda: any("First line" in line for line in painted(pilot)))
        await pilot.press("enter", "1")
        await until(pilot, lambda: not any("Find line" in line for line in painted(pilot)))
        await pilot.press("2")
        await until(pilot, lambda: any("Find line" in line for line in painted(pilot)))
        await pilot.press("escape")
        assert reader.found == (0, 0)


async def test_what_was_found_is_selected_and_either_end_moves(one: Ports) -> None:
    async with app_on(one).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("2", "slash", *"oversight is", "enter", "v")
        reader = pane(pilot, 1)

        def selected() -> str:
            return "" if reader.selection is None else TEXT[slice(*reader.selection)]

        assert selected() == "oversight is"
        await pilot.press("ctrl+right")
        assert selected() == "oversight is the"
        await pilot.press("v", "ctrl+left")
        assert selected() == "Scalable oversight is the"
        await pilot.press("escape", "escape", "v", "ctrl+right", "down", "v", "shift+right")
        assert reader.selection is not None
        assert reader.selection[0] > 0
        await pilot.press("c")
        await until(pilot, lambda: "copied 2 characters" in said(pilot))
        assert pilot.app.clipboard == selected()
        await pilot.press("Q")
        await until(pilot, lambda: pilot.app.clipboard.startswith("> "))
        assert "[On oversight](https://example.org/" in pilot.app.clipboard


async def test_a_note_is_put_on_what_was_found(one: Ports) -> None:
    async with app_on(one).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("2", "slash", *"oversight is", "enter", "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, AnnotateForm))
        await pilot.press(*"so", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
    (note,) = one.library.editorial.annotations(id_of(TITLE))
    assert (note.anchor.exact, note.note) == ("oversight is", "so")


async def test_a_citation_leads_to_the_passage_of_its_claim(ports: Ports) -> None:
    keep_sources(ports, [TITLE])
    keep_text(ports, TITLE, f"{TEXT}\nLabellers preferred the smaller model in 71% of trials.")
    found = a_citation(url_of(TITLE), line=7, claim="Labellers preferred it in 71% of trials.")
    other = a_citation(url_of(TITLE), line=9, claim="Deception was never measured anywhere.")
    scan = a_scan(a_page(), (id_of(TITLE), found), (id_of(TITLE), other))
    ports.library.pages.record([scan], "1")
    async with app_on(ports).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("3", "down", "enter")
        await until(pilot, lambda: "no passage" in said(pilot))
        await pilot.press("up", "enter")
        await until(pilot, lambda: any("71% of trials" in line for line in painted(pilot)))
        await until(pilot, lambda: pane(pilot, 1).selection is not None)
        selected = pane(pilot, 1).selection
        assert selected is not None
        assert pane(pilot, 1).text[slice(*selected)].startswith("Labellers preferred")


async def test_a_claim_has_no_place_in_a_source_without_a_text(ports: Ports) -> None:
    keep_sources(ports, [TITLE])
    keep_citation(ports, TITLE)
    async with app_on(ports).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("3", "enter")
        await until(pilot, lambda: "fetch it, or attach a file" in said(pilot))


async def test_a_note_on_what_the_mouse_selected(one: Ports) -> None:
    async with app_on(one).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("2")
        reader = pane(pilot, 1)
        await until(pilot, lambda: any(TEXT.split("\n", 1)[0] in row for row in painted(pilot)))
        left, top = reader.content_region.offset
        await pilot.mouse_down(offset=(left + 6, top))
        await pilot.hover(offset=(left + 9, top))
        await pilot.mouse_up(offset=(left + 9, top))
        assert reader.selection is not None
        start, end = reader.selection
        assert TEXT[start:end] == "line"


async def test_a_note_on_a_typed_quote(one: Ports) -> None:
    async with app_on(one).run_test(size=(80, 24)) as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, AnnotateForm))
        await pilot.press(*"not in it", "enter", *"hm", "ctrl+s")
        await until(pilot, lambda: any("do not stand in" in line for line in painted(pilot)))
        await pilot.press("shift+tab", *["backspace"] * 20, *"the second line", "ctrl+s")
        await until(pilot, lambda: bool(one.library.editorial.annotations(id_of(TITLE))))


async def test_a_source_without_text_says_so(ports: Ports) -> None:
    keep_sources(ports, [TITLE])
    async with app_on(ports).run_test() as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("2", "v", "right", "slash", *"x", "enter", "n", "escape")
        assert "no text" in pane(pilot, 1).text


async def test_the_url_is_shown_and_no_browser_opened(one: Ports) -> None:
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, AddressScreen))
        await until(pilot, lambda: any("https://example.org/" in line for line in painted(pilot)))
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, SourcesScreen)


async def test_a_megabyte_of_text_is_there_at_once_and_can_be_left(ports: Ports) -> None:
    keep_sources(ports, [TITLE])
    keep_text(ports, TITLE, "All work and no play. " * 50_000 + "The end.")
    async with app_on(ports).run_test() as pilot:
        await listed(pilot, 1)
        await opened(pilot)
        await pilot.press("2")
        await until(pilot, lambda: any("All work" in line for line in painted(pilot)))
        await pilot.press("end")
        await until(pilot, lambda: any("The end." in line for line in painted(pilot)))
        await pilot.press("home")
        await until(pilot, lambda: pane(pilot, 1).scroll_offset.y == 0)
