"""A page as a site has it, with citations in every form, against a table written by hand."""

from pathlib import Path

from citewiki.wiki.html.page import parse_page
from tests.citewiki.wiki.cited import expected, rows

HERE = Path(__file__).parent


def test_every_citation_of_the_page() -> None:
    text = (HERE / "compute.html").read_text("utf-8")
    assert rows("compute", parse_page("compute", text)) == expected(HERE / "compute.cited.txt")
