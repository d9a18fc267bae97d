"""Editing a source's fields."""

import pytest

from citewiki.domain.editorial import EventKind
from citewiki.domain.errors import EditConflict, UnknownSource, UsageError
from citewiki.domain.sources import Field, FieldValue, Origin, Value
from citewiki.ports import Ports
from citewiki.usecases.editing import edit, give_back, keep
from tests.builders import NOW, a_source, an_import

SOURCE = a_source()
ID = SOURCE.id


@pytest.fixture(autouse=True)
def _source(ports: Ports) -> None:
    ports.library.sources.register([SOURCE])


def test_an_edit_stands_and_says_who_and_when(ports: Ports) -> None:
    event = edit(ports, ID, {Field.TITLE: "A title", Field.TAGS: ("a", "b")}, " Ada ")
    source = ports.library.sources.get(ID)
    assert source.title == "A title"
    assert source.texts(Field.TAGS) == ("a", "b")
    title = source.fields[Field.TITLE]
    assert (title.origin, title.by, title.at) == (Origin.EDITOR, "Ada", NOW)
    assert (event.kind, event.by) == (EventKind.EDITED, "Ada")
    assert event.before == {"title": None, "tags": None}


def test_none_takes_the_editors_value_away(ports: Ports) -> None:
    edit(ports, ID, {Field.SUMMARY: "Good."}, "Ada")
    edit(ports, ID, {Field.SUMMARY: None}, "Ben")
    assert ports.library.sources.get(ID).text(Field.SUMMARY) is None


@pytest.mark.parametrize("by", [None, "", "  "])
def test_nobody_edits(ports: Ports, by: str | None) -> None:
    with pytest.raises(UsageError, match="who are you"):
        edit(ports, ID, {Field.TITLE: "x"}, by)
    assert Field.TITLE not in ports.library.sources.get(ID).fields


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.IMPORTANCE, 101),
        (Field.IMPORTANCE, -1),
        (Field.IMPORTANCE, "82"),
        (Field.TITLE, 5),
        (Field.TITLE, ("a",)),
        (Field.TAGS, "a"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_whole(
    ports: Ports, field: Field, value: Value
) -> None:
    with pytest.raises(UsageError, match=field.value):
        edit(ports, ID, {Field.SUMMARY: "fits", field: value}, "Ada")
    assert ports.library.sources.get(ID).text(Field.SUMMARY) is None


def test_nothing_to_change_and_nothing_to_change_it_in(ports: Ports) -> None:
    with pytest.raises(UsageError, match="nothing to change"):
        edit(ports, ID, {}, "Ada")
    with pytest.raises(UnknownSource):
        edit(ports, "0" * 16, {Field.TITLE: "x"}, "Ada")


def test_what_another_editor_wrote_meanwhile_is_not_overwritten(ports: Ports) -> None:
    edit(ports, ID, {Field.TITLE: "Ben's"}, "Ben", expected={"title": None})
    with pytest.raises(EditConflict) as caught:
        edit(ports, ID, {Field.TITLE: "Ada's"}, "Ada", expected={"title": None})
    assert (caught.value.theirs, caught.value.ours) == ("Ben's", "Ada's")
    assert ports.library.sources.get(ID).title == "Ben's"
    edit(ports, ID, {Field.TITLE: "Ada's"}, "Ada", expected={"title": "Ben's"})
    assert ports.library.sources.get(ID).title == "Ada's"


def imported(title: str) -> FieldValue:
    return FieldValue(Field.TITLE, title, Origin.IMPORT, "lw", NOW)


def test_what_is_kept_is_outranked_by_no_later_import(ports: Ports) -> None:
    records = ports.library.sources.import_records
    records([an_import(SOURCE.url, imported("As imported"))], "lw", NOW)
    keep(ports, ID, [Field.TITLE], "Ada")
    records([an_import(SOURCE.url, imported("Imported anew"))], "lw", NOW)
    source = ports.library.sources.get(ID)
    assert (source.title, source.fields[Field.TITLE].by) == ("As imported", "Ada")
    give_back(ports, ID, [Field.TITLE], "Ben")
    assert ports.library.sources.get(ID).title == "Imported anew"


def test_only_a_machines_value_is_kept_and_only_an_editors_given_back(ports: Ports) -> None:
    with pytest.raises(UsageError, match="no value"):
        keep(ports, ID, [Field.SUMMARY], "Ada")
    with pytest.raises(UsageError, match="nothing to give back"):
        give_back(ports, ID, [Field.SUMMARY], "Ada")
    edit(ports, ID, {Field.SUMMARY: "Mine."}, "Ada")
    with pytest.raises(UsageError, match="already"):
        keep(ports, ID, [Field.SUMMARY], "Ben")
