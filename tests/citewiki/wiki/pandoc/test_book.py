"""A Quarto book, with citations in every form, against a table drawn from the parser and read
over line by line."""

from pathlib import Path

from citewiki.files.wiki_folder import DirectoryWiki
from citewiki.usecases.reading_pages import PageReading
from tests.citewiki.wiki.cited import expected, rows

HERE = Path(__file__).parent


def test_every_citation_of_the_book() -> None:
    wiki = DirectoryWiki(HERE / "book")
    reading = PageReading(wiki)
    found = [row for page in wiki.pages() for row in rows(page.page_id, reading.read(page))]
    assert found == expected(HERE / "book.cited.txt")
    assert sum(" | ! | " not in row for row in found) >= 30
