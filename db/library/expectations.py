"""What an editor saw before a change, held against what stands now."""

from citewiki.domain.errors import EditConflict
from citewiki.domain.sources import Field, FieldValue, effective
from db import rows
from db.connection import Connection


def shown_fields(connection: Connection, key: int) -> dict[str, object]:
    """Field name -> the value that a source shows, as plain JSON."""
    values: dict[Field, list[FieldValue]] = {}
    for row in connection.execute(
        "SELECT field, origin, by_name, value, at, confidence FROM field_value "
        "WHERE source_key = ? ORDER BY rowid",
        (key,),
    ):
        value = rows.field_value(row)
        values.setdefault(value.field, []).append(value)
    texts = frozenset(
        row[0]
        for row in connection.execute(
            "SELECT DISTINCT link_text FROM citation WHERE source_key = ?", (key,)
        )
    )
    best = {one.value: effective(found, texts) for one, found in values.items()}
    shown = {name: rows.plain(value.value) for name, value in best.items() if value is not None}
    if Field.TYPE.value not in shown:  # it may be derived
        (kind,) = connection.execute("SELECT type FROM source WHERE key = ?", (key,)).fetchone()
        if kind is not None:
            shown[Field.TYPE.value] = kind
    if Field.IMPORTANCE.value not in shown:  # it may be suggested
        (weight,) = connection.execute(
            "SELECT importance FROM source WHERE key = ?", (key,)
        ).fetchone()
        if weight is not None:
            shown[Field.IMPORTANCE.value] = weight
    return shown


def expect(name: str, saw: object, there: tuple[object, ...], ours: object) -> None:
    """Raise EditConflict unless what an editor saw stands among what is `there`: the effective
    value, and the editors' own."""
    plain = list(saw) if isinstance(saw, tuple) else saw
    if plain not in there:
        raise EditConflict(
            f"{name} was changed by someone else since you read it; "
            "nothing was saved: look at both and save again",
            theirs=shown_text(there[0]),
            ours=shown_text(ours),
        )


def shown_text(value: object) -> str:
    """A plain JSON value as an editor reads it."""
    if value is None:
        return ""
    return "; ".join(str(one) for one in value) if isinstance(value, list) else str(value)
