"""What changed between two versions of a source's text."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from citewiki.domain.sources import SourceId
from citewiki.export.differences import summary, version
from citewiki.ports import Ports
from citewiki.usecases.comparing import Compared, comparable, compare_versions
from tui.keys import Keys
from tui.screens.help import HelpScreen
from tui.screens.styled import StyledOnce
from tui.sides import difference_document
from tui.text import Piece, shown
from tui.threads import away
from tui.widgets.item_reader import ItemReader
from tui.widgets.key_line import KeyLine
from tui.widgets.reader import Reader

if TYPE_CHECKING:
    from tui.app import CitewikiApp


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions compared; `at` is the later one's place among `versions`, oldest first."""

    compared: Compared
    versions: tuple[int, ...]
    at: int


class DiffScreen(StyledOnce[None]):
    """Side by side, or in one column on a narrow terminal; older and newer pairs follow."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket,comma", "step(-1)", "Older", key_display="["),
        Binding("right_square_bracket,full_stop", "step(1)", "Newer", key_display="]"),
        Binding("question_mark,f1", "help", "Help"),
        Binding("escape,q,d,f10", "leave", "Back", key_display="q"),
    ]

    def __init__(self, ports: Ports, source_id: SourceId, title: str, later: int | None) -> None:
        super().__init__()
        self._ports, self._source_id, self._heading = ports, source_id, title
        self._later = later
        self._pair: Pair | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Static(shown((self._heading, "bold"), limit=300), id="title")
            yield Static("", id="state")
        yield Static("", id="before")
        yield Static("", id="after")
        yield ItemReader(id="difference", choosing=False)
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(ItemReader).focus()
        self._read(self._later)

    def on_resize(self) -> None:
        self.call_after_refresh(self._tell)

    def action_step(self, by: int) -> None:
        pair = self._pair
        if pair is not None and 0 < pair.at + by < len(pair.versions):
            self._read(pair.versions[pair.at + by])

    def action_help(self) -> None:
        keys = [
            Keys("Versions", DiffScreen.BINDINGS),
            Keys("Read", Reader.BINDINGS),
        ]
        self.app.push_screen(HelpScreen(keys))

    def action_leave(self) -> None:
        self.dismiss(None)

    @work(group="read", exclusive=True)
    async def _read(self, later: int | None) -> None:
        with cast("CitewikiApp", self.app).telling():
            self._pair = await away(self, lambda: read_pair(self._ports, self._source_id, later))
        if self._pair is None:
            self.dismiss(None)
        else:
            self._tell()

    def _tell(self) -> None:
        pair = self._pair
        if pair is None:
            return
        done = pair.compared
        told = f"{summary(done.difference)} · {pair.at} of {len(pair.versions) - 1}"
        if done.reread:
            told += " · each was read by another extractor"
        self._say("state", told)
        self._say("before", ("− ", "bold $text-error"), version(done.before))
        self._say("after", ("+ ", "bold $text-success"), version(done.after))
        reader = self.query_one(ItemReader)
        reader.show(difference_document(done.difference, reader.columns))

    def _say(self, where: str, *pieces: Piece) -> None:
        self.query_one(f"#{where}", Static).update(shown(*pieces, limit=300))


def read_pair(ports: Ports, source_id: SourceId, later: int | None) -> Pair:
    """The version `later` (None: the current one) against the different text before it. Blocks for
    reading both. Raises NotFound where there is none."""
    versions = comparable(ports, source_id)
    at = versions.index(later) if later in versions else len(versions) - 1
    at = max(1, at)
    names = (str(versions[at - 1]), str(versions[at])) if len(versions) > 1 else (None, None)
    return Pair(compare_versions(ports, source_id, *names), versions, at)
