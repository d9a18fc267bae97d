"""Start tags of any number of attributes: the first ones are kept, and no text is lost by it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.extract import page_tree
from sources.extract.start_tags import MOST_ATTRIBUTES, thinned

MANY = MOST_ATTRIBUTES + 500
NAMES = [f"a{n}" for n in range(MANY)]

WRITTEN = {
    "names alone": " ".join(NAMES),
    "bare values": " ".join(f"{name}=1" for name in NAMES),
    "quoted values": "".join(f'{name}="1"' for name in NAMES),
    "single quotes": "".join(f"{name} = '1'" for name in NAMES),
    "tags in values": "".join(f"{name}='<b>' " for name in NAMES),
    "slashes between": "/".join(NAMES),
    "lines between": "\n".join(NAMES),
    "empty values": "=''".join(NAMES),
    "equals signs first": " ".join(f"=={name}" for name in NAMES),
    "quotes in names": " ".join(f"{name}'\"" for name in NAMES),
}


@pytest.mark.parametrize("case", WRITTEN)
@pytest.mark.parametrize("name", ["div", "DIV", "x-y", "script", "title"])
def test_the_first_attributes_are_kept_and_all_of_the_text(case: str, name: str) -> None:
    page = f"<p>first</p><{name} {WRITTEN[case]}>held</{name}><p>last</p>"
    kept = thinned(page)
    assert kept.startswith("<p>first</p>")
    assert kept.endswith(f">held</{name}><p>last</p>")
    assert len(re.findall(r"a\d+", kept)) in range(MOST_ATTRIBUTES - 1, MOST_ATTRIBUTES + 1)
    assert kept.count("a0") == 1


NO_TAG = {
    "a comment": f"<!-- <div {WRITTEN['names alone']} --><p>last</p>",
    "a comment without an end": f"<!-- <div {WRITTEN['names alone']}><p>last</p>",
    "a script": f"<script>for(i=0;i<n; {WRITTEN['names alone']}</script><p>last</p>",
    "a style": f"<STYLE a=b>i<n {WRITTEN['names alone']}</Style><p>last</p>",
    "a title": f"<title>if a<b {WRITTEN['names alone']}</title><p>last</p>",
    "a less-than sign": f"if a < b {WRITTEN['names alone']}<p>last</p>",
    "text": f"a> {WRITTEN['names alone']}<p>last</p>",
    "a long value": f"<div a='{WRITTEN['names alone']}'>last</div>",
}


@pytest.mark.parametrize("case", NO_TAG)
def test_what_is_no_start_tag_is_left_alone(case: str) -> None:
    assert thinned(NO_TAG[case]) is NO_TAG[case]


def test_as_many_as_are_allowed_are_left_alone() -> None:
    page = f"<div {' '.join(NAMES[:MOST_ATTRIBUTES])} / >text</div>"
    assert thinned(page) == page


def test_a_tag_that_never_ends_is_cut_down() -> None:
    assert len(thinned(f"<p>first</p><div {WRITTEN['names alone']}")) < 10 * MOST_ATTRIBUTES


PARTS = ["<", ">", "=", "'", '"', "/", " ", "a", "<p", "<!--", "-->", "<script>", "</script>", "-"]


@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
def test_a_page_without_such_tags_is_left_alone_whatever_it_is(page: str) -> None:
    assert thinned(page) is page


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_the_parser_sees_the_same_text(before: str) -> None:
    page = f"{before}<div {WRITTEN['tags in values']}>held</div><p>last</p>"
    assert _text(thinned(page)) == _text(page)


def _text(page: str) -> str:
    tree, _ = page_tree.parse(page)
    return "" if tree is None else "".join(tree.itertext())
