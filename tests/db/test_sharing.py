"""What sources share, as the database finds it; tests/citewiki/usecases/test_proposals_law.py holds
it to a look at every source."""

from dataclasses import replace

from citewiki.domain.duplicates import MIN_TEXT_BYTES
from citewiki.domain.sources import SourceId
from citewiki.ports.library import Library
from tests.builders import a_snapshot, a_source

A, B, C, D = (a_source(f"https://{host}.org/x") for host in "abcd")
LONG, OTHER = "a" * MIN_TEXT_BYTES, "b" * MIN_TEXT_BYTES


def capture(library: Library, source_id: SourceId, text: str) -> None:
    library.snapshots.record_capture(None, a_snapshot(source_id, text), text)


def shared(library: Library) -> list[tuple[SourceId, ...]]:
    return [tuple(source.id for source in one.sources) for one in library.sources.shared()]


def test_a_text_that_is_no_longer_current_is_not_shared(library: Library) -> None:
    library.sources.register([A, B])
    for one in (A, B):
        capture(library, one.id, LONG)
    assert shared(library) == [(A.id, B.id)]
    capture(library, A.id, OTHER)
    assert shared(library) == []


def test_what_the_first_registered_share_comes_first(library: Library) -> None:
    alike = [replace(one, canonical_url=url) for one, url in zip((A, B, C, D), "zyyz", strict=True)]
    library.sources.register(alike)
    assert shared(library) == [(A.id, D.id), (B.id, C.id)]
