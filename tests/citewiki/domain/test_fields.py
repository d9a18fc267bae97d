"""What editors type into fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.errors import UsageError
from citewiki.domain.fields import parse_field, show_value
from citewiki.domain.sources import Field, Value


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (Field.TITLE, "  A title ", "A title"),
        (Field.TITLE, " \n", None),
        (Field.IMPORTANCE, "0", 0),
        (Field.IMPORTANCE, "100", 100),
        (Field.IMPORTANCE, "", None),
        (Field.TYPE, "Paper", "paper"),
        (Field.AUTHORS, "Bai, Yuntao; Jones, Andy", ("Bai, Yuntao", "Jones, Andy")),
        (Field.AUTHORS, "A\n\nB\r\nA", ("A", "B")),
        (Field.TAGS, "rlhf, evals; x-risk", ("rlhf", "evals", "x-risk")),
        (Field.KEY_POINTS, "One, two; three", ("One, two", "three")),
        (Field.KEY_POINTS, ";;", None),
        (Field.PUBLISHED, "2023", "2023"),
        (Field.PUBLISHED, "2023-03", "2023-03"),
        (Field.PUBLISHED, "2024-02-29", "2024-02-29"),
        (Field.SUMMARY, "a; b\nc", "a; b\nc"),
    ],
)
def test_parsed(field: Field, text: str, value: Value | None) -> None:
    assert parse_field(field, text) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (Field.IMPORTANCE, "101"), (Field.IMPORTANCE, "-1"), (Field.IMPORTANCE, "high"),
        (Field.IMPORTANCE, "٣"), (Field.TYPE, "novel"), (Field.PUBLISHED, "2023-13"),
        (Field.PUBLISHED, "2023-02-29"), (Field.PUBLISHED, "March 2023"), (Field.PUBLISHED, "0000"),
    ],
)  # fmt: skip
def test_refused(field: Field, text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_field(field, text)
    assert "\n" not in str(refused.value)


@given(st.sampled_from(Field), st.text())
def test_what_is_shown_reads_back(field: Field, text: str) -> None:
    try:
        value = parse_field(field, text)
    except UsageError:
        return
    if value is not None:
        assert parse_field(field, show_value(value)) == value
