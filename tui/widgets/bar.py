"""A line over or under what it is about: a name, what is asked or meant, and a place in it."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from tui.text import shown


class Bar(Horizontal):
    """A name, a widget of the screen's own that takes the room there is, and "3 of 120"."""

    DEFAULT_CSS = """
    Bar {
        height: 1;
        background: $surface;
        padding: 0 1;
        & > .bar--name { width: auto; color: $accent; text-style: bold; padding-right: 1; }
        & > .bar--place {
            width: 0; color: $foreground-muted; padding-left: 1; text-align: right;
        }
    }
    """

    def __init__(
        self, name: str, middle: Widget, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._called = Static(shown(name), classes="bar--name")
        self._middle = middle
        self._place = Static("", classes="bar--place")
        self._said = ""
        self._room = 0

    def compose(self) -> ComposeResult:
        yield self._called
        yield self._middle
        yield self._place

    def call(self, name: str) -> None:
        """Say what is shown."""
        self._called.update(shown(name))

    def stand(self, at: int, number: int, more: str = "") -> None:
        """Say that the cursor stands on a line (from 0) of so many."""
        self.say(f"{at + 1 if number else 0:,} of {number:,}{more}")

    def say(self, place: str) -> None:
        """Say in words of one's own where one stands."""
        if place == self._said:
            return
        self._said = place
        # it keeps the room that it once had: every move of a cursor would lay out the screen anew
        room = shown(place).cell_length + 1
        if room > self._room:
            self._room = room
            self._place.styles.width = room
        self._place.update(shown(place), layout=False)

    def on_resize(self) -> None:
        self._room = 0
