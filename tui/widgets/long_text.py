"""A text of any length: its lines are broken as they come into sight."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.document import Document, Span, painted
from tui.text import segment
from tui.wrapping import Wrapped

SLICE_S = 0.004
"""Time in one go for breaking the lines that are not in sight yet; keys come in between."""

TONES = (
    "title", "heading", "soft", "good", "warn", "bad", "accent", "note", "match", "match-now",
    "selected", "removed", "added", "moved", "item",
)  # fmt: skip


class LongText(ScrollView, can_focus=True):
    """Shows a document with its tones, and scrolls to any of its characters."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"text--{tone}" for tone in TONES}
    DEFAULT_CSS = """
    LongText {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: scroll;
        & > .text--title { text-style: bold; color: $accent; }
        & > .text--heading { text-style: bold; }
        & > .text--soft { color: $foreground-muted; }
        & > .text--good { color: $text-success; }
        & > .text--warn { color: $text-warning; }
        & > .text--bad { color: $text-error; }
        & > .text--accent { color: $accent; }
        & > .text--note { text-style: underline; color: $text-warning; }
        & > .text--match { background: $warning 35%; }
        & > .text--match-now { background: $warning; color: $background; text-style: bold; }
        & > .text--selected { background: $primary; color: $background; }
        & > .text--removed { color: $text-error; text-style: strike; }
        & > .text--added { color: $text-success; }
        & > .text--moved { color: $accent; }
        & > .text--item { background: $block-cursor-background; text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._document = Document("")
        self._wrapped = Wrapped("", 1)
        self._goal: int | None = None

    def show(self, document: Document) -> None:
        """Show a document; the place is kept where the text is still the same."""
        top = self.top if document.text == self._document.text else 0
        self._document = document
        self._wrap(top)

    @property
    def text(self) -> str:
        return self._document.text

    @property
    def top(self) -> int:
        """The first character in sight."""
        line = self.scroll_offset.y
        return self._wrapped.line(line)[0] if line < len(self._wrapped) else 0

    def toned(self, start: int, end: int) -> list[list[Span]]:
        """The spans on a stretch of the text, in layers, the lowest first."""
        return [_on(self._document.spans, start, end)]

    def lone_caret(self) -> int | None:
        """A character that is to be seen even where it is a line's end."""
        return None

    def reveal(self, offset: int, *, at_top: bool = False) -> None:
        """Scroll until a character is in sight; later, where its line is not known yet."""
        if not self._wrapped.reaches(offset):
            self._goal = offset
            return
        self._goal = None
        line, top = self._wrapped.index_of(offset), self.scroll_offset.y
        if at_top:
            target = line
        elif top <= line < top + self.lines:
            return
        else:
            target = line - self.lines // 3
        self.scroll_to(y=max(0, target), animate=False, immediate=True)

    def in_sight(self, offset: int) -> bool:
        line = self._wrapped.index_of(offset) - self.scroll_offset.y
        return 0 <= line < self.lines

    @property
    def lines(self) -> int:
        """How many there is room for."""
        return max(1, self.scrollable_content_region.height)

    @property
    def columns(self) -> int:
        """How many there is room for."""
        return max(1, self.scrollable_content_region.width)

    def on_resize(self) -> None:
        self._fit()

    def render_line(self, y: int) -> Strip:
        width, base = self.columns, self.rich_style
        if width != self._wrapped.width and y == 0:
            # a text that came between a pane's being shown and its having a place on the screen
            # was wrapped for no width, and no resize may follow
            self.call_later(self._fit)
        at = self.scroll_offset.y + y
        if at >= len(self._wrapped):
            return Strip.blank(width, base)
        start, end, indent = self._wrapped.line(at)
        segments: list[Segment] = [segment(" " * indent, base)] if indent else []
        for one, next_, tone in painted(start, end, self.toned(start, end)):
            style = base
            if tone:
                style += self.get_component_rich_style(f"text--{tone}", partial=True)
            segments.append(segment(self.text[one:next_], style))
        if self.lone_caret() == end and self.text[end : end + 1] == "\n":
            style = self.get_component_rich_style("text--selected", partial=True)
            segments.append(segment(" ", base + style))
        return Strip(segments).adjust_cell_length(width, base)

    def _fit(self) -> None:
        if self._wrapped.width != self.columns:
            self._wrap(self.top)

    def _wrap(self, top: int) -> None:
        """Break lines anew, with the character at `top` in the first line in sight, or the one that
        is being gone to in sight."""
        goal = self._goal
        self._wrapped = Wrapped(self.text, self.columns, hang=self._document.hang)
        self._wrapped.extend(self.scroll_offset.y + 2 * self.lines, SLICE_S)
        self._measure()
        self.reveal(top, at_top=True)
        if goal is not None:
            self.reveal(goal)
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
            self.reveal(goal)
        if not wrapped.done:
            self.set_timer(0.001, lambda: self._wrap_on(wrapped))

    def _measure(self) -> None:
        self.virtual_size = Size(self.columns, len(self._wrapped))


def _on(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Those of ordered, separate spans that touch a stretch."""
    first = max(0, bisect_left(spans, start, key=lambda span: span.start) - 1)
    last = bisect_left(spans, end, key=lambda span: span.start)
    return list(spans[first:last])
