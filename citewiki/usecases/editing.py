"""Editing a source's editorial fields."""

from collections.abc import Mapping, Sequence

from citewiki.domain.editorial import Event, SetFields
from citewiki.domain.errors import UsageError
from citewiki.domain.fields import parse_field, show_value
from citewiki.domain.sources import LIST_FIELDS, Field, Origin, SourceId, Value
from citewiki.ports import Ports
from citewiki.usecases.editors import named


def edit(
    ports: Ports,
    source_id: SourceId,
    values: Mapping[Field, Value | None],
    by: str | None,
    *,
    expected: Mapping[str, object] | None = None,
) -> Event:
    """Set fields; None takes the editors' value away. One step of undo.

    `expected` is what the editor saw, by field name; EditConflict where it is no longer so.
    """
    name = named(by)
    if not values:
        raise UsageError("there is nothing to change; give --set FIELD=VALUE")
    for field, value in values.items():
        if value is not None:
            _check(field, value)
    change = SetFields(source_id, dict(values))
    return ports.library.editorial.apply(change, by=name, at=ports.clock.now(), expected=expected)


def keep(ports: Ports, source_id: SourceId, fields: Sequence[Field], by: str | None) -> Event:
    """Make the values that stand now the editors' own: from then on no import, provider or fetch
    outranks them (law 1), until they are given back. One step of undo.

    Raises UsageError for a field without a value, and for one that is the editors' already.
    """
    source = ports.library.sources.get(source_id)
    values: dict[Field, Value] = {}
    for field in fields:
        found = source.fields.get(field)
        if found is None:
            raise UsageError(f"{field.value} has no value that could be kept; set one")
        if found.origin is Origin.EDITOR:
            raise UsageError(f"{field.value} is the editors' already: nothing outranks it")
        values[field] = found.value
    expected = {field.value: value for field, value in values.items()}
    return edit(ports, source_id, values, by, expected=expected)


def give_back(ports: Ports, source_id: SourceId, fields: Sequence[Field], by: str | None) -> Event:
    """Take the editors' values away, so that what an import or the page says shows again.

    Raises UsageError for a field in which no editor has a value.
    """
    source = ports.library.sources.get(source_id)
    for field in fields:
        found = source.fields.get(field)
        if found is None or found.origin is not Origin.EDITOR:
            raise UsageError(f"{field.value} is not the editors': there is nothing to give back")
    return edit(ports, source_id, dict.fromkeys(fields), by)


def _check(field: Field, value: Value) -> None:
    """Raises UsageError for what the field cannot hold, and for a blank: None takes away."""
    if field in LIST_FIELDS:
        fits = isinstance(value, tuple) and any(item.strip() for item in value)
    elif field is Field.IMPORTANCE:
        fits = isinstance(value, int) and not isinstance(value, bool)
    else:
        fits = isinstance(value, str) and bool(value.strip())
    if not fits:
        raise UsageError(f"{value!r} is no value for {field.value}")
    if field in (Field.IMPORTANCE, Field.TYPE, Field.PUBLISHED, Field.MODIFIED):
        parse_field(field, show_value(value))  # the same rule as for what is typed
