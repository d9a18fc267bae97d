"""Screens that are styled once when they open."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from textual import events

    from tui.app import CitewikiApp

T = TypeVar("T")


class StyledOnce(Screen[T]):
    """To style a screen takes as long as to paint it. Textual does it when the screen is mounted,
    when it learns of its size, and when it is shown: here its size is known from the first, and
    what has only just been mounted is not styled over."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = False
        with suppress(RuntimeError):  # no app: it is asked for its keys alone
            self.set_class(True, *cast("CitewikiApp", self.app).sizes(), update=False)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Handled before Screen's own, as Textual goes from a class to its bases."""
        event.refresh_styles = event.refresh_styles and self._shown
        self._shown = True
