"""Taking back and doing again: what was before is there again, and nobody's work is lost."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from citewiki.domain.errors import EditConflict, NotFound, UsageError
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.sources import Field
from citewiki.domain.venues import VenueOrigin
from citewiki.ports import Ports
from citewiki.usecases.annotating import annotate
from citewiki.usecases.attaching import attach
from citewiki.usecases.editing import edit
from citewiki.usecases.histories import history
from citewiki.usecases.rating import inherit, rate, rate_venue
from citewiki.usecases.reviewing import review
from citewiki.usecases.undoing import redo, redoable, undo, undoable
from citewiki.wiring import create_store, open_store
from tests.builders import a_source, a_venue
from tests.fakes import SilentNarrator

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
    set_up(ports)


def set_up(ports: Ports) -> None:
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
        [
            (one.snapshot_id, one.outcome, one.note, one.by)
            for one in library.editorial.reviews(ID)
            if not one.withdrawn
        ],
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


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_redo_brings_back_what_was_taken_back(ports: Ports, act: Act) -> None:
    before = _state(ports)
    act(ports)
    after = _state(ports)
    for _ in range(2):
        undo(ports, "Ada")
        assert _state(ports) == before
        redo(ports, "Ada")
        assert _state(ports) == after
    assert redoable(ports, "Ada") == []
    with pytest.raises(NotFound, match="nothing back"):
        redo(ports, "Ada")


class Stacks(RuleBasedStateMachine):
    """Changes, undo and redo in any order, beside a list of the states that they lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        create_store(Path(self.folder.name) / "store")
        self.opened = open_store(Path(self.folder.name) / "store", SilentNarrator())
        self.ports = self.opened.__enter__()
        set_up(self.ports)
        self.states = [_state(self.ports)]
        self.at = 0

    def teardown(self) -> None:
        self.opened.__exit__(None, None, None)
        self.folder.cleanup()

    @rule(act=st.sampled_from(list(ACTS)), turn=st.integers(0, 99))
    def change(self, act: str, turn: int) -> None:
        """Whatever was to be done again is not any more."""
        if act == "a field":
            edit(self.ports, ID, {Field.TITLE: f"Title {turn}"}, "Ada")
        else:
            ACTS[act](self.ports)
        self.at += 1
        self.states[self.at :] = [_state(self.ports)]

    @rule()
    def undo(self) -> None:
        if self.at == 0:
            with pytest.raises(NotFound):
                undo(self.ports, "Ada")
        else:
            undo(self.ports, "Ada")
            self.at -= 1

    @rule()
    def redo(self) -> None:
        if self.at == len(self.states) - 1:
            with pytest.raises(NotFound):
                redo(self.ports, "Ada")
        else:
            redo(self.ports, "Ada")
            self.at += 1

    @invariant()
    def the_state_is_the_one_it_was(self) -> None:
        assert _state(self.ports) == self.states[self.at]
        assert len(undoable(self.ports, "Ada", 99)) == self.at
        assert len(redoable(self.ports, "Ada", 99)) == len(self.states) - 1 - self.at


TestStacks = Stacks.TestCase
TestStacks.settings = settings(max_examples=6, stateful_step_count=12, deadline=None)


def test_what_another_put_in_its_place_is_not_overrun_by_redo(ports: Ports) -> None:
    edit(ports, ID, {Field.TITLE: "Ada's"}, "Ada")
    undo(ports, "Ada")
    edit(ports, ID, {Field.TITLE: "Ben's"}, "Ben")
    with pytest.raises(EditConflict):
        redo(ports, "Ada")
    assert ports.library.sources.get(ID).title == "Ben's"


def test_the_history_tells_each_turn(ports: Ports) -> None:
    edit(ports, ID, {Field.TITLE: "Mine"}, "Ada")
    undo(ports, "Ada")
    redo(ports, "Ada")
    newest = [line.what for line in history(ports, ID) if line.by == "Ada"]
    assert [what.split("title")[0] for what in newest] == ["did again: ", "took back: ", ""]
    assert ["[" + what.split(" [")[1] if " [" in what else "" for what in newest] == [
        "",
        "[done again]",
        "[taken back]",
    ]


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
