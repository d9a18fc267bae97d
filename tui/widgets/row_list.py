"""A list of any length of which only the lines in sight are ever read or rendered."""

import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from citewiki.domain.errors import CitewikiError
from citewiki.domain.listing import SortKey
from tui.columns import GAP, Cell, Column
from tui.rows import NO_ROWS, Rows
from tui.text import fitted, fitted_pieces
from tui.turns import Turns

TONES = ("soft", "good", "warn", "bad", "found")


class RowList(ScrollView, can_focus=True):
    """Rows, one a line, under a line of heads. Posts Chosen, Moved, HeadClicked, Failed."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--head",
        "list--sorted",
        "list--cursor",
        "list--cursor-blurred",
        *(f"list--{tone}" for tone in TONES),
    }
    DEFAULT_CSS = """
    RowList {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: scroll;
        & > .list--head { color: $foreground-muted; text-style: bold; }
        & > .list--sorted { color: $accent; text-style: bold; }
        & > .list--cursor { background: $block-cursor-background; text-style: bold; }
        & > .list--cursor-blurred { background: $block-cursor-blurred-background; }
        & > .list--soft { color: $foreground-muted; }
        & > .list--good { color: $text-success; }
        & > .list--warn { color: $text-warning; }
        & > .list--bad { color: $text-error; }
        & > .list--found { color: $accent; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # Ctrl+J is an Enter that was pressed while the program was being loaded
        Binding("enter,ctrl+j", "open", "Open"),
        Binding("up,k", "move(-1)", "Line up", show=False),
        Binding("down,j", "move(1)", "Line down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("home,g", "edge(0)", "First", show=False),
        Binding("end,G", "edge(1)", "Last", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """The editor wants to see this line (from 0)."""

        at: int

    @dataclass
    class Moved(Message):
        """The cursor stands on another line (from 0), or the list is another one."""

        at: int

    @dataclass
    class HeadClicked(Message):
        """The head of a column that can be sorted by."""

        sort: SortKey

    @dataclass
    class Failed(Message):
        """Rows could not be read; the lines stay empty."""

        error: CitewikiError

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Rows = NO_ROWS
        self._sorted: tuple[SortKey, bool] | None = None
        self._instead = ""
        self._base = Style.null()
        self._turns = Turns()
        self.cursor = 0

    def show(
        self,
        rows: Rows,
        at: int = 0,
        sorted_by: tuple[SortKey, bool] | None = None,
        *,
        instead: str = "",
        whole: bool = True,
    ) -> None:
        """Show other rows with the cursor at a line; `sorted_by` (key, descending) marks a
        head. Where there are no rows, `instead` says why. Where they are not the `whole` list,
        keys that lead beyond them wait for that."""
        self._rows = rows
        self._sorted = sorted_by
        self._instead = "" if len(rows) else instead
        self.cursor = max(0, min(at, len(rows) - 1))
        self._measure()
        self._turns.come(whole=whole)
        self._into_sight()
        self.refresh()
        self.post_message(self.Moved(self.cursor))

    def grow(self) -> None:
        """The rows are whole now: more of them stand behind those that were shown."""
        self._measure()
        self._turns.come(whole=True)
        self.post_message(self.Moved(self.cursor))

    def expect(self) -> None:
        """Others were asked for, which take the place of these rows: the keys wait for them. Those
        that waited for what was asked before are let go."""
        self._turns.expect()

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Asks for what is expected. Where that fails, these rows stay, and the keys that waited
        are let go."""
        try:
            yield
        except CitewikiError:
            self._turns.fail()
            raise

    @property
    def expecting(self) -> bool:
        """Whether what was asked for is yet to come, even its beginning."""
        return self._turns.expecting

    async def there(self) -> None:
        """Wait until the cursor stands on a row of what was asked for last."""
        await self._turns.there()

    @property
    def rows(self) -> Rows:
        return self._rows

    def move_to(self, at: int) -> None:
        """Put the cursor on a line, the nearest there is."""
        at = max(0, min(at, len(self._rows) - 1))
        if at == self.cursor:
            return
        before, self.cursor = self.cursor, at
        self.refresh_line(before + 1)
        self.refresh_line(at + 1)
        self._into_sight()
        self.post_message(self.Moved(at))

    def action_move(self, by: int) -> None:
        self._turns.take(lambda: self._go(self.cursor + by))

    def action_page(self, by: int) -> None:
        self._turns.take(lambda: self._go(self.cursor + by * max(1, self._height - 1)))

    def action_edge(self, last: int) -> None:
        self._turns.take(lambda: self._go(sys.maxsize if last else 0))

    def action_open(self) -> None:
        self._turns.take(self._choose)

    def choose(self) -> None:
        """Say that the line at the cursor is wanted."""
        if len(self._rows):
            self.post_message(self.Chosen(self.cursor))

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        if place is None:
            return
        if place.y == 0:
            self._click_head(place.x)
            return
        at = self.scroll_offset.y + place.y - 1
        if at < len(self._rows):
            self.move_to(at)
            if event.chain == 2:
                self.choose()  # this line, whatever takes its place in a moment

    def on_resize(self) -> None:
        self._measure()
        self._into_sight()

    def on_focus(self) -> None:
        self.refresh_line(self.cursor + 1)

    def on_blur(self) -> None:
        self.refresh_line(self.cursor + 1)

    def render_lines(self, crop: Region) -> list[Strip]:
        self._base = self.rich_style  # by way of all its ancestors: once, and not for every line
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width, base = self.scrollable_content_region.width, self._base
        columns = self._rows.columns(width)
        if y == 0:
            return Strip(self._heads(columns, base), width)
        at = self.scroll_offset.y + y - 1
        if self._instead:
            return Strip(self._line_instead(at - 1, width, base), width)
        if at >= len(self._rows):
            return Strip.blank(width, base)
        try:
            cells = self._rows.cells(at, columns)
        except CitewikiError as error:
            self.post_message(self.Failed(error))
            cells = [Cell(()) for _ in columns]
        return Strip(self._row(columns, cells, at == self.cursor, base), width)

    @property
    def _height(self) -> int:
        """Lines for rows."""
        return max(1, self.scrollable_content_region.height - 1)

    def _heads(self, columns: Sequence[Column], base: Style) -> list[Segment]:
        plain, marked = base + self._tone("head"), base + self._tone("sorted")
        out: list[Segment] = []
        for i, column in enumerate(columns):
            name, style = column.name, plain
            if self._sorted is not None and column.sort is self._sorted[0]:
                arrow = "↓" if self._sorted[1] else "↑"
                short = column.width < len(name) + 1
                name, style = (name[: column.width - 1] if short else name) + arrow, marked
            head = fitted(name, column.width, right=column.right)
            out += fitted_pieces([(head, style)], column.width)
            if i + 1 < len(columns):
                out += fitted_pieces([(" " * GAP, plain)], GAP)
        return list(Segment.simplify(out))

    def _row(
        self, columns: Sequence[Column], cells: Sequence[Cell], here: bool, base: Style
    ) -> list[Segment]:
        if here:
            base += self._tone("cursor" if self.has_focus else "cursor-blurred")
        out: list[Segment] = []
        gap = fitted_pieces([(" " * GAP, base)], GAP)
        for column, cell in zip(columns, cells, strict=True):
            pieces = [(text, self._toned(base, tone, here)) for text, tone in cell.pieces]
            if len(pieces) == 1:
                text, style = pieces[0]
                pieces = [(fitted(text, column.width, right=column.right), style)]
            out += gap if out else []
            out += fitted_pieces(pieces, column.width, base)
        return list(Segment.simplify(out))  # a terminal is sent every style there is

    def _line_instead(self, at: int, width: int, base: Style) -> list[Segment]:
        """A line, from 0, of what is said in place of rows; a blank line stands above it."""
        lines = textwrap.wrap(self._instead, max(1, width - 2 * GAP))
        said = " " * GAP + lines[at] if 0 <= at < len(lines) else ""
        return fitted_pieces([(said, base + self._tone("soft"))], width, base)

    def _toned(self, base: Style, tone: str, here: bool) -> Style:
        if not tone:
            return base
        style = self._tone(tone)
        return base + Style(color=style.color, bold=style.bold) if here else base + style

    def _tone(self, name: str) -> Style:
        return self.get_component_rich_style(f"list--{name}", partial=True)

    def _click_head(self, x: int) -> None:
        right = 0
        for column in self._rows.columns(self.scrollable_content_region.width):
            right += column.width + GAP
            if x < right:
                if column.sort is not None:
                    self.post_message(self.HeadClicked(column.sort))
                return

    def _go(self, at: int) -> bool:
        """False where that may be a row that is yet to come."""
        if at >= len(self._rows) and not self._turns.whole:
            return False
        self.move_to(at)
        return True

    def _choose(self) -> bool:
        self.choose()
        return True

    def _measure(self) -> None:
        size = Size(self.scrollable_content_region.width, len(self._rows) + 1)
        if size.width == self.virtual_size.width:
            # only the scrollbar changes: set as it stands it would lay out the whole screen anew
            self.set_reactive(RowList.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = size.height
        else:
            self.virtual_size = size

    def _into_sight(self) -> None:
        top = min(self.scroll_offset.y, max(0, len(self._rows) - self._height))
        target = max(min(top, self.cursor), self.cursor - self._height + 1)
        if target != self.scroll_offset.y:
            self.scroll_to(y=target, animate=False, immediate=True)
