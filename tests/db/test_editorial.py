"""What editors do: kept, told, conflicting and taken back."""

import pytest

from citewiki.domain.credibility import Basis
from citewiki.domain.editorial import (
    AddAnnotation,
    AddReview,
    EventKind,
    RateVenue,
    RemoveAnnotation,
    SetFields,
    SetOverride,
    WithdrawReview,
)
from citewiki.domain.errors import EditConflict, NotFound, UnknownSource, UsageError
from citewiki.domain.listing import ListView
from citewiki.domain.quoting import Anchor
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.sources import Field, FieldValue, Origin
from citewiki.domain.venues import VenueOrigin
from citewiki.ports.library import Library
from tests.builders import NOW, a_snapshot, a_source, a_venue, an_attempt, an_import

URL = "https://example.org/paper"
ID = a_source(URL).id
_ALL = ListView()


@pytest.fixture
def one(library: Library) -> Library:
    """A store with one source, titled by an import, and its venue."""
    library.venues.save([a_venue()], VenueOrigin.STARTER)
    said = FieldValue(Field.TITLE, "The imported title", Origin.IMPORT, "lw", NOW)
    library.sources.import_records([an_import(URL, said)], "lw", NOW)
    return library


def test_an_edit_shows_and_is_told(one: Library) -> None:
    event = one.editorial.apply(
        SetFields(ID, {Field.TITLE: "Mine", Field.TAGS: ("a", "b")}), by="Ada", at=NOW
    )
    source = one.sources.get(ID)
    assert (source.title, source.texts(Field.TAGS)) == ("Mine", ("a", "b"))
    assert source.fields[Field.TITLE].by == "Ada"
    assert source.candidates[Field.TITLE][0].value == "The imported title"
    assert event.kind is EventKind.EDITED
    assert event.before == {"title": None, "tags": None}
    assert event.after == {"title": "Mine", "tags": ["a", "b"]}
    assert one.editorial.events(source_id=ID)[0] == event
    assert one.editorial.events(by="Ada") == [event]


def test_taking_the_editors_value_away_shows_what_was_below(one: Library) -> None:
    one.editorial.apply(SetFields(ID, {Field.TITLE: "Mine"}), by="Ada", at=NOW)
    one.editorial.apply(SetFields(ID, {Field.TITLE: None}), by="Ada", at=NOW)
    assert one.sources.get(ID).title == "The imported title"


def test_a_stale_form_is_refused_and_writes_nothing(one: Library) -> None:
    one.editorial.apply(SetFields(ID, {Field.TITLE: "Theirs"}), by="Ben", at=NOW)
    told = len(one.editorial.events())
    with pytest.raises(EditConflict) as caught:
        one.editorial.apply(
            SetFields(ID, {Field.TITLE: "Ours", Field.PURPOSE: "x"}),
            by="Ada",
            at=NOW,
            expected={"title": "The imported title"},
        )
    assert (caught.value.theirs, caught.value.ours) == ("Theirs", "Ours")
    assert one.sources.get(ID).title == "Theirs"
    assert Field.PURPOSE not in one.sources.get(ID).fields
    assert len(one.editorial.events()) == told


@pytest.mark.parametrize("seen", ["The imported title", None])
def test_a_fresh_form_is_taken(one: Library, seen: str | None) -> None:
    change = SetFields(ID, {Field.TITLE: "Ours"})
    one.editorial.apply(change, by="Ada", at=NOW, expected={"title": seen})
    assert one.sources.get(ID).title == "Ours"


def test_undoing_an_edit(one: Library) -> None:
    event = one.editorial.apply(SetFields(ID, {Field.TITLE: "Mine"}), by="Ada", at=NOW)
    undo = one.editorial.apply(
        SetFields(ID, {Field.TITLE: None}), by="Ada", at=NOW, undoes=event.id
    )
    assert one.sources.get(ID).title == "The imported title"
    assert undo.undoes == event.id
    assert one.editorial.events(source_id=ID)[1].undone_by == undo.id
    with pytest.raises(EditConflict, match="already"):
        one.editorial.apply(SetFields(ID, {Field.TITLE: None}), by="Ada", at=NOW, undoes=event.id)


def test_undo_is_refused_where_something_else_stands_now(one: Library) -> None:
    event = one.editorial.apply(SetFields(ID, {Field.TITLE: "Mine"}), by="Ada", at=NOW)
    one.editorial.apply(SetFields(ID, {Field.TITLE: "Theirs"}), by="Ben", at=NOW)
    with pytest.raises(EditConflict, match="title") as caught:
        one.editorial.apply(SetFields(ID, {Field.TITLE: None}), by="Ada", at=NOW, undoes=event.id)
    assert caught.value.theirs == "Theirs"
    assert one.sources.get(ID).title == "Theirs"


