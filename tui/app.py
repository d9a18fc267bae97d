"""The editors' terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from textual import events, work
from textual.app import App, SystemCommand
from textual.messages import ExitApp
from textual.screen import Screen

from citewiki.domain.errors import CitewikiError, UsageError
from citewiki.usecases.editors import named
from tui import opening
from tui.garbage import LOOK_EVERY_S as SWEEP_EVERY_S
from tui.garbage import Sweeper
from tui.hangup import LOOK_EVERY_S, Leaving, Typing, leave_on_signals, terminal_is_gone
from tui.messages import SourceChanged
from tui.screens.section import Section
from tui.text import plain, typed
from tui.themes import DARK, LIGHT
from tui.typeahead import LOOK_EVERY_S as LOOK_AT_KEYS_EVERY_S
from tui.typeahead import TypeAhead, to_come

if TYPE_CHECKING:
    from citewiki.domain.editorial import Event
    from citewiki.domain.sources import SourceId
    from citewiki.ports import Ports
    from tui.nights import NightRun, Nights

NOT_IN_PALETTE = (
    *("command_palette", "app.command_palette", "app.focus_next", "app.focus_previous"),
    "screen.copy_text",
)
"""Textual's own keys, which nobody looks for by name."""

WIDTHS = [(0, "-narrow"), (60, "-wide")]
HEIGHTS = [(0, "-low"), (18, "-high")]
"""The classes that a screen has from so many columns, and from so many lines on."""

SAY_S = 4
SAY_ERROR_S = 8

LOAD_REST_AFTER_S = 0.1
"""When what keys open is loaded: the first frame stands, and nobody has read it yet. What is being
asked of the store by then is waited for: it is what the editor is waiting for too."""


