"""The line of input in a bar."""

from typing import ClassVar

from textual.geometry import Size
from textual.reactive import Reactive

from tui.widgets.line import Line


class BarInput(Line):
    """An input as wide as its bar leaves it, whatever is typed: Textual's lays out the screen anew
    with every letter, which takes as long as painting a list."""

    virtual_size: ClassVar[Reactive[Size]] = Reactive(Size(0, 0), layout=False)  # type: ignore[misc]
