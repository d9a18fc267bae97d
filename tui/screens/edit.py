"""Editing one field of a source."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widgets import Static

from citewiki.domain.editorial import Event
from citewiki.domain.errors import EditConflict
from citewiki.domain.fields import parse_field, show_value
from citewiki.domain.sources import LIST_FIELDS, Field, Source, SourceId, SourceType, Value
from citewiki.ports import Ports
from citewiki.usecases.editing import edit
from tui.drafts import Draft
from tui.screens.conflict import Both
from tui.screens.form import Form, Prose
from tui.text import shown

_TYPES = ", ".join(kind.value for kind in SourceType)
HINTS = {
    Field.TYPE: f"One of {_TYPES}.",
    Field.IMPORTANCE: "A whole number from 0 to 100.",
    Field.PUBLISHED: "YYYY, YYYY-MM or YYYY-MM-DD.",
    Field.MODIFIED: "YYYY, YYYY-MM or YYYY-MM-DD.",
    Field.AUTHORS: "One a line.",
    Field.TAGS: "One a line, or with commas between.",
    Field.KEY_POINTS: "One a line.",
}
EMPTY = "Left empty, what an import or the page itself says shows again."


@dataclass(frozen=True, slots=True)
class EditStart:
    """What the form begins with, as the store has it; `seen` is the field's value, if any."""

    title: str
    field: Field
    seen: Value | None
    draft: str


class EditForm(Form):
    """The field's text. Saving carries what was seen, so that nobody's change is overrun."""

    def __init__(
        self, ports: Ports, source_id: SourceId, by: str, start: EditStart, draft: Draft
    ) -> None:
        name = start.field.value.replace("_", " ")
        super().__init__(f"Edit {name}: {start.title}", draft, start.draft)
        self._ports, self._source_id, self._by = ports, source_id, by
        self._field, self._seen = start.field, start.seen
        self._parsed: Value | None = None

    def fields(self) -> ComposeResult:
        hint = " ".join(filter(None, (HINTS.get(self._field), EMPTY)))
        yield Static(shown((hint, "dim")))
        yield Prose(self._kept or as_typed(self._field, self._seen))

    def restored(self) -> str:
        now = as_typed(self._field, self._seen)
        return f"The field says now: {now or 'nothing'}" if self._kept not in ("", now) else ""

    def on_mount(self) -> None:
        self.query_one(Prose).focus()

    def gather(self) -> None:
        self._parsed = parse_field(self._field, self.prose)

    def save(self) -> Event:
        return edit(
            self._ports,
            self._source_id,
            {self._field: self._parsed},
            self._by,
            expected={self._field.value: self._seen},
        )

    def conflicting(self, error: EditConflict) -> Both:
        found = self._ports.library.sources.get(self._source_id).fields.get(self._field)
        self._seen = None if found is None else found.value
        by = found.by if found is not None and found.by else ""
        return Both(as_typed(self._field, self._seen), by, self.prose)

    def _is_own(self) -> bool:
        """An emptied field is a change too, but an untouched one is no draft."""
        return super()._is_own() and self.prose != as_typed(self._field, self._seen)


def read_start(ports: Ports, source_id: SourceId, field: Field, draft: Draft) -> EditStart:
    """Blocks for a few queries."""
    source = ports.library.sources.get(source_id)
    return EditStart(source.title, field, _seen(source, field), draft.read())


def as_typed(field: Field, value: Value | None) -> str:
    """A value as an editor types it: a list one a line."""
    if value is None:
        return ""
    if field in LIST_FIELDS and isinstance(value, tuple):
        return "\n".join(value)
    return show_value(value)


def _seen(source: Source, field: Field) -> Value | None:
    found = source.fields.get(field)
    return None if found is None else found.value
