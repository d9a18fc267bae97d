"""Two editors at work while a nightly run writes to the same store: nothing lost, nobody locked."""

from pathlib import Path

from citewiki.wiring import open_store
from tests.acceptance.busy_store import EDITORS, Work, counters, run
from tests.fakes import SilentNarrator

TURNS = 60
SOURCES = 12


def test_no_edit_is_lost_beside_a_night(tmp_path: Path) -> None:
    done = run(tmp_path, SOURCES, Work(turns=TURNS))
    assert done.troubles == []
    assert [saves.refused for saves in done.saves.values()] == [[], []]
    with open_store(tmp_path / "store", SilentNarrator()) as ports:
        assert counters(ports) == dict.fromkeys(EDITORS, TURNS)
        for name in EDITORS:
            told = ports.library.editorial.events(by=name, limit=TURNS * 5)
            assert len(told) == done.saves[name].acknowledged > 1.5 * TURNS
            assert any(event.undoes for event in told)
        jobs = ports.library.jobs.recent(500)
        assert len(jobs) == done.nights >= 2
        last = ports.library.snapshots.all_ids()[-1]
        assert len(ports.library.snapshots.of(last)) == len(jobs)
        assert ports.library.upkeep.check() == []
