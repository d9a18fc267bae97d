"""Where a text may cite, and the same page however shortly its plain parts are read."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.wiki.markdown import parse_page
from citewiki.wiki.places import ByteOffsets
from citewiki.wiki.signs import Signs


def test_a_sign_is_told_in_its_bytes_alone_and_in_any_case() -> None:
    signs = Signs(b"plain, ARXIV:2401.02843 | [a]")
    assert not signs.within(0, 7)
    assert signs.within(7, 12)
    assert not signs.within(13, 26)
    assert signs.within(26, 29)
    assert not signs.within(29, 29)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.randoms(use_true_random=False))
def test_a_byte_names_its_character_in_whatever_order_they_are_asked_for(
    text: str, draw: Random
) -> None:
    offsets = ByteOffsets(text, text.encode())
    places = list(range(len(text) + 1))
    draw.shuffle(places)
    for at in places:
        assert offsets.char(len(text[:at].encode())) == at


@pytest.mark.parametrize("name", ["arXiv:2401.02843", "ARXIV:2401.02843", "arxiv 2401.02843"])
def test_an_identifier_is_one_in_any_case(name: str) -> None:
    (found,) = parse_page("p", f"As {name} shows.").citations
    assert found.url == "https://arxiv.org/abs/2401.02843"


def test_a_plain_row_still_counts_and_heads_the_cited_one() -> None:
    page = parse_page(
        "p", "So:\n\n| Who | What |\n|---|---|\n| a | `b` c |\n| d | [e](https://a.org) f |\n"
    )
    (found,) = page.citations
    assert found.claim == "d | What: e f"
    assert page.words == 9
