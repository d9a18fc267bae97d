"""Carrying out one editorial change: each checks what stands there, writes, and says what it did.

Every function runs inside the one transaction of `Editorial.apply`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from citewiki.domain.editorial import (
    AcceptSuggestion,
    AddAnnotation,
    AddReview,
    Change,
    EventKind,
    MergeSources,
    RateVenue,
    RefuseMerge,
    RefuseSuggestion,
    RemoveAnnotation,
    SetFields,
    SetOverride,
    Snooze,
    SplitSource,
    TakeBackAcceptance,
    WithdrawReview,
)
from citewiki.domain.errors import EditConflict, NotFound, UsageError
from citewiki.domain.sources import Field, Origin
from db import cells, registry, rows
from db.connection import Connection
from db.keys import key_of
from db.library import merging, queues, suggestions
from db.library.done import Done
from db.library.expectations import expect, shown_fields
from db.library.link_events import link_states, tell_states
from db.library.venues import editors_rating, rate_as_editor, told_rating, venue
from db.projection import project, rerate

Expected = Mapping[str, object] | None


def carry_out(
    connection: Connection, change: Change, by: str, at: datetime, expected: Expected
) -> Done:
    """Raises EditConflict, UnknownSource, NotFound or UsageError, and has written nothing then."""
    match change:
        case SetFields():
            return _set_fields(connection, change, by, at, expected)
        case SetOverride():
            return _set_override(connection, change, by, at, expected)
        case AddReview():
            return _add_review(connection, change, by, at, expected)
        case WithdrawReview():
            return _withdraw_review(connection, change, by, at)
        case AddAnnotation():
            return _add_annotation(connection, change, by, at)
        case RemoveAnnotation():
            return _remove_annotation(connection, change)
        case RateVenue():
            return _rate_venue(connection, change, by, at, expected)
        case MergeSources():
            return merging.merge(connection, change, by, at)
        case SplitSource():
            return merging.split(connection, change)
        case RefuseMerge():
            return merging.refuse(connection, change, by, at)
        case Snooze():
            return queues.snooze(connection, change, by, at)
        case AcceptSuggestion():
            return suggestions.accept(connection, change, by, at)
        case TakeBackAcceptance():
            return suggestions.take_back(connection, change, by, at)
        case RefuseSuggestion():
            return suggestions.refuse(connection, change, by, at)


def editor_values(connection: Connection, key: int) -> dict[str, object]:
    """Field name -> the editor's value, as plain JSON."""
    return {
        row[0]: rows.plain(rows.value_of(Field(row[0]), row[1]))
        for row in connection.execute(
            "SELECT field, value FROM field_value WHERE source_key = ? AND origin = 'editor'",
            (key,),
        )
    }


def override(connection: Connection, key: int) -> dict[str, object]:
    """The standing override: {"rating", "because"}."""
    row = connection.execute(
        "SELECT rating, because FROM rating_override WHERE source_key = ? ORDER BY id DESC LIMIT 1",
        (key,),
    ).fetchone()
    return {"rating": None, "because": ""} if row is None else {"rating": row[0], "because": row[1]}


def _set_fields(
    connection: Connection, change: SetFields, by: str, at: datetime, expected: Expected
) -> Done:
    if not change.values:
        raise UsageError("there is nothing to change; name at least one field")
    key = key_of(connection, change.source_id)
    own = editor_values(connection, key)
    ours = {f.value: rows.plain(value) for f, value in change.values.items()}
    if expected is not None:
        shown = shown_fields(connection, key)
        for name, saw in expected.items():
            if name != "revision":
                expect(name, saw, (shown.get(name), own.get(name)), ours.get(name))
    for one, value in change.values.items():
        connection.execute(
            "DELETE FROM field_value WHERE source_key = ? AND field = ? AND origin = 'editor'",
            (key, one.value),
        )
        if value is not None:
            connection.execute(
                "INSERT INTO field_value "
                "(source_key, field, origin, by_name, value, at, confidence) "
                "VALUES (?, ?, ?, ?, ?, ?, 1.0)",
                (
                    key,
                    one.value,
                    Origin.EDITOR.value,
                    cells.clean(by),
                    cells.dump(rows.plain(value)),
                    cells.stamp(at),
                ),
            )
    state = link_states(connection, [key])[key]
    project(connection, [key])
    tell_states(connection, {key: (at, state)})  # another DOI, other notices
    before = {name: own.get(name) for name in ours}
    return Done(EventKind.EDITED, key, None, before, dict(ours))


def _set_override(
    connection: Connection, change: SetOverride, by: str, at: datetime, expected: Expected
) -> Done:
    key = key_of(connection, change.source_id)
    before = override(connection, key)
    if expected is not None and "rating" in expected:
        shown = connection.execute("SELECT rating FROM source WHERE key = ?", (key,)).fetchone()[0]
        expect("rating", expected["rating"], (shown, before["rating"]), change.rating)
    connection.execute(
        "INSERT INTO rating_override (source_key, rating, because, by, at) VALUES (?, ?, ?, ?, ?)",
        (key, change.rating, cells.clean(change.because), cells.clean(by), cells.stamp(at)),
    )
    project(connection, [key])
    after: dict[str, object] = {"rating": change.rating, "because": change.because}
    return Done(EventKind.RATED, key, None, before, after)


