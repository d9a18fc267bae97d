"""Reading the longterm-wiki's files."""

import json
import time
from pathlib import Path

import pytest

from citewiki.domain.errors import InputError
from citewiki.domain.identity import resource_id
from citewiki.domain.sources import SourceType
from citewiki.imports.longterm_wiki.reading import read
from tests.citewiki.imports.wiki_files import FILES
from tests.shared_data import shared


def test_sources() -> None:
    wiki = read(FILES)
    assert wiki.rows == 7
    found = {source.id: source for source in wiki.sources}
    assert list(found) == [
        "227c865a2154436e", "1111111111111111", "2222222222222222", "4444444444444444"
    ]  # fmt: skip
    gpt4 = found["227c865a2154436e"]
    assert gpt4.title == "GPT-4 technical report"
    assert gpt4.type is SourceType.PAPER
    assert (gpt4.authors, gpt4.published, gpt4.venue) == (("OpenAI",), "2023-03-27", "openai")
    assert (gpt4.tags, gpt4.key_points) == (("llm", "2023"), ("One", "Two"))
    assert gpt4.raw["fetched_at"] == "2025-12-28 01:06:49"
    assert gpt4.raw["cited_by"] == ["rlhf"]
    odd = found["2222222222222222"]
    assert (odd.type, odd.authors, odd.published) == (None, (), None)
    assert (odd.tags, odd.credibility) == (("1",), 5)
    assert odd.raw["authors"] == "Somebody"
    json.dumps([source.raw for source in wiki.sources])


def test_a_doubled_id_keeps_the_first_word_and_drops_nothing() -> None:
    gpt4 = read(FILES).sources[0]
    assert (gpt4.title, gpt4.abstract) == ("GPT-4 technical report", "Only here.")
    also = gpt4.raw["also"]
    assert isinstance(also, list)
    assert [row["title"] for row in also] == ["Another title"]


def test_venues() -> None:
    venues = {venue.id: venue for venue in read(FILES).venues}
    assert list(venues) == ["openai", "bare", "odd"]
    openai = venues["openai"]
    assert [str(rule) for rule in openai.rules] == ["openai.com", "openai.org/blog"]
    assert openai.rating is not None
    assert (openai.rating.rating, openai.rating.by) == (4, "import")
    assert venues["bare"].rating is None
    assert venues["odd"].rating is None
    assert not venues["odd"].peer_reviewed


def test_entities() -> None:
    wiki = read(FILES)
    assert wiki.entities == {"rlhf": "response", "12": "concept"}
    assert wiki.entity_titles == {"rlhf": "RLHF"}


@pytest.mark.parametrize(
    "part",
    [
        "publications.yaml: openai: this venue stands twice",
        "publications.yaml: No id: a venue needs an id",
        "publications.yaml: odd: 'localhost' is no domain",
        "publications.yaml: odd: credibility is no whole number from 1 to 5",
        "publications.yaml: odd: peer_reviewed is neither true nor false",
        "publications.yaml: record 6: not a mapping",
        "resources/papers.yaml: 1111111111111111: its venue 'nowhere' is not in publications.yaml",
        "resources/papers.yaml: 2222222222222222: type 'novel' is not known",
        "resources/papers.yaml: 2222222222222222: authors is no list",
        "resources/papers.yaml: 2222222222222222: tags holds what is no text",
        "resources/papers.yaml: 2222222222222222: published_date 'long ago' is no date",
        "resources/web.yaml: 227c865a2154436e: this id stands twice (first in",
        "resources/web.yaml: short: a resource's id is 16 hex digits",
        "resources/web.yaml: 3333333333333333: a resource needs a url",
        "entities/a.yaml: rlhf: this entity stands twice",
        "entities/a.yaml: ?: an entity needs an id and a type",
        "entities/broken.yaml:",
        "entities/text.yaml: not a list of records",
    ],
)
def test_problems(part: str) -> None:
    assert sum(problem.startswith(part) for problem in read(FILES).problems) == 1


def test_there_are_no_other_problems() -> None:
    assert len(read(FILES).problems) == 18


def test_nothing_of_this_wiki_is_an_error() -> None:
    with pytest.raises(InputError, match="no longterm-wiki here"):
        read({"pages/a.yaml": b""})


def real_files(root: Path) -> dict[str, bytes]:
    """The real wiki's files as the program reads them."""
    paths = [root / "publications.yaml", *root.glob("resources/*"), *root.glob("entities/*")]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def test_the_real_wiki() -> None:
    files = real_files(shared("longterm-wiki"))
    before = time.perf_counter()
    wiki = read(files)
    assert time.perf_counter() - before < 5
    assert (len(wiki.venues), len(wiki.sources), wiki.rows) == (79, 5_975, 5_976)
    assert len(wiki.entities) == 643
    unknown = [problem for problem in wiki.problems if "is not in publications.yaml" in problem]
    assert len(unknown) == 27
    assert len(wiki.problems) == 28
    assert any(source.id != resource_id(source.url) for source in wiki.sources)
    assert sum(bool(source.published) for source in wiki.sources) == 355
