"""The law of home's figures: each is the length of what it counts, and what the records say by the
domain's rules, whatever editors and nights have done."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from citewiki.domain.editorial import (
    AddAnnotation,
    AddReview,
    MergeSources,
    SetOverride,
    Snooze,
    SplitSource,
    WithdrawReview,
)
from citewiki.domain.errors import EditConflict, UsageError
from citewiki.domain.links import LinkState
from citewiki.domain.listing import ListView
from citewiki.domain.outcomes import Outcome
from citewiki.domain.queues import HOLDS, Problem, QueueName, counted
from citewiki.domain.quoting import anchor_at
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.sources import SourceId
from citewiki.ports.library.queues import Anchored
from db import store
from tests.builders import NOW, a_snapshot, a_source, an_attempt

SOURCES = [a_source(f"https://example.org/{n}") for n in range(3)]
TEXTS = ["A first text.", "Another text.", "A third one."]
LINKS = {
    LinkState.SUSPECT: Problem.DEAD,
    LinkState.BLOCKED: Problem.BLOCKED,
    LinkState.UNREACHABLE: Problem.BLOCKED,
}

_SOURCE = st.sampled_from([one.id for one in SOURCES])


class Figures(RuleBasedStateMachine):
    """`template` is an empty store."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="citewiki-law-"))
        shutil.copy(self.template / store.DATABASE, self.folder / store.DATABASE)
        self.library = store.open_library(self.folder)
        self.library.sources.register(SOURCES)
        self.proposed: set[SourceId] = set()
        self.lost: set[tuple[SourceId, int]] = set()
        self.snoozed: dict[SourceId, tuple[date, Problem]] = {}
        self.now = NOW

    def teardown(self) -> None:
        self.library.close()
        shutil.rmtree(self.folder)

    @rule(one=_SOURCE, text=st.sampled_from(TEXTS))
    def capture(self, one: SourceId, text: str) -> None:
        with self._compared():
            attempt = an_attempt(one, at=self.now, http_status=200)
            self.library.snapshots.record_capture(attempt, a_snapshot(one, text), text)

    @rule(one=_SOURCE, outcome=st.sampled_from(["not_found", "blocked", "timeout", "ok"]))
    def fetch(self, one: SourceId, outcome: str) -> None:
        with self._compared():
            self.library.snapshots.record_attempt(an_attempt(one, Outcome(outcome), at=self.now))

    @rule(one=_SOURCE, outcome=st.sampled_from(ReviewOutcome), withdrawn=st.booleans())
    def review(self, one: SourceId, outcome: ReviewOutcome, withdrawn: bool) -> None:
        with self._compared():
            editorial = self.library.editorial
            current = self.library.sources.get(one).current_snapshot_id
            editorial.apply(AddReview(one, current, outcome), by="Ada", at=self.now)
            if withdrawn:
                newest = max(given.id for given in editorial.reviews(one))
                editorial.apply(WithdrawReview(one, newest), by="Ada", at=self.now)

    @rule(one=_SOURCE, found=st.booleans())
    def note(self, one: SourceId, found: bool) -> None:
        """A note, and whether its passage is found in what came since."""
        with self._compared():
            snapshots = self.library.snapshots.of(one)
            if not snapshots:
                return
            anchor = anchor_at(TEXTS[0], 0, 3, snapshots[-1].id)
            self.library.editorial.apply(AddAnnotation(one, anchor, "so"), by="Ada", at=self.now)
            for note, wanted in self.library.queues.unplaced(one):
                place = (0, 3) if found else None
                self.library.queues.place_notes([Anchored(note.id, wanted, place)])
                if not found:
                    self.lost.add((one, wanted))

    @rule(one=_SOURCE, days=st.sampled_from([None, 2, 9]))
    def snooze(self, one: SourceId, days: int | None) -> None:
        with self._compared():
            until = None if days is None else (self.now + timedelta(days=days)).date()
            self.library.editorial.apply(Snooze(one, until), by="Ada", at=self.now)
            had = self._problems(one) if one in self._standing() else Problem(0)
            self.snoozed[one] = (until or date.min, had | Problem.MERGE_PROPOSED)

    @rule(one=_SOURCE, rating=st.sampled_from([None, 3]))
    def rate(self, one: SourceId, rating: int | None) -> None:
        with self._compared():
            change = SetOverride(one, rating, "read it")
            self.library.editorial.apply(change, by="Ada", at=self.now)

    @rule(one=_SOURCE, into=_SOURCE, back=st.booleans())
    def merge(self, one: SourceId, into: SourceId, back: bool) -> None:
        change = SplitSource(one) if back else MergeSources(one, into)
        with self._compared(), suppress(EditConflict, UsageError):
            self.library.editorial.apply(change, by="Ada", at=self.now)

    @rule(proposed=st.sets(_SOURCE), days=st.sampled_from([0, 2, 200]))
    def look_again(self, proposed: set[SourceId], days: int) -> None:
        with self._compared():
            self.proposed = proposed
            self.now += timedelta(days=days)

    @contextmanager
    def _compared(self) -> Iterator[None]:
        yield
        library, now, proposed = self.library, self.now, self.proposed
        counts = library.overview.counts(now, proposed)
        for name in QueueName:
            keys = library.queues.order(name, now, proposed)
            assert counts[name] == len(keys)
            assert all(
                HOLDS[name] & one.need.problems
                for one in library.queues.queued(keys, now, proposed)
            )
        assert library.overview.snoozed(now) == len(library.queues.snoozed(now))
        assert library.overview.due(now) == len(library.snapshots.due(now))
        standing = {one: self._problems(one) for one in self._standing()}
        keys = library.lists.order(ListView())
        lines = library.queues.queued(keys, now, proposed)
        assert {line.row.id: line.need.problems for line in lines} == standing
        awake = [found for one, found in standing.items() if not self._asleep(one, found)]
        assert counts == counted(Counter(awake))
        assert len(library.queues.snoozed(now)) == len(standing) - len(awake)

    def _standing(self) -> list[SourceId]:
        return self.library.snapshots.all_ids()

    def _asleep(self, one: SourceId, found: Problem) -> bool:
        until, had = self.snoozed.get(one, (date.min, found))
        return until > self.now.date() and not found & ~had

    def _problems(self, one: SourceId) -> Problem:
        source = self.library.sources.get(one)
        current = source.current_snapshot_id
        found = LINKS.get(source.link_state, Problem(0))
        standing = [given for given in self.library.editorial.reviews(one) if not given.withdrawn]
        newest = max(standing, key=lambda given: given.id, default=None)
        if newest is None:
            found |= Problem.UNREVIEWED
        else:
            if newest.outcome is not ReviewOutcome.OK:
                found |= Problem.FAULTED
            if current is not None and not (
                newest.snapshot_id is not None
                and self._text(newest.snapshot_id) == self._text(current)
            ):
                found |= Problem.CHANGED
        if self.library.editorial.credibility(one).rating is None:
            found |= Problem.UNRATED
        if current is not None and (one, current) in self.lost:
            found |= Problem.NOTE_LOST
        return found | Problem.MERGE_PROPOSED if one in self.proposed else found

    def _text(self, snapshot_id: int) -> object:
        return self.library.snapshots.get(snapshot_id).text


def test_each_figure_is_the_length_of_what_it_counts(store_template: Path) -> None:
    machine = type("FiguresOfATemplate", (Figures,), {"template": store_template})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=40,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
