"""A note on a passage: the one that is selected, or one that is typed or pasted."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widgets import Input, Static

from citewiki.domain.editorial import Event
from citewiki.domain.errors import UsageError
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.annotating import annotate, annotate_span
from tui.drafts import Draft
from tui.screens.form import Form, Prose
from tui.text import plain, shown
from tui.widgets.line import Line

MOST_QUOTED = 10_000
"""Characters of a quote in a draft that are shown again."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a snapshot's text."""

    snapshot_id: int
    start: int
    end: int
    text: str


class AnnotateForm(Form):
    """The passage, then what is to be said of it."""

    def __init__(
        self,
        ports: Ports,
        source_id: SourceId,
        by: str,
        passage: Passage | None,
        draft: Draft,
        kept: str,
    ) -> None:
        self._quote, _, note = kept.partition("\n")
        super().__init__("Note on a passage", draft, note)
        self._ports, self._source_id, self._by = ports, source_id, by
        self._passage = passage
        self._note = ""

    def fields(self) -> ComposeResult:
        if self._passage is None:
            yield Static(shown(("Which words? As they stand in the text.", "dim")))
            yield Line(
                plain(self._quote, MOST_QUOTED),
                id="quote",
                compact=True,
                placeholder="quote",
                select_on_focus=False,
            )
        else:
            yield Static(shown(f"“{self._passage.text}”"), id="passage")
        yield Prose(self._kept, placeholder="What is to be said of it?")

    def on_mount(self) -> None:
        first = self.query_one(Input) if self._passage is None else self.query_one(Prose)
        first.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._quote = event.value
        self.touched()

    def take(self) -> None:
        super().take()
        if self._passage is None:
            self._quote = self.query_one(Input).value

    def drafted(self) -> str:
        """The quote, a line end, and the note: either may be empty."""
        return f"{self._quote}\n{self.prose}"

    def _is_own(self) -> bool:
        return super()._is_own() or bool(self._passage is None and self._quote.strip())

    def on_input_submitted(self) -> None:
        self.query_one(Prose).focus()

    def gather(self) -> None:
        self._note = self.prose.strip()
        if self._passage is None and not self._quote.strip():
            self.query_one(Input).focus()
            raise UsageError("which words is the note about?")
        if not self._note:
            self.query_one(Prose).focus()
            raise UsageError("an empty note says nothing; write one")

    def save(self) -> Event:
        if self._passage is None:
            return annotate(self._ports, self._source_id, self._quote, self._note, self._by)
        there = self._passage
        return annotate_span(
            self._ports,
            self._source_id,
            there.snapshot_id,
            there.start,
            there.end,
            self._note,
            self._by,
        )
