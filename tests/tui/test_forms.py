"""Forms: what they save, what they refuse, and that nothing typed is lost."""

import pytest
from textual import events

from citewiki.domain.errors import StoreUnwritable
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.sources import Field
from citewiki.ports import Ports
from citewiki.usecases.editing import edit
from citewiki.usecases.rating import rate
from tests.tui.desk import (
    EDITOR,
    Driver,
    app_on,
    id_of,
    keep_sources,
    keep_text,
    listed,
    painted,
    said,
    until,
)
from tui.drafts import Draft
from tui.screens.conflict import ConflictScreen
from tui.screens.edit import EditForm
from tui.screens.form import Form, Prose
from tui.screens.rate import RateForm
from tui.screens.review import ReviewForm
from tui.screens.sources import SourcesScreen

TITLE = "On oversight"
ID = id_of(TITLE)


@pytest.fixture
def one(ports: Ports) -> Ports:
    keep_sources(ports, [TITLE])
    return ports


async def form(pilot: Driver, kind: type[Form], *keys: str) -> Form:
    await pilot.press(*keys)
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


async def back(pilot: Driver) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, SourcesScreen))


def prose(pilot: Driver) -> str:
    return pilot.app.screen.query_one(Prose).text


async def test_what_was_told_before_does_not_cover_a_form(one: Ports) -> None:
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await form(pilot, RateForm, "r")
        await pilot.press("5", *"sound", "ctrl+s")
        await until(pilot, lambda: "rated" in said(pilot))
        await back(pilot)
        await form(pilot, ReviewForm, "m")
        await until(pilot, lambda: said(pilot) == "")


async def test_rating_and_undo(one: Ports) -> None:
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await form(pilot, RateForm, "r")
        await pilot.press("5", *"sound in 2 ways", "ctrl+s")
        await back(pilot)
        given = one.library.editorial.credibility(ID)
        assert (given.rating, given.because, given.by) == (5, "sound in 2 ways", EDITOR)
        await until(pilot, lambda: "5/5 Gold" in said(pilot))
        await pilot.press("u")
        await until(pilot, lambda: one.library.editorial.credibility(ID).rating == 3)
        await until(pilot, lambda: "took back: rated" in said(pilot))
        await pilot.press("U")
        await until(pilot, lambda: one.library.editorial.credibility(ID).rating == 5)
        await until(pilot, lambda: "done again: rated" in said(pilot))
        await pilot.press("U")
        await until(pilot, lambda: "nothing back" in said(pilot))


async def test_inheriting(one: Ports) -> None:
    rate(one, ID, 1, "no", "Grace")
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await form(pilot, RateForm, "r")
        await pilot.press("i", "ctrl+s")
        await back(pilot)
        assert one.library.editorial.credibility(ID).rating == 3


async def test_a_rating_needs_its_reason(one: Ports) -> None:
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await form(pilot, RateForm, "r")
        await pilot.press("5", "ctrl+s")
        await until(pilot, lambda: any("needs its reason" in line for line in painted(pilot)))
        assert one.library.editorial.credibility(ID).rating == 3


async def test_an_edit(one: Ports) -> None:
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await form(pilot, EditForm, "e", "enter")
        assert prose(pilot) == TITLE
        await pilot.press(*", twice", "ctrl+s")
        await back(pilot)
        assert one.library.sources.get(ID).title == "On oversight, twice"
        await until(pilot, lambda: any("On oversight, twice" in line for line in painted(pilot)))


async def test_saving_does_not_overtake_what_was_typed_before_it(one: Ports) -> None:
    words = "a model criticises its own answers by principles that were written down" * 3
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await pilot.press("e", "s", "s", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditForm))
        await until(pilot, lambda: isinstance(pilot.app.focused, Prose))
        typed = [events.Key("space" if char == " " else char, char) for char in words]
        for key in (*typed, events.Key("ctrl+s", None)):  # at once, as from a slow connection
            pilot.app.post_message(key)
        await back(pilot)
    found = one.library.sources.get(ID).fields
    assert [value.value for value in found.values() if value.by == EDITOR] == [words]


async def test_a_letter_goes_to_a_field(one: Ports) -> None:
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        screen = await form(pilot, EditForm, "e", "a", "a", "enter")
        await until(pilot, lambda: any("Edit abstract" in line for line in painted(pilot)))
        await pilot.press(*"It is.", "ctrl+s")
        await back(pilot)
        assert one.library.sources.get(ID).text(Field.ABSTRACT) == "It is."
        assert not screen.is_running


