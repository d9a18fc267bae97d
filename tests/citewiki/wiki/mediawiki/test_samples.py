"""Articles with citations in every form: two of a dump, against a table drawn from the parser and
read over line by line, and one against a table written by hand before any parser read it."""

from pathlib import Path

from citewiki.files.mediawiki_dump import read_dump
from citewiki.wiki.mediawiki.page import parse_page
from tests.citewiki.wiki.cited import expected, rows

HERE = Path(__file__).parent


def test_every_citation_of_the_dump() -> None:
    found: list[str] = []
    with (HERE / "dump.xml").open("rb") as file:
        for page in read_dump(file):
            assert page.text is not None
            found += rows(page.title, parse_page(page.title, page.text))
    assert found == expected(HERE / "dump.cited.txt")
    assert sum(" | ! | " not in row for row in found) >= 30


def test_every_citation_of_an_article() -> None:
    text = (HERE / "oversight.wiki").read_text("utf-8")
    assert rows("oversight", parse_page("oversight", text)) == expected(
        HERE / "oversight.cited.txt"
    )
