"""Taking changes back: what was before is there again, and nobody else's work is lost."""

from collections.abc import Callable

import pytest

from citewiki.domain.editorial import ReviewOutcome
from citewiki.domain.errors import EditConflict, NotFound, UsageError
from citewiki.domain.sources import Field
from citewiki.domain.venues import VenueOrigin
from citewiki.ports import Ports
from citewiki.usecases.annotating import annotate
from citewiki.usecases.attaching import attach
from citewiki.usecases.editing import edit
from citewiki.usecases.rating import inherit, rate, rate_venue
from citewiki.usecases.reviewing import review
from citewiki.usecases.undoing import undo, undoable
from tests.builders import a_source, a_venue

SOURCE = a_source()
ID = SOURCE.id

Act = Callable[[Ports], object]

ACTS: dict[str, Act] = {
    "a field": lambda ports: edit(ports, ID, {Field.TITLE: "Mine"}, "Ada"),
    "many fields": lambda ports: edit(
        ports, ID, {Field.TAGS: ("a", "b"), Field.IMPORTANCE: 0, Field.SUMMARY: "S"}, "Ada"
    ),
    "a field taken away": lambda ports: edit(ports, ID, {Field.REVIEW: None}, "Ada"),
    "a rating": lambda ports: rate(ports, ID, 5, "good", "Ada"),
    "back to the venue's": lambda ports: inherit(ports, ID, "Ada"),
    "a venue's rating": lambda ports: rate_venue(ports, "example", 1, "a mill", "Ada"),
    "a review": lambda ports: review(ports, ID, ReviewOutcome.REJECT, "no", "Ada"),
    "a note": lambda ports: annotate(ports, ID, "Some text", "which?", "Ada"),
}


@pytest.fixture(autouse=True)
def _source(ports: Ports) -> None:
    """A source that other hands have worked on before."""
    ports.library.venues.save([a_venue()], VenueOrigin.STARTER)
    ports.library.sources.register([SOURCE])
    attach(ports, ID, b"A title\nSome text.", "page.txt", by="Ben")
    edit(ports, ID, {Field.REVIEW: "Sound.", Field.TAGS: ("old",)}, "Ben")
    rate(ports, ID, 2, "thin", "Ben")


def _state(ports: Ports) -> object:
    library = ports.library
    source = library.sources.get(ID)
    return (
        {name: found.value for name, found in source.fields.items()},
        (lambda given: (given.rating, given.basis, given.because))(
            library.editorial.credibility(ID)
        ),
        library.venues.get("example").rating is not None,
        [given.rating for given in [library.venues.get("example").rating] if given],
        [one.id for one in library.editorial.reviews(ID) if not one.withdrawn],
        library.editorial.annotations(ID),
    )


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_undo_brings_back_what_was_before(ports: Ports, act: Act) -> None:
    before = _state(ports)
    act(ports)
    assert _state(ports) != before
    event = undo(ports, "Ada")
    assert _state(ports) == before
    assert event.undoes is not None
    assert undoable(ports, "Ada") == []
    with pytest.raises(NotFound, match="no change left"):
        undo(ports, "Ada")


def test_all_of_them_one_after_the_other_newest_first(ports: Ports) -> None:
    states = [_state(ports)]
    for act in ACTS.values():
        act(ports)
        states.append(_state(ports))
    assert len(undoable(ports, "Ada")) == len(ACTS)
    assert len(undoable(ports, "Ada", 3)) == 3
    for state in reversed(states[:-1]):
        undo(ports, "Ada")
        assert _state(ports) == state


def test_each_editor_takes_back_their_own(ports: Ports) -> None:
    edit(ports, ID, {Field.TITLE: "Ada's"}, "Ada")
    edit(ports, ID, {Field.SUMMARY: "Ben's"}, "Ben")
    undo(ports, "Ada")
    source = ports.library.sources.get(ID)
    assert source.text(Field.SUMMARY) == "Ben's"
    assert source.title != "Ada's"
    undo(ports, "Ben")
    assert ports.library.sources.get(ID).text(Field.SUMMARY) is None


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (
            lambda ports: edit(ports, ID, {Field.TITLE: "Ada's"}, "Ada"),
            lambda ports: edit(ports, ID, {Field.TITLE: "Ben's"}, "Ben"),
        ),
        (
            lambda ports: rate(ports, ID, 5, "good", "Ada"),
            lambda ports: rate(ports, ID, 1, "bad", "Ben"),
        ),
        (
            lambda ports: rate_venue(ports, "example", 5, "good", "Ada"),
            lambda ports: rate_venue(ports, "example", 1, "bad", "Ben"),
        ),
    ],
    ids=["field", "rating", "venue"],
)
def test_what_another_put_in_its_place_stays(ports: Ports, mine: Act, theirs: Act) -> None:
    mine(ports)
    theirs(ports)
    before = _state(ports)
    told = len(ports.library.editorial.events())
    with pytest.raises(EditConflict):
        undo(ports, "Ada")
    assert _state(ports) == before
    assert len(ports.library.editorial.events()) == told
    undo(ports, "Ben")
    undo(ports, "Ada")  # now that Ada's stands again


def test_an_attached_file_is_not_a_change_to_take_back(ports: Ports) -> None:
    attach(ports, ID, b"Another\ntext.", "b.txt", by="Cyd")
    assert undoable(ports, "Cyd") == []


def test_nobody_undoes(ports: Ports) -> None:
    with pytest.raises(UsageError, match="who are you"):
        undo(ports, None)
