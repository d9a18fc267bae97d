"""The four places of the program, one key from each other; each stays as it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.keys import Keys
from tui.screens.base import CitewikiScreen
from tui.widgets.key_line import KeyLine
from tui.widgets.pane_tabs import PaneTabs
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from citewiki.domain.sources import SourceId

SECTIONS = ("queue", "sources", "venues", "jobs")
"""Their names as modes of the app, in the order of their keys."""


class Section(CitewikiScreen):
    """One of the places: a list, under a line of the places' names where there is room for it,
    over the line of keys."""

    SECTION: ClassVar[str]
    looked = False
    """Whether it has been on the screen before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(i + 1), f"section('{name}')", name.capitalize(), show=False)
            for i, name in enumerate(SECTIONS)
        ),
        Binding("q,f10", "app.quit", "Quit"),
    ]

    def compose(self) -> ComposeResult:
        yield PaneTabs(tuple(name.capitalize() for name in SECTIONS), id="sections")
        yield from self.body()
        yield KeyLine()

    def body(self) -> ComposeResult:
        """What stands between the names and the keys; one of the widgets is a RowList."""
        raise TypeError("a section has something to show")

    def look(self, *, keep: bool = False) -> None:
        """Ask the store again; with `keep` the cursor stays where it is."""
        raise TypeError("a section has something to look at")

    def on_mount(self) -> None:
        self.query_one("#sections", PaneTabs).choose(SECTIONS.index(self.SECTION))
        self.query_one(RowList).focus()
        self.looked = True
        self.look()

    def keys(self) -> list[Keys]:
        own = Keys(self.SECTION.capitalize(), [*RowList.BINDINGS, *type(self).BINDINGS])
        return [own, Keys("Go to", Section.BINDINGS)]

    def changed(self, source_id: SourceId | None) -> None:
        self.look(keep=True)

    def action_section(self, name: str) -> None:
        self.citewiki.go_to(name)

    @on(PaneTabs.Clicked)
    def _section(self, message: PaneTabs.Clicked) -> None:
        self.action_section(SECTIONS[message.at])
