"""What the lists of sources read, and when."""

from collections.abc import Mapping

from citewiki.domain.listing import SearchHit
from citewiki.domain.sources import SourceId
from citewiki.ports.library.asking import Asking
from tui.columns import hit_columns
from tui.listings import EXCERPTS, FoundSources


class Found:
    """A search with a thousand results, of which the first has been merged away since."""

    def __init__(self) -> None:
        self.excerpted: list[int] = []

    def search(self, query: str, limit: int = 50) -> list[SearchHit]:
        return self.hits(query, self.ranked(query, limit))

    def ranked(self, query: str, limit: int, asking: Asking | None = None) -> Mapping[int, float]:
        return {key: -float(key) for key in range(limit)}

    def hits(self, query: str, ranked: Mapping[int, float]) -> list[SearchHit]:
        self.excerpted += ranked
        return [
            SearchHit(SourceId(f"S{key}"), f"Title {key}", "", query, score)
            for key, score in ranked.items()
            if key
        ]


def test_passages_are_read_as_they_come_into_sight() -> None:
    search = Found()
    found = FoundSources(search, "word*", 200, Asking())
    assert len(found) == 200
    assert search.excerpted == []
    assert found.source_at(199) == "S199"
    assert search.excerpted == list(range(200 - EXCERPTS, 200))


def test_a_result_that_is_gone_is_an_empty_line() -> None:
    found = FoundSources(Found(), "word*", 3, Asking())
    assert found.source_at(0) is None
    assert found.cells(0, hit_columns(120))[0].pieces == ()
    assert found.source_at(1) == "S1"
