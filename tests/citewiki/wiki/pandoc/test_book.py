"""Two Quarto books with citations in every form: one against a table drawn from the parser and read
over line by line, one against a table written by hand before any parser read it."""

from pathlib import Path

import pytest

from citewiki.files.wiki_folder import DirectoryWiki
from citewiki.usecases.reading_pages import PageReading
from tests.citewiki.wiki.cited import expected, rows

HERE = Path(__file__).parent


@pytest.mark.parametrize("book", ["book", "handbook"])
def test_every_citation_of_a_book(book: str) -> None:
    wiki = DirectoryWiki(HERE / book)
    reading = PageReading(wiki)
    found = [row for page in wiki.pages() for row in rows(page.page_id, reading.read(page))]
    assert found == expected(HERE / f"{book}.cited.txt")
    assert sum(" | ! | " not in row for row in found) >= 30
