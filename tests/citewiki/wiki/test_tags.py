"""A page's tags: where they end, where blanks stand for them, and which are still to come."""

import pytest

from citewiki.domain.citations import Syntax
from citewiki.wiki.blanks import Blanks
from citewiki.wiki.budget import Budget
from citewiki.wiki.indents import BREAK, FILLER
from citewiki.wiki.tags import Tags, TagsAhead, TagUrl


@pytest.mark.parametrize(
    ("tag", "is_one"),
    [
        ("<A>", True),
        ("<A b='1' c=\"2\" d />", True),
        ('<A b="a < b > c">', True),
        ('<A b="a &amp; b">', True),
        ("<A b={[1, '}']}>", True),
        ('<A b="never closed', False),
        ("<A b=bare>", False),
        ("<A b", False),
        ("<A b <C>", False),
    ],
)
def test_where_a_tag_ends(tag: str, is_one: bool) -> None:
    tags = Tags(f"{tag} and more", Budget())
    assert tags.end("A", len("<A")) == (len(tag) if is_one else -1)


def test_a_tag_with_nothing_left_to_look_through_is_none() -> None:
    budget = Budget()
    budget.left = 0
    assert Tags("<A>", budget).end("A", 2) == -1


def test_blanks_where_a_tag_has_its_lines_alone_and_fillers_where_it_shares_one() -> None:
    text = "> <A>\n<B>\n</B> \na <C> b<br/>\n<D> <E>x"
    blanks = Blanks(text)
    found = [
        blanks.of(text.index(tag), text.index(tag) + len(tag), parting=tag == "<br/>")
        for tag in ("<A>", "<B>\n</B>", "<C>", "<br/>", "<D>", "<E>")
    ]
    assert found == ["   ", "   \n    ", FILLER * 3, BREAK * 5, FILLER * 3, FILLER * 3]


def test_tags_are_come_to_in_their_order() -> None:
    urls = [TagUrl(Syntax.ATTRIBUTE, f"https://{n}.org", n) for n in (3, 5, 9)]
    ahead = TagsAhead(urls)
    assert ahead.at == 3
    assert list(ahead.before(3)) == []
    assert list(ahead.before(6)) == urls[:2]
    assert ahead.at == 9
    assert list(ahead.before(10)) == urls[2:]
    assert ahead.at > 10**9
