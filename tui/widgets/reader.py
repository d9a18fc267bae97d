"""A reader for texts of any length: lines are broken as they come into sight."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.document import Document, Span, painted, places
from tui.text import segment
from tui.wrapping import Wrapped

_WORD_BEGINS = re.compile(r"(?<!\S)\S")

SLICE_S = 0.004
"""Time in one go for breaking the lines that are not in sight yet; keys come in between."""

TONES = (
    "title", "heading", "soft", "good", "warn", "bad", "accent", "note", "match", "match-now",
    "selected",
)  # fmt: skip


class Reader(ScrollView, can_focus=True):
    """Shows a document; finds words in it; lets a passage be selected by keys or mouse."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"reader--{tone}" for tone in TONES}
    DEFAULT_CSS = """
    Reader {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: scroll;
        & > .reader--title { text-style: bold; color: $accent; }
        & > .reader--heading { text-style: bold; }
        & > .reader--soft { color: $foreground-muted; }
        & > .reader--good { color: $text-success; }
        & > .reader--warn { color: $text-warning; }
        & > .reader--bad { color: $text-error; }
        & > .reader--accent { color: $accent; }
        & > .reader--note { text-style: underline; color: $text-warning; }
        & > .reader--match { background: $warning 35%; }
        & > .reader--match-now { background: $warning; color: $background; text-style: bold; }
        & > .reader--selected { background: $primary; color: $background; }
    }
    """
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

    @dataclass
    class Selected(Message):
        """The selection, or what was found, has changed."""

        reader: "Reader"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._document = Document("")
        self._notes: tuple[Span, ...] = ()
        self._wrapped = Wrapped("", 1)
        self._found: list[tuple[int, int]] = []
        self._found_at = 0
        self._caret: int | None = None
        self._fixed: int | None = None
        self._dragging = False
        self._pressed = 0
        self._goal: int | None = None
        self.words = ""

    def show(self, document: Document, notes: Sequence[Span] = ()) -> None:
        """Show a document; the place is kept where the text is still the same."""
        same = document.text == self._document.text
        top = self.top if same else 0
        self._document, self._notes = document, tuple(notes)
        if not same:
            self._found, self._caret, self._fixed = [], None, None
            self.words = ""
        self._wrap(top)

    @property
    def text(self) -> str:
        return self._document.text

    @property
    def selection(self) -> tuple[int, int] | None:
        """(start, end) of the selected characters, end exclusive; None where there are none."""
        if self._fixed is None or self._caret is None:
            return None
        low, high = sorted((self._fixed, self._caret))
        return low, min(high + 1, len(self.text))

    @property
    def found(self) -> tuple[int, int]:
        """(which one is shown, from 1; how many) of the places found; (0, 0) for none."""
        return (self._found_at + 1, len(self._found)) if self._found else (0, 0)

    def find(self, words: str, origin: int | None = None) -> int:
        """Mark words and go to the first place from `origin` (a character; None: the top of what
        is in sight) on; how many there are."""
        self.words = words
        self._found = places(self.text, words)
        starts = [start for start, _ in self._found]
        here = self.top if origin is None else origin
        self._found_at = bisect_left(starts, here) % max(1, len(starts))
        self._go_to_found()
        return len(self._found)

    def find_next(self, by: int) -> None:
        if self._found:
            self._found_at = (self._found_at + by) % len(self._found)
            self._go_to_found()

    def select(self, start: int, end: int) -> None:
        """Select characters and bring them into sight."""
        self._fixed, self._caret = start, max(start, end - 1)
        self._reveal(start)
        self._changed()

    def start_selecting(self) -> None:
        """Select the place found that is in sight; else show a caret to be moved to the first
        character, then begin there; with a selection, let its other end move."""
        if self._caret is not None and self._fixed is not None:
            self._fixed, self._caret = self._caret, self._fixed
        elif self._caret is not None:
            self._fixed = self._caret
        elif (found := self._found_in_sight()) is not None:
            self._fixed, self._caret = found[0], found[1] - 1
        elif self.text:
            self._caret = self.top
        self._changed()

    def clear(self) -> bool:
        """Drop the caret or selection, else the marks; whether there was anything to drop."""
        if self._caret is not None:
            self._caret = self._fixed = None
        elif self._found or self.words:
            self._found, self.words = [], ""
        else:
            return False
        self._changed()
        return True

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
        """A selection grows by a word; a lone caret goes to where a word begins."""
        if self._caret is None:
            return
        at, text = self._caret + by, self.text
        if by > 0 and self._fixed is None:
            at = next((m.start() for m in _WORD_BEGINS.finditer(text, at)), at)
        else:
            while 0 < at < len(text) - 1 and text[at].isspace():
                at += by
            while 0 < at < len(text) - 1 and not text[at + by].isspace():
                at += by
        self._move_caret(at)

    def action_page(self, by: int) -> None:
        step = by * max(1, self._height - 1)
        if self._caret is not None:
            self.action_vertical(step)
        else:
            self.scroll_to(y=self.scroll_offset.y + step, animate=False, immediate=True)

    def action_edge(self, last: int) -> None:
        self._reveal(len(self.text) - 1 if last else 0, at_top=not last)

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        if self._wrapped.width != self._width:
            self._wrap(self.top)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        at = self._offset_under(event)
        if at is not None and event.button == 1:
            self.capture_mouse()
            self._dragging = True
            self._fixed, self._caret = None, None
            self._pressed = at
            self._changed()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if not self._dragging:
            return
        at = self._offset_under(event)
        if at is not None and (at != self._pressed or self._fixed is not None):
            self._fixed = self._pressed
            self._move_caret(at)

    def on_mouse_up(self) -> None:
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def render_line(self, y: int) -> Strip:
        width, base = self._width, self.rich_style
        if width != self._wrapped.width and y == 0:
            # a text that came between a pane's being shown and its having a place on the screen
            # was wrapped for no width, and no resize may follow
            self.call_later(self._fit)
        at = self.scroll_offset.y + y
        if at >= len(self._wrapped):
            return Strip.blank(width, base)
        start, end, indent = self._wrapped.line(at)
        segments: list[Segment] = [segment(" " * indent, base)] if indent else []
        for one, next_, tone in painted(start, end, self._layers(start, end)):
            style = base
            if tone:
                style += self.get_component_rich_style(f"reader--{tone}", partial=True)
            segments.append(segment(self.text[one:next_], style))
        if self._caret == end and self.text[end : end + 1] == "\n":
            style = self.get_component_rich_style("reader--selected", partial=True)
            segments.append(segment(" ", base + style))
        return Strip(segments).adjust_cell_length(width, base)

    @property
    def _width(self) -> int:
        return max(1, self.scrollable_content_region.width)

    @property
    def _height(self) -> int:
        return max(1, self.scrollable_content_region.height)

    def _layers(self, start: int, end: int) -> list[list[Span]]:
        """The spans on a stretch, lowest layer first."""
        layers = [_on(self._document.spans, start, end), list(self._notes)]
        if self._found:
            first = max(0, bisect_left(self._found, (start, 0)) - 1)
            near = self._found[first : first + end - start + 2]
            layers.append([Span(one, other, "match") for one, other in near])
            now = self._found[self._found_at]
            layers.append([Span(*now, "match-now")])
        if (selected := self.selection) is not None:
            layers.append([Span(*selected, "selected")])
        elif self._caret is not None:
            layers.append([Span(self._caret, self._caret + 1, "selected")])
        return layers

    def _wrap(self, top: int) -> None:
        """Break lines anew, with the character at `top` in the first line in sight."""
        self._wrapped = Wrapped(self.text, self._width, hang=self._document.hang)
        self._wrapped.extend(self.scroll_offset.y + 2 * self._height, SLICE_S)
        self._measure()
        self._reveal(top, at_top=True)
        self.refresh()
        if not self._wrapped.done:
            self.call_later(self._wrap_on, self._wrapped)

    def _wrap_on(self, wrapped: Wrapped) -> None:
        if wrapped is not self._wrapped:
            return
        before = len(wrapped)
        wrapped.extend(before + 1_000_000, SLICE_S)
        if wrapped.done or len(wrapped) > 2 * self.virtual_size.height:
            self._measure()
        if self._goal is not None and wrapped.reaches(self._goal):
            goal, self._goal = self._goal, None
            self._measure()
            self._reveal(goal)
        if not wrapped.done:
            self.set_timer(0.001, lambda: self._wrap_on(wrapped))

    def _measure(self) -> None:
        self.virtual_size = Size(self._width, len(self._wrapped))

    def _reveal(self, offset: int, *, at_top: bool = False) -> None:
        """Scroll until a character is in sight; later, where its line is not known yet."""
        if not self._wrapped.reaches(offset):
            self._goal = offset
            return
        self._goal = None
        line, top = self._wrapped.index_of(offset), self.scroll_offset.y
        if at_top:
            target = line
        elif top <= line < top + self._height:
            return
        else:
            target = line - self._height // 3
        self.scroll_to(y=max(0, target), animate=False, immediate=True)

    @property
    def top(self) -> int:
        """The first character in sight."""
        line = self.scroll_offset.y
        return self._wrapped.line(line)[0] if line < len(self._wrapped) else 0

    def _go_to_found(self) -> None:
        if self._found:
            self._reveal(self._found[self._found_at][0])
        self._changed()

    def _found_in_sight(self) -> tuple[int, int] | None:
        if not self._found:
            return None
        place = self._found[self._found_at]
        line = self._wrapped.index_of(place[0]) - self.scroll_offset.y
        return place if 0 <= line < self._height else None

    def _caret_for(self, extend: bool) -> int | None:
        """The caret that a key moves, None where it scrolls; with `extend` there is one, and it
        selects from where it stands."""
        if extend and self.text:
            if self._caret is None:
                found = self._found_in_sight()
                self._caret = self.top if found is None else found[0]
            if self._fixed is None:
                self._fixed = self._caret
        return self._caret

    def _move_caret(self, at: int) -> None:
        self._caret = max(0, min(at, len(self.text) - 1))
        line, top = self._wrapped.index_of(self._caret), self.scroll_offset.y
        target = max(min(top, line), line - self._height + 1)
        if target != top:
            self.scroll_to(y=target, animate=False, immediate=True)
        self._changed()

    def _offset_under(self, event: events.MouseEvent) -> int | None:
        if not self.text:
            return None
        place = event.get_content_offset_capture(self)
        line = max(0, min(self.scroll_offset.y + place.y, len(self._wrapped) - 1))
        return self._wrapped.offset_at(line, place.x)

    def _changed(self) -> None:
        self.refresh()
        self.post_message(self.Selected(self))


def _on(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Those of ordered, separate spans that touch a stretch."""
    first = max(0, bisect_left(spans, start, key=lambda span: span.start) - 1)
    last = bisect_left(spans, end, key=lambda span: span.start)
    return list(spans[first:last])
