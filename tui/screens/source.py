"""One source: its card, its text, who cites it, and its history."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import ContentSwitcher, Input, Static

from citewiki.domain.errors import NotFound, UsageError
from citewiki.domain.extraction import ReadOutcome
from citewiki.domain.passages import likeliest
from citewiki.domain.sources import SourceId
from citewiki.export.quotations import quotation
from tui.columns import link_tone, rating_tone
from tui.dossier import Dossier, read_dossier
from tui.drafts import Draft
from tui.keys import Keys
from tui.panes import card_pane, citations_pane, history_pane, text_pane
from tui.screens.acting import ActingScreen
from tui.screens.annotate import AnnotateForm, Passage
from tui.screens.diff import DiffScreen
from tui.text import plain, shown
from tui.widgets.bar import Bar
from tui.widgets.bar_input import BarInput
from tui.widgets.item_reader import ItemReader
from tui.widgets.key_line import KeyLine
from tui.widgets.pane_tabs import PaneTabs
from tui.widgets.reader import Reader

PANES = ("Card", "Text", "Cited by", "History")
TEXT, CITED_BY, HISTORY = 1, 2, 3
PLACING = "move to the first character, v selects from there, Esc drops it"
SELECTING = "arrows extend, v moves the other end, a notes, c copies, Q quotes, Esc drops"
_STYLES = {"good": "$text-success", "warn": "$text-warning", "bad": "$text-error", "soft": "dim"}


class SourceScreen(ActingScreen):
    """Four panes over one source; 1-4 or Tab switch."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(i + 1), f"pane({i})", name, show=False) for i, name in enumerate(PANES)),
        Binding("tab", "pane_by(1)", "Next pane", show=False),
        Binding("shift+tab", "pane_by(-1)", "Pane before", show=False),
        Binding("slash,f7", "find", "Find"),
        Binding("n", "found(1)", "Next place found", show=False),
        Binding("N", "found(-1)", "Place found before", show=False),
        Binding("v", "select", "Select"),
        Binding("a", "annotate", "Note"),
        Binding("d", "diff", "Diff"),
        Binding("q,f10", "leave", "Back"),
        Binding("c", "copy", "Copy"),
        Binding("Q", "quote", "Copy as a quotation for a page", show=False),
        Binding("escape", "back", "Drop the selection, then the marks; else back", show=False),
    ]

    def __init__(self, source_id: SourceId) -> None:
        super().__init__()
        self._source_id = source_id
        self._dossier: Dossier | None = None
        self._pane = 0
        self._told: set[int] = set()
        self._origin = 0

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Static("", id="title")
            yield Static("", id="state")
        yield PaneTabs(PANES, id="tabs")
        with ContentSwitcher(initial="pane0", id="panes"):
            for i in range(len(PANES)):
                yield (ItemReader if i in (CITED_BY, HISTORY) else Reader)(id=f"pane{i}")
        words = Find(id="words", compact=True, select_on_focus=True)
        yield Bar("Find", words, id="finding", classes="-none")
        yield KeyLine()

    def on_mount(self) -> None:
        self._reader(0).focus()
        # behind the styling of a new screen: with a thread beside it keys would wait twice as long
        self.call_later(self._read)

    @property
    def at_hand(self) -> SourceId | None:
        return self._source_id

    def keys(self) -> list[Keys]:
        return [
            Keys("Source", SourceScreen.BINDINGS),
            Keys("Cited by and History", ItemReader.BINDINGS),
            Keys("Read", Reader.BINDINGS),
            Keys("Act on the source", ActingScreen.BINDINGS),
        ]

    def changed(self, source_id: SourceId | None) -> None:
        if source_id in (None, self._source_id):
            self._read()

    def action_pane(self, at: int) -> None:
        self._pane = at
        self.query_one(ContentSwitcher).current = f"pane{at}"
        self.query_one(PaneTabs).choose(at)
        self._tell(at)
        reader = self._reader(at)
        self.set_focus(reader)  # at once: the next key may be there already
        self.query_one("#finding").set_class(not reader.words, "-none")
        with self.prevent(Input.Changed):
            self.query_one(Find).value = plain(reader.words)
        self._say_found()

    def action_pane_by(self, by: int) -> None:
        self.action_pane((self._pane + by) % len(PANES))

    def action_find(self) -> None:
        self._origin = self._reader(self._pane).top
        self.query_one("#finding").remove_class("-none")
        self.set_focus(self.query_one(Find))

    def action_found(self, by: int) -> None:
        self._reader(self._pane).find_next(by)
        self._say_found()

    def action_select(self) -> None:
        if self._pane != TEXT:
            self.action_pane(TEXT)
        if self._dossier is not None and self._dossier.text:
            self._reader(TEXT).start_selecting()
            self.citewiki.say(SELECTING if self._reader(TEXT).selection else PLACING)

    def action_copy(self) -> None:
        with self.citewiki.telling():
            self.citewiki.copy(self._selected().text)

    def action_quote(self) -> None:
        with self.citewiki.telling():
            passage = self._selected()
            if self._dossier is not None:
                self.citewiki.copy(quotation(self._dossier.card.source, passage.text))

    def _selected(self) -> Passage:
        passage = self._passage()
        if passage is None:
            raise UsageError("select what to copy first: v, or the mouse")
        return passage

    @work(group="form", exclusive=True)
    async def action_annotate(self) -> None:
        with self.citewiki.telling():
            by = self.citewiki.who()
            draft = Draft(self.ports, by, f"annotate:{self._source_id}")
            kept = await self.away(draft.read)
            form = AnnotateForm(self.ports, self._source_id, by, self._passage(), draft, kept)
            event = await self.app.push_screen_wait(form)
            if event is not None:
                self._reader(TEXT).clear()
            await self.acts.done(event)

    def action_diff(self, later: int | None = None) -> None:
        """What the version `later` changed, or the current one."""
        title = "" if self._dossier is None else self._dossier.card.source.title
        self.app.push_screen(DiffScreen(self.ports, self._source_id, title, later))

    def action_back(self) -> None:
        reader = self._reader(self._pane)
        if not reader.clear():
            self.action_leave()
        elif not reader.words:
            self.query_one("#finding").add_class("-none")

    def action_leave(self) -> None:
        self.dismiss()

    def stop_finding(self) -> None:
        """Back from the line that is searched for to the text."""
        if not self.query_one(Find).value:
            self.query_one("#finding").add_class("-none")
        self._reader(self._pane).focus()

    @on(Input.Changed)
    def _find(self, event: Input.Changed) -> None:
        """Find as one types, from where one was when the search began."""
        self._reader(self._pane).find(event.value.strip(), self._origin)
        self._say_found()

    @on(Input.Submitted)
    def _found(self) -> None:
        self.stop_finding()

    @on(ItemReader.Chosen)
    def _go_to(self, message: ItemReader.Chosen) -> None:
        dossier = self._dossier
        if dossier is None:
            return
        if message.reader is self._reader(CITED_BY):
            self._go_to_claim(dossier.citations[message.at].claim)
            return
        version = dossier.history[message.at].version
        if version is not None and version.id in dossier.changes:
            self.action_diff(version.id)

    @work(group="read", exclusive=True)
    async def _go_to_claim(self, claim: str) -> None:
        """Select the passage of the text that a citation's claim most likely rests on."""
        with self.citewiki.telling():
            text = "" if self._dossier is None else self._dossier.text
            if not text:
                raise NotFound("no text of this source is at hand: fetch it, or attach a file")
            place = await self.away(lambda: likeliest(text, claim))
            if place is None:
                raise NotFound("no passage of the text has the words of this claim")
            self.action_pane(TEXT)
            reader, (start, end) = self._reader(TEXT), place
            self.call_after_refresh(reader.select, start, end)  # once it has a place on the screen
            self.citewiki.say(f"likely what this rests on: “{claim}”")

    @on(PaneTabs.Clicked)
    def _tab(self, message: PaneTabs.Clicked) -> None:
        self.action_pane(message.at)

    @work(group="read", exclusive=True)
    async def _read(self) -> None:
        with self.citewiki.telling():
            chars = self.citewiki.preview_chars
            dossier = await self.away(lambda: read_dossier(self.ports, self._source_id, chars))
            self._dossier = dossier
            self._told.clear()
            self._head(dossier)
            self._tell(self._pane)

    def _head(self, dossier: Dossier) -> None:
        card = dossier.card
        given, state = card.credibility, card.source.link_state
        rating = f"{given.rating}/5 {given.label}" if given.rating else "not rated"
        read = "" if card.review is None else f"reviewed: {card.review.outcome.value}"
        partial = dossier.snapshot is not None and dossier.snapshot.read is ReadOutcome.PARTIAL
        stale = card.changed_since_review
        read = "changed since reviewed" if stale else read
        self.query_one("#title", Static).update(shown((card.source.title, "bold"), limit=300))
        self.query_one("#state", Static).update(
            shown(
                (rating, _STYLES.get(rating_tone(given.rating), "")),
                (f" · {state.value.replace('_', ' ')}", _STYLES.get(link_tone(state), "")),
                (
                    f" · {read}" if read else "",
                    _STYLES["warn"] if card.changed_since_review else "",
                ),
                (" · partial text" if partial else "", _STYLES["warn"]),
            )
        )
        tabs = self.query_one(PaneTabs)
        tabs.count(TEXT, "" if dossier.text else "–")
        tabs.count(CITED_BY, str(len(card.cited_by)))

    def _tell(self, at: int) -> None:
        """Fill a pane when it is first looked at."""
        dossier = self._dossier
        if dossier is None or at in self._told:
            return
        self._told.add(at)
        make = (card_pane, text_pane, citations_pane, history_pane)[at]
        self._reader(at).show(make(dossier), dossier.places if at == TEXT else ())

    def _passage(self) -> Passage | None:
        """What is selected in the text, or was found there and is in sight."""
        dossier, reader = self._dossier, self._reader(TEXT)
        selected = reader.selection
        if selected is None and self._pane == TEXT:
            selected = reader.found_in_sight()
        if dossier is None or dossier.snapshot is None or selected is None:
            return None
        start, end = selected
        return Passage(dossier.snapshot.id, start, end, dossier.text[start:end])

    def _reader(self, at: int) -> Reader:
        return self.query_one(f"#pane{at}", Reader)

    def _say_found(self) -> None:
        at, of = self._reader(self._pane).found
        words = self._reader(self._pane).words
        said = f"{at:,} of {of:,}" if of else "not found" if words else ""
        self.query_one("#finding", Bar).say(said)


class Find(BarInput):
    """The words to be found."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,tab", "stop", "Back to the text")]

    def action_stop(self) -> None:
        screen = self.screen
        if isinstance(screen, SourceScreen):
            screen.stop_finding()