class CitewikiApp(App[None]):
    """Find, read, rate, annotate, review. `editor` None looks on and changes nothing."""

    CSS_PATH = "app.tcss"
    TITLE = "citewiki"

    def __init__(
        self,
        ports: Ports,
        editor: str | None,
        *,
        preview_chars: int = 3_000,
        start: str = "queue",
        read_only: bool = False,
        registrable: Callable[[str], str] = str,
        nights: Nights | None = None,
        theme: str = DARK.name,
    ) -> None:
        """`start` is one of `opening.SECTIONS`; `registrable`: host -> registrable domain. Without
        `nights` none can be run from here."""
        self.DEFAULT_MODE = start  # type: ignore[misc]  # Textual asks the instance
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS = WIDTHS, HEIGHTS
        self.ports = ports
        self.named = editor  # whose saved lists these are, also where nothing may be changed
        self.editor = None if read_only else editor
        self.read_only = read_only
        self.registrable = registrable
        self.nights = nights
        self.night: NightRun | None = None
        self.merges: Mapping[SourceId, SourceId] | None = None  # proposed; None: not looked for
        self.preview_chars = preview_chars
        self.animation_level = "none"
        self._sweeper: Sweeper | None = None
        self._leaving = Leaving()
        self._typed = TypeAhead(
            self, super().on_event, lambda: self.focused or self.screen, partial(to_come, self)
        )
        for one in (DARK, LIGHT):
            self.register_theme(one)
        self._wrong_theme = "" if theme in self.available_themes else theme
        self._begin_in(DARK.name if self._wrong_theme else theme)

    def _begin_in(self, theme: str) -> None:
        """As by setting `theme`, which would have every style sheet read twice more once the app
        runs: there is nothing yet that was read in other colours."""
        self.set_reactive(App.theme, theme)
        dark = self.current_theme.dark
        self.set_class(dark, "-dark-mode", update=False)
        self.set_class(not dark, "-light-mode", update=False)
        self.set_class(True, f"-theme-{theme}", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[Any]:
        """The section that one begins with. Were it one of `MODES`, Textual would read every style
        sheet again before it is painted."""
        return opening.SECTIONS[self.DEFAULT_MODE]()

    def sizes(self) -> list[str]:
        """The classes that the terminal's size gives a screen. Textual gives it them only when it
        is laid out, and has all of it styled and laid out again for them."""
        return [
            max(step for step in steps if step[0] <= size)[1]
            for size, steps in zip(self.size, (WIDTHS, HEIGHTS), strict=True)
        ]

    def clear_selection(self) -> None:
        """An Input looks at its selection as it is mounted. Where tasks begin at once (Textual has
        it so from Python 3.12 on), that comes before the first screen is on its stack."""
        if self.screen_stack:
            super().clear_selection()

    def on_mount(self) -> None:
        for name, place in opening.SECTIONS.items():
            self.add_mode(name, place)
        if self._wrong_theme:
            known = ", ".join(sorted(self.available_themes))
            self.say(f"there is no theme {self._wrong_theme}; there are {known}", "error")
        if self.is_headless:
            return  # there is no terminal to lose
        leave_on_signals(self._leave)
        self._sweeper = Sweeper()
        self.set_interval(SWEEP_EVERY_S, self._sweeper.sweep)
        self.set_timer(LOAD_REST_AFTER_S, self._load_rest)
        self.set_interval(LOOK_EVERY_S, self._leave_if_lost)

    def _load_rest(self) -> None:
        if any(worker.group == "query" for worker in self.workers):
            self.set_timer(LOAD_REST_AFTER_S, self._load_rest)
        else:
            self.run_worker(opening.load_rest, group="load", thread=True)

    def _leave_if_lost(self) -> None:
        if terminal_is_gone():
            self._leave()

    def _leave(self) -> None:
        """As the server of a page asks for it when the page is closed."""
        self.post_message(ExitApp())

    def on_exit_app(self, asked: ExitApp) -> None:
        """An open form keeps its draft as it is left, with all that was typed before."""
        screen = self.screen_stack[-1] if self.screen_stack else None
        if not isinstance(screen, Typing) or not screen.is_mounted:
            return
        if self._leaving.too_soon(at_rest=self._typed.at_rest):
            asked.prevent_default()
            asyncio.get_running_loop().call_later(LOOK_AT_KEYS_EVERY_S, self._leave)
        else:
            screen.take()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette has every key of the screen that it was called on, by what it does."""
        told = set(NOT_IN_PALETTE)
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.description and binding.action not in told:
                told.add(binding.action)
                act = partial(self.run_action, binding.action, active.node)
                yield SystemCommand(
                    binding.description, f"key: {self.get_key_display(binding)}", act
                )
        yield SystemCommand(
            "Theme", "Other colours; the setting `theme` keeps one", self.search_themes
        )

    def go_to(self, section: str) -> None:
        """Show a section as it was left, with what has changed in the store since."""
        self.switch_mode(section)
        place = self.screen_stack[0]
        if isinstance(place, Section) and place.looked:
            place.look(keep=True)

    def who(self) -> str:
        """Who acts here. Raises UsageError where nobody may."""
        if self.read_only:
            raise UsageError("opened with --read-only: nothing can be changed here")
        return named(self.editor)

    def say(self, text: str, severity: Literal["information", "error"] = "information") -> None:
        """One line for the editor in place of the last, gone again after a few seconds."""
        self.clear_notifications()
        timeout = SAY_ERROR_S if severity == "error" else SAY_S
        self.notify(plain(text, 300), severity=severity, timeout=timeout, markup=False)

    @work(thread=True, group="night")
    def run_night(self, by: str) -> None:
        """Run one, in a thread; it is told when it is over."""
        if self.nights is None:
            return
        run = self.night = opening.night(self.nights, self.ports, by)
        said = run.told()
        self.night = None
        self.call_from_thread(self._night_over, said)

    def _night_over(self, said: str) -> None:
        self.say(said)
        for screen in self.screen_stack:
            screen.post_message(SourceChanged(None))

    def on_unmount(self) -> None:
        if self.night is not None:
            self.night.cancel()

    def tell_change(self, event: Event, said: str) -> None:
        """Say what is in the store now, and let every screen look again; those of another
        section look when one comes back to them."""
        self.say(said)
        for screen in self.screen_stack:
            screen.post_message(SourceChanged(event.source_id))

    def copy(self, text: str) -> None:
        """Hand a text, made harmless, to the terminal's clipboard, and say so."""
        safe = typed(text)
        self.copy_to_clipboard(safe)
        whose = "browser" if self.is_web else "terminal"
        self.say(f"copied {len(safe):,} characters, if your {whose} lets programs do so")

    def tell_how_to_paste(self) -> None:
        """For Ctrl+V where nothing was copied here: the clipboard of the desk is the terminal's."""
        self.say("nothing was copied in here; what was copied elsewhere, Ctrl+Shift+V pastes")

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Say the error that ends what is inside, and live on."""
        try:
            yield
        except CitewikiError as error:
            self.say(str(error), "error")

    def nothing_at_hand(self) -> CitewikiError:
        return UsageError("there is no source here to act on")

    async def on_event(self, event: events.Event) -> None:
        """What is pasted is text from outside like any other."""
        if isinstance(event, events.Paste):
            event.text = typed(event.text)
        if self._sweeper is not None and isinstance(event, events.Key | events.MouseEvent):
            self._sweeper.key()
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._typed.take(event)
        else:
            await super().on_event(event)
