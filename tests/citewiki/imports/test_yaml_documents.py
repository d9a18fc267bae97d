"""YAML as plain data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.errors import InputError
from citewiki.imports.yaml_documents import MAX_BYTES, load


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# only a comment", None),
        ("---\n", None),
        ("a: 2025-12-28 01:06:49", {"a": "2025-12-28 01:06:49"}),
        ("a: 2024-01-02", {"a": "2024-01-02"}),
        ("a: no\nb: yes\nc: on", {"a": "no", "b": "yes", "c": "on"}),
        ("a: true\nb: False", {"a": True, "b": False}),
        ("a: ~\nb: null\nc:", {"a": None, "b": None, "c": None}),
        ("a: 4\nb: -1\nc: 1.5", {"a": 4, "b": -1, "c": 1.5}),
        ("a: 007\nb: 0x1f\nc: 1:30\nd: 12e5\ne: .inf", {
            "a": "007", "b": "0x1f", "c": "1:30", "d": "12e5", "e": ".inf"}),
        ("a: '4'\nb: \"true\"", {"a": "4", "b": "true"}),
        ("1: a\ntrue: b", {"1": "a", "true": "b"}),
        ("a: >-\n  one\n  two", {"a": "one two"}),
        ("<<: a", {"<<": "a"}),
        ("a: " + "9" * 40, {"a": "9" * 40}),
        ("\ufeffa: b", {"a": "b"}),
        ("[" * 50 + "]" * 50, None),
    ],
)  # fmt: skip
def test_loaded(text: str, value: object) -> None:
    found = load(text.encode(), "f.yaml")
    if value is not None:
        assert found == value


@pytest.mark.parametrize(
    ("content", "line", "cause"),
    [
        (b"x: 1\na: &b 1", 2, "anchor"),
        (b"a: *b", 1, "alias"),
        (b"a: !!python/object/apply:os.system [x]", 1, "tag"),
        (b"!!str a: 1", 1, "tag"),
        (b"&k a: 1", 1, "anchor"),
        (b"a: 1\nb: 2\na: 3", 3, "twice"),
        (b"[" * 51 + b"]" * 51, 1, "deeper"),
        (b"? [a]\n: b", 1, "key"),
        (b"a\n---\nb", 2, "document"),
        (b"a: b\nc: \xff", 2, "UTF-8"),
        (b"a: [", 2, "not YAML"),
        (b"a: b: c", 1, "not YAML"),
    ],
)
def test_refused(content: bytes, line: int, cause: str) -> None:
    with pytest.raises(InputError, match=cause) as refused:
        load(content, "f.yaml")
    assert str(refused.value).startswith(f"f.yaml:{line}")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("content", [b"a: \x00", b" " * (MAX_BYTES + 1), b"[" * 1_000_000])
def test_refused_without_a_line(content: bytes) -> None:
    with pytest.raises(InputError, match=r"^f\.yaml"):
        load(content, "f.yaml")


@given(st.binary(max_size=200) | st.text("ab:-[]{}&*!'\"\n #?|>%,", max_size=60).map(str.encode))
def test_any_bytes_load_or_are_refused(content: bytes) -> None:
    try:
        load(content, "f.yaml")
    except InputError as refused:
        message = str(refused)
    else:
        return
    assert "\n" not in message