async def test_details_say_whence_and_lock_and_give_back(one: Ports) -> None:
    async with app_on(one).run_test(size=(100, 40)) as pilot:
        await listed(pilot, 1)
        await pilot.press("e")
        await until(pilot, lambda: any("from: import, lw" in line for line in painted(pilot)))
        await pilot.press("plus")
        await until(pilot, lambda: one.library.sources.get(ID).fields[Field.TITLE].by == EDITOR)
        await back(pilot)
        await pilot.press("e")
        await until(pilot, lambda: any("locked: no import" in line for line in painted(pilot)))
        await pilot.press("minus")
        await until(pilot, lambda: one.library.sources.get(ID).fields[Field.TITLE].by == "lw")
        await back(pilot)
        await pilot.press("e")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press("minus")
        await until(pilot, lambda: "nothing to give back" in said(pilot))


async def test_a_value_that_the_field_cannot_hold(one: Ports) -> None:
    at = list(Field).index(Field.IMPORTANCE)
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await form(pilot, EditForm, "e", *["down"] * at, "enter")
        await pilot.press(*"much", "ctrl+s")
        await until(pilot, lambda: any("from 0 to 100" in line for line in painted(pilot)))
        await pilot.press(*["backspace"] * 4, *"82", "ctrl+s")
        await back(pilot)
        assert one.library.sources.get(ID).fields[Field.IMPORTANCE].value == 82


async def conflict(pilot: Driver) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, ConflictScreen))


@pytest.mark.parametrize(
    ("keys", "expected", "draft"),
    [
        (("y",), f"{TITLE}!", None),
        (("t",), "Grace’s title", None),
        (("escape", "escape"), "Grace’s title", f"{TITLE}!"),
        (("escape", "ctrl+s"), f"{TITLE}!", None),
    ],
    ids=["yours", "theirs", "later", "yours after a second look"],
)
async def test_a_conflict_shows_both_texts_and_asks(
    one: Ports, keys: tuple[str, ...], expected: str, draft: str | None
) -> None:
    async with app_on(one).run_test(size=(100, 40)) as pilot:
        await listed(pilot, 1)
        await form(pilot, EditForm, "e", "enter")
        edit(one, ID, {Field.TITLE: "Grace’s title"}, "Grace")
        await pilot.press(*"!", "ctrl+s")
        await conflict(pilot)
        for told in ("Grace has changed", "Grace’s title", f"{TITLE}!"):
            await until(pilot, lambda told=told: any(told in line for line in painted(pilot)))  # type: ignore[misc]
        assert one.library.sources.get(ID).title == "Grace’s title"
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await back(pilot)
        assert one.library.sources.get(ID).title == expected
        assert one.library.editorial.draft(EDITOR, f"edit:{ID}:title") == draft


