"""The four places of the program, one key from each other; each stays as it was left."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.screens.base import CitewikiScreen
from tui.widgets.pane_tabs import PaneTabs

SECTIONS = ("queue", "sources", "venues", "jobs")
"""Their names as modes of the app, in the order of their keys."""


class Section(CitewikiScreen):
    """One of the places. A line of their names stands at the top where there is room for it."""

    SECTION: ClassVar[str]
    looked = False
    """Whether it has been on the screen before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(i + 1), f"section('{name}')", name.capitalize(), show=False)
            for i, name in enumerate(SECTIONS)
        ),
        Binding("q", "app.quit", "Quit"),
    ]

    def tabs(self) -> ComposeResult:
        """The line of names."""
        yield PaneTabs(tuple(name.capitalize() for name in SECTIONS), id="sections")

    def look(self, *, keep: bool = False) -> None:
        """Ask the store again; with `keep` the cursor stays where it is."""
        raise TypeError("a section has something to look at")

    def on_mount(self) -> None:
        self.query_one("#sections", PaneTabs).choose(SECTIONS.index(self.SECTION))
        self.looked = True

    def action_section(self, name: str) -> None:
        self.citewiki.go_to(name)

    @on(PaneTabs.Clicked)
    def _section(self, message: PaneTabs.Clicked) -> None:
        self.action_section(SECTIONS[message.at])