def _add_review(
    connection: Connection, change: AddReview, by: str, at: datetime, expected: Expected
) -> Done:
    key = key_of(connection, change.source_id)
    if expected is not None and "snapshot_id" in expected:
        current = connection.execute(
            "SELECT current_snapshot_id FROM source WHERE key = ?", (key,)
        ).fetchone()[0]
        expect("snapshot_id", expected["snapshot_id"], (current,), change.snapshot_id)
    if change.snapshot_id is not None:
        _snapshot_of(connection, key, change.snapshot_id)
    review_id = connection.insert(
        "INSERT INTO review (source_key, snapshot_id, outcome, note, by, at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            key,
            change.snapshot_id,
            change.outcome.value,
            cells.clean(change.note),
            cells.clean(by),
            cells.stamp(at),
        ),
    )
    after: dict[str, object] = {
        "review_id": review_id,
        "outcome": change.outcome.value,
        "note": change.note,
        "snapshot_id": change.snapshot_id,
    }
    return Done(EventKind.REVIEWED, key, None, {}, after)


def _withdraw_review(connection: Connection, change: WithdrawReview, by: str, at: datetime) -> Done:
    key = key_of(connection, change.source_id)
    row = connection.execute(
        "SELECT r.outcome, w.by FROM review r LEFT JOIN review_withdrawal w ON w.review_id = r.id "
        "WHERE r.id = ? AND r.source_key = ?",
        (change.review_id, key),
    ).fetchone()
    if row is None:
        raise NotFound(f"source {change.source_id} has no review {change.review_id}")
    if row[1] is not None:
        raise EditConflict(f"review {change.review_id} was taken back already, by {row[1]}")
    connection.execute(
        "INSERT INTO review_withdrawal (review_id, by, at) VALUES (?, ?, ?)",
        (change.review_id, cells.clean(by), cells.stamp(at)),
    )
    told: dict[str, object] = {"review_id": change.review_id, "outcome": row[0]}
    return Done(EventKind.REVIEW_WITHDRAWN, key, None, told, {"review_id": change.review_id})


def _add_annotation(connection: Connection, change: AddAnnotation, by: str, at: datetime) -> Done:
    key = key_of(connection, change.source_id)
    anchor = change.anchor
    _snapshot_of(connection, key, anchor.snapshot_id)
    annotation_id = connection.insert(
        'INSERT INTO annotation (source_key, snapshot_id, start, "end", exact, prefix, suffix, '
        "note, by, at, removed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        (
            key,
            anchor.snapshot_id,
            anchor.start,
            anchor.end,
            cells.clean(anchor.exact),
            cells.clean(anchor.prefix),
            cells.clean(anchor.suffix),
            cells.clean(change.note),
            cells.clean(by),
            cells.stamp(at),
        ),
    )
    after = {"annotation_id": annotation_id, "quote": anchor.exact, "note": change.note}
    return Done(EventKind.ANNOTATED, key, None, {}, after)


def _remove_annotation(connection: Connection, change: RemoveAnnotation) -> Done:
    key = key_of(connection, change.source_id)
    row: Any = connection.execute(
        "SELECT exact, note, removed FROM annotation WHERE id = ? AND source_key = ?",
        (change.annotation_id, key),
    ).fetchone()
    if row is None:
        raise NotFound(f"source {change.source_id} has no note {change.annotation_id}")
    if bool(row[2]) == change.removed:
        state = "removed" if change.removed else "there"
        raise EditConflict(f"note {change.annotation_id} is {state} already")
    connection.execute(
        "UPDATE annotation SET removed = ? WHERE id = ?", (change.removed, change.annotation_id)
    )
    told = {"annotation_id": change.annotation_id, "quote": row[0], "note": row[1]}
    kind = EventKind.ANNOTATION_REMOVED if change.removed else EventKind.ANNOTATED
    return Done(kind, key, None, {}, told)


def _rate_venue(
    connection: Connection, change: RateVenue, by: str, at: datetime, expected: Expected
) -> Done:
    found = venue(connection, change.venue_id)
    before = editors_rating(connection, found.id)
    if expected is not None and "rating" in expected:
        shown = None if found.rating is None else found.rating.rating
        expect("rating", expected["rating"], (shown, before["rating"]), change.rating)
    review_by = None if change.review_by is None else change.review_by.isoformat()
    rate_as_editor(connection, found.id, change.rating, change.because, by, at, review_by)
    registry.changed(connection)
    rerate(connection, venue(connection, found.id))
    after = told_rating(change.rating, change.because, review_by)
    return Done(EventKind.VENUE_RATED, None, found.id, before, after)


def _snapshot_of(connection: Connection, key: int, snapshot_id: int) -> None:
    row = connection.execute(
        "SELECT pruned_at FROM snapshot WHERE id = ? AND source_key = ?", (snapshot_id, key)
    ).fetchone()
    if row is None:
        raise NotFound(f"this source has no snapshot {snapshot_id}; `citewiki log` lists them")
    if row[0] is not None:  # nothing new may rest on a text that is no longer kept
        raise NotFound(f"version {snapshot_id} was pruned on {row[0][:10]}; its text is gone")
