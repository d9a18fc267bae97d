"""Editing a source's editorial fields."""

from collections.abc import Mapping

from citewiki.domain.editorial import Event, SetFields
from citewiki.domain.errors import UsageError
from citewiki.domain.fields import parse_field, show_value
from citewiki.domain.sources import LIST_FIELDS, Field, SourceId, Value
from citewiki.ports import Ports
from citewiki.usecases.sources import named


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
