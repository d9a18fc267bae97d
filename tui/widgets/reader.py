"""Reading a text: finding words in it, and selecting a passage by keys or mouse."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from tui.caret import Caret
from tui.document import Document, Span
from tui.finding import Finding
from tui.widgets.long_text import LongText


class Reader(LongText):
    """Keys scroll until there is a caret, which they move then."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "vertical(-1)", "Line up", show=False),
        Binding("down,j", "vertical(1)", "Line down", show=False),
        Binding("pageup,b", "page(-1)", "Page up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("home,g", "edge(0)", "Beginning", show=False),
        Binding("end,G", "edge(1)", "End", show=False),
        Binding("left", "horizontal(-1)", "Caret or selection: a character back", show=False),
        Binding("right", "horizontal(1)", "Caret or selection: a character on", show=False),
        Binding("ctrl+left", "word(-1)", "Caret or selection: a word back", show=False),
        Binding("ctrl+right", "word(1)", "Caret or selection: a word on", show=False),
        Binding("shift+up", "vertical(-1, True)", "Select a line back", show=False),
        Binding("shift+down", "vertical(1, True)", "Select a line on", show=False),
        Binding("shift+left", "horizontal(-1, True)", "Select a character back", show=False),
        Binding("shift+right", "horizontal(1, True)", "Select a character on", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._notes: tuple[Span, ...] = ()
        self._finding = Finding()
        self._caret = Caret()
        self._dragging = False
        self._pressed = 0

    def show(self, document: Document, notes: Sequence[Span] = ()) -> None:
        """Show a document; place, caret and marks are kept where the text is still the same."""
        if document.text != self.text:
            self._finding, self._caret = Finding(), Caret()
        self._notes = tuple(notes)
        super().show(document)

    @property
    def selection(self) -> tuple[int, int] | None:
        """(start, end) of the selected characters, end exclusive; None where there are none."""
        return self._caret.selection(len(self.text))

    @property
    def found(self) -> tuple[int, int]:
        """(which one is shown, from 1; how many) of the places found; (0, 0) for none."""
        return self._finding.count

    @property
    def words(self) -> str:
        """What was looked for."""
        return self._finding.words

    def find(self, words: str, origin: int | None = None) -> int:
        """Mark words and go to the first place from `origin` (a character; None: the top of what
        is in sight) on; how many there are."""
        self._finding.look(self.text, words, self.top if origin is None else origin)
        self._go_to_found()
        return self.found[1]

    def find_next(self, by: int) -> None:
        if self._finding.places:
            self._finding.step(by)
            self._go_to_found()

    def select(self, start: int, end: int) -> None:
        """Select characters and bring them into sight."""
        self._caret.put(start, end)
        self.reveal(start)
        self.refresh()

    def start_selecting(self) -> None:
        """Select the place found that is in sight; else show a caret to be moved to the first
        character, then begin there; with a selection, let its other end move."""
        if not self._caret.turn():
            if (found := self.found_in_sight()) is not None:
                self._caret.put(*found)
            elif self.text:
                self._caret.at = self.top
        self.refresh()

    def clear(self) -> bool:
        """Drop the caret or selection, else the marks; whether there was anything to drop."""
        if not (self._caret.drop() or self._finding.drop()):
            return False
        self.refresh()
        return True

    def toned(self, start: int, end: int) -> list[list[Span]]:
        layers = [*super().toned(start, end), list(self._notes)]
        layers += self._finding.toned(start, end)
        if (selected := self.selection) is not None:
            layers.append([Span(*selected, "selected")])
        elif (at := self._caret.at) is not None:
            layers.append([Span(at, at + 1, "selected")])
        return layers

    def lone_caret(self) -> int | None:
        return self._caret.at

    def action_vertical(self, by: int, extend: bool = False) -> None:
        caret = self._caret_for(extend)
        if caret is None:
            self.scroll_to(y=self.scroll_offset.y + by, animate=False, immediate=True)
            return
        line = self._wrapped.index_of(caret)
        start, _, indent = self._wrapped.line(line)
        column = indent + self._wrapped.columns(start, caret)
        self._wrapped.extend(line + 2)
        there = max(0, min(line + by, len(self._wrapped) - 1))
        self._move_caret(self._wrapped.offset_at(there, column))

    def action_horizontal(self, by: int, extend: bool = False) -> None:
        caret = self._caret_for(extend)
        if caret is not None:
            self._move_caret(caret + by)

    def action_word(self, by: int) -> None:
        at = self._caret.word(self.text, by)
        if at is not None:
            self._move_caret(at)

    def action_page(self, by: int) -> None:
        step = by * max(1, self.lines - 1)
        if self._caret.at is not None:
            self.action_vertical(step)
        else:
            self.scroll_to(y=self.scroll_offset.y + step, animate=False, immediate=True)

    def action_edge(self, last: int) -> None:
        self.reveal(len(self.text) - 1 if last else 0, at_top=not last)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        at = self._offset_under(event)
        if at is not None and event.button == 1:
            self.capture_mouse()
            self._dragging = True
            self._caret.drop()
            self._pressed = at
            self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if not self._dragging:
            return
        at = self._offset_under(event)
        if at is not None and (at != self._pressed or self._caret.fixed is not None):
            self._caret.fixed = self._pressed
            self._move_caret(at)

    def on_mouse_up(self) -> None:
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def _go_to_found(self) -> None:
        if (place := self._finding.place) is not None:
            self.reveal(place[0])
        self.refresh()

    def found_in_sight(self) -> tuple[int, int] | None:
        """(start, end) of the place found that one stands at, None where it is out of sight."""
        place = self._finding.place
        return place if place is not None and self.in_sight(place[0]) else None

    def _caret_for(self, extend: bool) -> int | None:
        """The caret that a key moves, None where it scrolls; with `extend` there is one, and it
        selects from where it stands."""
        caret = self._caret
        if extend and self.text:
            if caret.at is None:
                found = self.found_in_sight()
                caret.at = self.top if found is None else found[0]
            if caret.fixed is None:
                caret.fixed = caret.at
        return caret.at

    def _move_caret(self, at: int) -> None:
        at = max(0, min(at, len(self.text) - 1))
        self._caret.at = at
        line, top = self._wrapped.index_of(at), self.scroll_offset.y
        target = max(min(top, line), line - self.lines + 1)
        if target != top:
            self.scroll_to(y=target, animate=False, immediate=True)
        self.refresh()

    def _offset_under(self, event: events.MouseEvent) -> int | None:
        if not self.text:
            return None
        place = event.get_content_offset_capture(self)
        line = max(0, min(self.scroll_offset.y + place.y, len(self._wrapped) - 1))
        return self._wrapped.offset_at(line, place.x)
