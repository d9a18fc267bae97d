"""What the forms have in common: a draft that survives, saving in a thread, errors in place."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Button, Static, TextArea

from citewiki.domain.editorial import Event
from citewiki.domain.errors import CitewikiError, EditConflict
from tui.drafts import Draft
from tui.screens.conflict import Both, ConflictScreen, Standing
from tui.screens.styled import StyledOnce
from tui.text import shown, typed
from tui.threads import away
from tui.typeahead import TURN

if TYPE_CHECKING:
    from tui.app import CitewikiApp

KEEP_EVERY_S = 0.3
"""What is typed is in the store after so long at the latest: more than that nothing can lose."""


class Prose(TextArea):
    """A few lines of text; Tab leaves it."""

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        super().__init__(
            typed(text),
            id="prose",
            compact=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=shown(placeholder),
        )

    def on_mount(self) -> None:
        self.move_cursor(self.document.end)

    def action_paste(self) -> None:
        if self.app.clipboard:
            super().action_paste()
        else:
            cast("CitewikiApp", self.app).tell_how_to_paste()


class Form(StyledOnce[Event | None], ModalScreen[Event | None]):
    """A form over one text. Dismissed with the event once it is in the store, else with None.

    What is typed is kept as a draft while it is being typed and when the form is left; saving
    forgets it. An error is shown in the form, which stays open.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # no priority: it would overtake what was typed before it and is still being taken in
        Binding("ctrl+s,f2", "save", "Save"),
        Binding("escape", "leave", "Back"),
    ]
    HINT = "Ctrl+S or F2 saves · Esc keeps a draft"

    def __init__(self, heading: str, draft: Draft, kept: str) -> None:
        super().__init__()
        self._heading = heading
        self._draft = draft
        self._kept = kept
        self._text = ""
        self._timer: Timer | None = None
        self._saving = False
        self._left = False
        self._warned = False

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="form", can_focus=False):
            yield Static(shown((self._heading, "bold")), id="heading")
            if told := self.restored():
                yield Static(shown(("Your draft is back. ", "bold"), told), id="restored")
            yield from self.fields()
            yield Static("", id="problem", classes="-none")
            with Horizontal(id="buttons"):
                yield Button("Save", id="save", variant="primary", compact=True)
                yield Button("Back", id="back", compact=True)
                yield Static(shown(self.HINT), id="hint")

    def on_mount(self) -> None:
        self.app.clear_notifications()  # what was told of the last change would cover the buttons

    def fields(self) -> ComposeResult:
        """The widgets between heading and buttons; one of them is a Prose."""
        raise TypeError("a form has fields of its own")

    def save(self) -> Event:
        """Carry the change out. Called in a thread, with `gather`ed values."""
        raise TypeError("a form has a change of its own")

    def restored(self) -> str:
        """What to say where a draft is shown again; "" where none is."""
        return "It was kept when you left." if self._kept else ""

    def drafted(self) -> str:
        """All that is typed and chosen, as the draft keeps it."""
        return self.prose

    def gather(self) -> None:
        """Take from the widgets what `save` needs. Raises UsageError for what is missing."""

    def conflicting(self, error: EditConflict) -> Both:
        """What was read is out of date: read again, so that saving once more means to overrun it.
        Called in a thread."""
        return Both(error.theirs, "", error.ours)

    def take(self) -> None:
        """Take what stands in the widgets: the messages that tell of it may be under way."""
        self._text = self.query_one(Prose).text

    @property
    def prose(self) -> str:
        """What stands in the form's text."""
        return self._text

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        self._text = event.text_area.text
        self.touched()

    def touched(self) -> None:
        """Something was typed: keep the draft soon, though the typing goes on."""
        if self._timer is None:
            self._timer = self.set_timer(KEEP_EVERY_S, self._keep_soon)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_leave()

    def action_save(self) -> None:
        if not self._saving:
            self._saving = True
            self.take()
            self.run_worker(self._save(), name="save", group=TURN)

    def action_leave(self) -> None:
        self.take()
        self.run_worker(self._leave(), name="leave", group=TURN)

    async def on_unmount(self) -> None:
        if not self._left:  # the program is being left with the form open
            await self._keep(quietly=True)

    def problem(self, text: str) -> None:
        """Say what is wrong, in the form."""
        line = self.query_one("#problem", Static)
        line.update(shown(text))
        line.set_class(not text, "-none")
        line.scroll_visible(animate=False)

    async def _save(self) -> None:
        try:
            self.gather()
            event = await away(self, self.save)
        except EditConflict as error:
            both = await away(self, partial(self.conflicting, error))
            self.app.push_screen(ConflictScreen(both), self._settle)
            return
        except CitewikiError as error:
            self.problem(str(error))
            return
        finally:
            self._saving = False
        self._left = True
        self._stop_timer()
        try:
            await self._draft.keep("")
        except CitewikiError as error:
            self.log.warning(str(error))  # the change itself is saved; a stale draft harms nobody
        self.dismiss(event)

    def _settle(self, standing: Standing | None) -> None:
        """The editor has seen both texts."""
        if standing is Standing.YOURS:
            self.action_save()
        elif standing is Standing.THEIRS:
            self.run_worker(self._drop(), name="leave", group=TURN)
        else:
            self.problem("Not saved. Ctrl+S puts yours in the place of theirs.")

    async def _drop(self) -> None:
        """Leave without a draft."""
        self._left = True
        self._stop_timer()
        with cast("CitewikiApp", self.app).telling():
            await self._draft.keep("")
        self.dismiss(None)

    async def _leave(self) -> None:
        if await self._keep() or self._warned:
            self._left = True
            self.dismiss(None)
        else:
            self._warned = True

    async def _keep(self, *, quietly: bool = False) -> bool:
        """Keep the draft now; whether the form may be left."""
        if self._left:  # what was typed is saved or dropped: the timer's worker came late
            return True
        self._stop_timer()
        try:
            await self._draft.keep(self.drafted() if self._is_own() else "")
        except CitewikiError as error:
            if not quietly:
                self.problem(f"The draft could not be kept: {error}. Esc again leaves without it.")
            return False
        return True

    def _is_own(self) -> bool:
        """Whether what stands in the form is worth keeping."""
        return bool(self.prose.strip())

    def _keep_soon(self) -> None:
        self._timer = None
        self.run_worker(self._keep(quietly=True), name="draft")

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
