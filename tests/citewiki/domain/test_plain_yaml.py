"""YAML that nobody vouches for: read in one pass, as the library reads it, or refused."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.plain_yaml import MAX_DEPTH, load_plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# only a remark", None),
        ("a", "a"),
        ("a: 1", {"a": "1"}),
        ("a: null\nb: ~\nc:", {"a": "null", "b": "~", "c": ""}),
        ("- a\n- [b, {c: d}]", ["a", ["b", {"c": "d"}]]),
        ("a: 1\na: 2", {"a": "2"}),
        ("a: !!python/name:os.system b", {"a": "b"}),
        ("a: &there 1", {"a": "1"}),
    ],
)
def test_what_is_read(text: str, value: object) -> None:
    assert load_plain(text) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: &x [1]\nb: *x", "alias"),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "nested over 20 deep"),
        ("a: [", "expected node content"),
        ("? [a]\n: b", "unhashable key"),
        ("{a: {[b]: c}}", "unhashable key"),
        ("a: 1\n---\nb: 2", "another document"),
        ("a: &x 1\nb: &x 2", "anchor"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    with pytest.raises((ValueError, yaml.YAMLError), match=why):
        load_plain(text)


_PIECES = ["a", "b: ", "- ", "\n", "\n  ", "[", "]", "{", "}", ", ", "? ", ": ", "&x ", "--- ", '"']


@given(st.lists(st.sampled_from(_PIECES), max_size=20).map("".join))
def test_it_is_what_the_library_reads(text: str) -> None:
    try:
        expected = yaml.load(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        with pytest.raises(yaml.YAMLError):  # of several errors another may be told
            load_plain(text)
    else:
        assert load_plain(text) == expected
