"""Which files are pages, and how each is read."""

import pytest

from citewiki.domain.errors import UsageError
from citewiki.domain.page_syntax import ENDINGS, PageSyntax, PageSyntaxes, parse_syntaxes


def test_by_ending() -> None:
    plain = PageSyntaxes()
    assert plain.of("a/b.mdx") is PageSyntax.MARKDOWN
    assert plain.of("a.qmd") is PageSyntax.PANDOC
    assert plain.of("a.mediawiki") is PageSyntax.MEDIAWIKI
    assert plain.of("a.htm") is PageSyntax.HTML
    assert plain.of("a.txt") is None
    assert plain.endings == tuple(ENDINGS)


def test_a_setting_goes_first() -> None:
    given = parse_syntaxes(" .md=pandoc, .TXT = mediawiki ,.html=none,")
    assert given.of("a.md") is PageSyntax.PANDOC
    assert given.of("a.txt") is PageSyntax.MEDIAWIKI
    assert given.of("a.html") is None
    assert given.of("a.mdx") is PageSyntax.MARKDOWN
    assert ".html" not in given.endings
    assert given.is_given("a.md")
    assert not given.is_given("a.mdx")
    assert parse_syntaxes("") == PageSyntaxes()


@pytest.mark.parametrize("setting", ["md=pandoc", ".md", ".md=latex", ".=html", "pandoc"])
def test_what_is_no_such_setting(setting: str) -> None:
    with pytest.raises(UsageError, match=r"is not like \.md=pandoc; the syntaxes are markdown, "):
        parse_syntaxes(setting)
