"""Editing a source's editorial fields."""

from collections.abc import Mapping

from citewiki.domain.editorial import Event, SetFields
from citewiki.domain.errors import UsageError
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
        if value is not None and not _fits(field, value):
            raise UsageError(f"{value!r} is no value for {field.value}")
    change = SetFields(source_id, dict(values))
    return ports.library.editorial.apply(change, by=name, at=ports.clock.now(), expected=expected)


def _fits(field: Field, value: Value) -> bool:
    if field in LIST_FIELDS:
        return isinstance(value, tuple)
    if field is Field.IMPORTANCE:
        return isinstance(value, int) and 0 <= value <= 100
    return isinstance(value, str)