def test_an_override_wins_and_inheriting_brings_the_venues_back(one: Library) -> None:
    event = one.editorial.apply(SetOverride(ID, 5, "I know it"), by="Ada", at=NOW)
    rated = one.editorial.credibility(ID)
    assert (rated.rating, rated.basis, rated.because, rated.by) == (
        5,
        Basis.OVERRIDE,
        "I know it",
        "Ada",
    )
    assert event.before == {"rating": None, "because": ""}
    one.editorial.apply(SetOverride(ID, None, ""), by="Ada", at=NOW, undoes=event.id)
    assert one.editorial.credibility(ID).basis is Basis.VENUE
    assert [given.rating for given in one.editorial.overrides(ID)] == [None, 5]


def test_a_stale_rating_is_refused(one: Library) -> None:
    one.editorial.apply(SetOverride(ID, 5, "I know it"), by="Ben", at=NOW)
    with pytest.raises(EditConflict):
        one.editorial.apply(SetOverride(ID, 1, "no"), by="Ada", at=NOW, expected={"rating": 3})


def test_rating_a_venue_moves_its_sources(one: Library) -> None:
    event = one.editorial.apply(RateVenue("example", 1, "gone bad"), by="Ada", at=NOW)
    assert one.editorial.credibility(ID).rating == 1
    assert one.lists.rows(one.lists.order(_ALL))[0].rating == 1
    one.editorial.apply(RateVenue("example", None, ""), by="Ada", at=NOW, undoes=event.id)
    assert one.editorial.credibility(ID).rating == 3
    assert [given.rating for given in one.venues.ratings("example")] == [1, 3]


def test_a_review_is_kept_and_withdrawn(one: Library) -> None:
    event = one.editorial.apply(AddReview(ID, None, ReviewOutcome.OK, "read"), by="Ada", at=NOW)
    review_id = event.after["review_id"]
    assert isinstance(review_id, int)
    assert not one.editorial.reviews(ID)[0].withdrawn
    one.editorial.apply(WithdrawReview(ID, review_id), by="Ada", at=NOW, undoes=event.id)
    assert one.editorial.reviews(ID)[0].withdrawn
    with pytest.raises(EditConflict):
        one.editorial.apply(WithdrawReview(ID, review_id), by="Ada", at=NOW)


def test_a_note_is_put_removed_and_brought_back(one: Library) -> None:
    taken = one.snapshots.record_capture(an_attempt(ID), a_snapshot(ID), "A title\nSome text.")
    anchor = Anchor(taken.snapshot_id, 8, 12, "Some", "A title\n", " text.")
    put = one.editorial.apply(AddAnnotation(ID, anchor, "which?"), by="Ada", at=NOW)
    note_id = put.after["annotation_id"]
    assert isinstance(note_id, int)
    assert one.editorial.annotations(ID)[0].anchor == anchor
    gone = one.editorial.apply(RemoveAnnotation(ID, note_id), by="Ada", at=NOW, undoes=put.id)
    assert one.editorial.annotations(ID) == []
    assert gone.kind is EventKind.ANNOTATION_REMOVED
    one.editorial.apply(RemoveAnnotation(ID, note_id, removed=False), by="Ada", at=NOW)
    assert len(one.editorial.annotations(ID)) == 1


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (SetFields("0" * 16, {Field.TITLE: "x"}), UnknownSource),
        (SetFields(ID, {}), UsageError),
        (RateVenue("nowhere", 3, "x"), NotFound),
        (AddReview(ID, 99, ReviewOutcome.OK), NotFound),
        (WithdrawReview(ID, 99), NotFound),
        (RemoveAnnotation(ID, 99), NotFound),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_be_done_is_said(
    one: Library, change: SetFields, error: type[Exception]
) -> None:
    with pytest.raises(error):
        one.editorial.apply(change, by="Ada", at=NOW)


def test_a_change_needs_a_name(one: Library) -> None:
    with pytest.raises(UsageError, match="name"):
        one.editorial.apply(SetFields(ID, {Field.TITLE: "x"}), by=" ", at=NOW)


def test_drafts_are_kept_until_they_are_forgotten(library: Library) -> None:
    library.editorial.keep_draft("Ada", "edit:1", "half a sen", NOW)
    library.editorial.keep_draft("Ada", "edit:1", "half a sentence", NOW)
    assert library.editorial.draft("Ada", "edit:1") == "half a sentence"
    assert library.editorial.draft("Ben", "edit:1") is None
    library.editorial.keep_draft("Ada", "edit:1", "", NOW)
    assert library.editorial.draft("Ada", "edit:1") is None