async def test_a_draft_that_is_kept_late_does_not_outlive_what_was_saved(
    one: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = Draft.keep
    late: list[Form] = []

    async def beside_another(draft: Draft, text: str) -> None:
        for open_form in [late.pop()] if late and not text else []:
            open_form._keep_soon()  # the timer's, while the draft is being forgotten
        await keep(draft, text)

    monkeypatch.setattr(Draft, "keep", beside_another)
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        late.append(await form(pilot, EditForm, "e", "enter"))
        await pilot.press("!", "ctrl+s")
        await back(pilot)
        await pilot.app.workers.wait_for_complete()
    assert not late
    assert one.library.sources.get(ID).title == f"{TITLE}!"
    assert one.library.editorial.draft(EDITOR, f"edit:{ID}:title") is None


async def test_a_rating_conflict_shows_whose_and_why(one: Ports) -> None:
    async with app_on(one).run_test(size=(100, 40)) as pilot:
        await listed(pilot, 1)
        await form(pilot, RateForm, "r")
        rate(one, ID, 1, "no", "Grace")
        await pilot.press("5", *"yes", "ctrl+s")
        await conflict(pilot)
        for told in ("Grace has changed", "1/5 Low: no", "5/5 Gold: yes"):
            await until(pilot, lambda told=told: any(told in line for line in painted(pilot)))  # type: ignore[misc]
        assert one.library.editorial.credibility(ID).rating == 1
        await pilot.press("y")
        await back(pilot)
        assert one.library.editorial.credibility(ID).rating == 5


async def test_going_back_to_the_venues_rating_overruns_nobody(one: Ports) -> None:
    async with app_on(one).run_test(size=(100, 40)) as pilot:
        await listed(pilot, 1)
        await form(pilot, RateForm, "r")
        rate(one, ID, 1, "no", "Grace")
        await pilot.press("i", "ctrl+s")
        await conflict(pilot)
        assert one.library.editorial.credibility(ID).rating == 1


async def test_a_review_is_of_the_text_that_was_there(one: Ports) -> None:
    keep_text(one, TITLE, "The text as it was read.")
    async with app_on(one).run_test(size=(100, 40)) as pilot:
        await listed(pilot, 1)
        await form(pilot, ReviewForm, "m")
        keep_text(one, TITLE, "Another text, which nobody has read.")
        await pilot.press("o", "ctrl+s")
        await conflict(pilot)
        assert one.library.editorial.reviews(ID) == []
        await pilot.press("y")
        await back(pilot)
        assert len(one.library.editorial.reviews(ID)) == 1


async def test_what_is_typed_past_the_text_chooses_nothing(one: Ports) -> None:
    """After 5 one is at the text already: who presses Tab and types is at the buttons."""
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await form(pilot, RateForm, "r")
        await pilot.press("5", *"why", "tab", *"in 2 ways", "ctrl+s")
        await back(pilot)
        assert one.library.editorial.credibility(ID).rating == 5


async def test_an_undo_that_would_overrun_another_is_refused(one: Ports) -> None:
    edit(one, ID, {Field.TITLE: "Mine"}, EDITOR)
    edit(one, ID, {Field.TITLE: "Grace’s"}, "Grace")
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await pilot.press("u")
        await until(pilot, lambda: "changed since" in said(pilot))
        assert one.library.sources.get(ID).title == "Grace’s"


async def test_a_review(one: Ports) -> None:
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await form(pilot, ReviewForm, "m")
        await pilot.press("n", "ctrl+s")
        await until(pilot, lambda: any("without a note" in line for line in painted(pilot)))
        await pilot.press(*"no date", "ctrl+s")
        await back(pilot)
        (review,) = one.library.editorial.reviews(ID)
        assert (review.outcome, review.note) == (ReviewOutcome.NEEDS_WORK, "no date")


@pytest.mark.parametrize("ending", ["escape", "ctrl+q"])
async def test_what_was_typed_is_there_again(one: Ports, ending: str) -> None:
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await form(pilot, RateForm, "r")
        await pilot.press("5", *"half a rea", ending)
        if ending == "escape":
            await back(pilot)
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await form(pilot, RateForm, "r")
        assert prose(pilot) == "half a rea"
        await until(pilot, lambda: any("→ 5/5 Gold" in line for line in painted(pilot)))
        await pilot.press("enter", *"son", "ctrl+s")
        await back(pilot)
    given = one.library.editorial.credibility(ID)
    assert (given.rating, given.because) == (5, "half a reason")
    assert one.library.editorial.draft(EDITOR, f"rate:{ID}") is None


async def test_an_edit_that_was_left_is_offered_beside_what_stands_there(one: Ports) -> None:
    async with app_on(one).run_test() as pilot:
        await listed(pilot, 1)
        await form(pilot, EditForm, "e", "enter")
        await pilot.press(*" draft", "escape")
        await back(pilot)
        await form(pilot, EditForm, "e", "enter")
        assert prose(pilot) == "On oversight draft"
        await until(pilot, lambda: any("draft is back" in line for line in painted(pilot)))


async def test_a_full_disk_keeps_the_form_open(one: Ports, monkeypatch: pytest.MonkeyPatch) -> None:
    async with app_on(one).run_test(size=(100, 40)) as pilot:
        await listed(pilot, 1)
        await form(pilot, RateForm, "r")

        def full(*_args: object, **_names: object) -> None:
            raise StoreUnwritable("the disk is full")

        with monkeypatch.context() as patch:
            patch.setattr(one.library.editorial, "apply", full)
            patch.setattr(one.library.editorial, "keep_draft", full)
            await pilot.press("5", *"why", "ctrl+s")
            await until(pilot, lambda: any("disk is full" in line for line in painted(pilot)))
            await pilot.press("escape")
            await until(pilot, lambda: any("Esc again" in line for line in painted(pilot)))
        await pilot.press("ctrl+s")
        await back(pilot)
        assert one.library.editorial.credibility(ID).rating == 5
