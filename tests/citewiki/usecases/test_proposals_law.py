"""The law of proposed merges: what the indexes find is what a look at every source finds."""

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from citewiki.domain.checks.works import arxiv_ids
from citewiki.domain.dois import doi_in
from citewiki.domain.duplicates import MAX_ALIKE, MIN_TEXT_BYTES
from citewiki.domain.editorial import RefuseMerge
from citewiki.domain.errors import EditConflict, UsageError
from citewiki.domain.extraction import ReadOutcome
from citewiki.domain.link_rules import judge
from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import GOOD, Outcome
from citewiki.domain.providers import Identification, ProviderRecord
from citewiki.domain.snapshots import Redirect, Snapshot
from citewiki.domain.sources import Source, SourceId
from citewiki.domain.urls import canonicalize
from citewiki.ports import Ports
from citewiki.ports.library import Library
from citewiki.usecases.merging import merge, proposals, split
from db import store
from sources.cache.blobs import BlobStore
from tests.builders import (
    NOW,
    a_citation,
    a_page,
    a_scan,
    a_snapshot,
    a_source,
    an_attempt,
)
from tests.fakes import FakeClock, FakeExtractor, FakeIds, SilentNarrator

URLS = [
    "https://arxiv.org/abs/2203.02155", "https://arxiv.org/pdf/2203.02155v3",
    "https://web.archive.org/web/2024/https://arxiv.org/abs/2203.02155",
    "https://a.org/x", "http://www.a.org/x/", "https://a.org/x?utm_source=y",
    "https://doi.org/10.1234/X", "https://link.springer.com/article/10.1234/x",
    "https://b.org/cut(", "https://c.org",
]  # fmt: skip
IDS = [a_source(url).id for url in URLS]
TEXTS = ["short", "one " * MIN_TEXT_BYTES, "two " * MIN_TEXT_BYTES]

_SOURCE = st.sampled_from(range(len(URLS)))
_NAMES = st.sampled_from(["10.1234/x", "10.1234/y", None])

Found = tuple[SourceId, SourceId, tuple[tuple[str, str], ...]]


def looked_through(library: Library) -> list[Found]:
    """The proposals, by a plain look at each source and at all that is known of it."""
    standing = [
        library.sources.get(source_id)
        for source_id in library.snapshots.all_ids()  # in the order of registration
    ]
    known = {one.id: one for one in standing}
    order = {one.id: n for n, one in enumerate(standing)}
    refused = library.sources.refused_merges()
    shared: dict[tuple[SourceId, SourceId], list[tuple[str, str]]] = defaultdict(list)
    for evidence, ids in _groups(library, standing):
        kept = min(ids, key=lambda one: (-known[one].cited_by_count, order[one]))
        for one in ids:
            if one != kept and frozenset((one, kept)) not in refused:
                shared[one, kept].append(evidence)
    best: dict[SourceId, tuple[SourceId, list[tuple[str, str]]]] = {}
    for (one, kept), said in shared.items():
        if one not in best or len(said) > len(best[one][1]):
            best[one] = (kept, said)
    found = [(one, kept, tuple(said)) for one, (kept, said) in best.items()]
    return sorted(found, key=lambda one: (known[one[1]].url, known[one[0]].url))


def _groups(
    library: Library, standing: list[Source]
) -> Iterator[tuple[tuple[str, str], list[SourceId]]]:
    values: dict[str, dict[SourceId, set[str]]] = defaultdict(dict)
    for one in standing:
        told = [said.record for said in library.identifications.of(one.id) if said.record]
        dois = {doi_in(one.url), *(record.doi for record in told)}
        arxiv = arxiv_ids(one.url) | {record.arxiv_id for record in told}
        values["url"][one.id] = {one.canonical_url or ""}
        values["doi"][one.id] = {doi.lower() for doi in dois if doi}
        values["arxiv"][one.id] = {name for name in arxiv if name}
        values["text"][one.id] = {_long_text(library, one)}
        attempts = library.snapshots.attempts(one.id)
        if judge(attempts) is LinkState.MOVED:
            last = next(tried for tried in attempts if tried.outcome in GOOD and not tried.void)
            values["redirect"][one.id] = {canonicalize(last.final_url) or last.final_url}
    first: dict[str, SourceId] = {}
    for one in standing:
        first.setdefault(one.canonical_url or "", one.id)
    for kind in ("url", "redirect", "doi", "arxiv", "text"):
        if kind == "redirect":
            for source_id, (url,) in values[kind].items():
                if first.get(url, source_id) != source_id:
                    yield (kind, url), [source_id, first[url]]
            continue
        by_value: dict[str, list[SourceId]] = defaultdict(list)
        for source_id, each in values[kind].items():
            for value in sorted(each - {""}):
                by_value[value].append(source_id)
        for value, ids in by_value.items():
            if len(ids) > 1 and (kind == "url" or len(ids) <= MAX_ALIKE):
                yield (kind, value), ids


def _long_text(library: Library, one: Source) -> str:
    if one.current_snapshot_id is None:
        return ""
    current: Snapshot = library.snapshots.get(one.current_snapshot_id)
    if current.text is None or current.read is not ReadOutcome.OK:
        return ""
    return current.text.sha256 if current.text.size >= MIN_TEXT_BYTES else ""


class Merges(RuleBasedStateMachine):
    """`template` is an empty store."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="citewiki-law-"))
        shutil.copy(self.template / store.DATABASE, self.folder / store.DATABASE)
        self.library = store.open_library(self.folder)
        bodies = BlobStore(self.folder / "blobs")
        self.ports = Ports(
            self.library, bodies, FakeExtractor(), FakeClock(), FakeIds(), SilentNarrator()
        )
        self.library.sources.register(
            [
                replace(a_source(url), canonical_url=None if "(" in url else canonicalize(url))
                for url in URLS
            ]
        )

    def teardown(self) -> None:
        self.library.close()
        shutil.rmtree(self.folder)

    @rule(cited=st.lists(_SOURCE, max_size=4), page=st.sampled_from("pqr"))
    def cite(self, cited: list[int], page: str) -> None:
        found = [(IDS[n], a_citation(URLS[n])) for n in cited]
        self.library.pages.record([a_scan(a_page(page), *found)], "1")
        self._agree()

    @rule(
        one=_SOURCE,
        to=_SOURCE,
        status=st.sampled_from([301, 308, 302]),
        outcome=st.sampled_from([Outcome.OK, Outcome.OK, Outcome.NOT_FOUND]),
    )
    def fetch(self, one: int, to: int, status: int, outcome: Outcome) -> None:
        tried = replace(
            an_attempt(IDS[one], outcome),
            requested_url=URLS[one],
            final_url=URLS[to],
            redirects=(Redirect(status, URLS[to]),),
        )
        self.library.snapshots.record_attempt(tried)
        self._agree()

    @rule(
        captured=st.sets(_SOURCE, min_size=1),
        text=st.sampled_from(TEXTS),
        read=st.sampled_from([ReadOutcome.OK, ReadOutcome.OK, ReadOutcome.PARTIAL]),
    )
    def capture(self, captured: set[int], text: str, read: ReadOutcome) -> None:
        for one in sorted(captured):
            snapshot = a_snapshot(IDS[one], text, read=read)
            self.library.snapshots.record_capture(None, snapshot, text)
        self._agree()

    @rule(told=st.sets(_SOURCE, min_size=1), doi=_NAMES, arxiv=st.booleans())
    def identify(self, told: set[int], doi: str | None, arxiv: bool) -> None:
        record = ProviderRecord(doi=doi, arxiv_id="2203.02155" if arxiv else None)
        for one in told:
            self.library.identifications.record(
                Identification(IDS[one], "p", NOW, Outcome.OK, "", record, NOW)
            )
        self._agree()

    @rule(one=_SOURCE, into=_SOURCE)
    def merge(self, one: int, into: int) -> None:
        with suppress(EditConflict, UsageError):
            merge(self.ports, IDS[one], IDS[into], "Ada")
        self._agree()

    @rule(pick=st.integers(0, 5), split_one=st.booleans())
    def merge_what_is_proposed(self, pick: int, split_one: bool) -> None:
        found = proposals(self.ports)
        if not found:
            return
        one = found[pick % len(found)]
        with suppress(EditConflict):  # others were merged into it
            merge(self.ports, one.source.id, one.into.id, "Ada")
            self._agree()
            if split_one:
                split(self.ports, one.source.id, "Ada")
                self._agree()

    @rule(one=_SOURCE, other=_SOURCE, refused=st.booleans())
    def refuse(self, one: int, other: int, refused: bool) -> None:
        change = RefuseMerge(IDS[one], IDS[other], refused)
        with suppress(EditConflict, UsageError):
            self.library.editorial.apply(change, by="Ada", at=NOW)
        self._agree()

    def _agree(self) -> None:
        found = [
            (p.source.id, p.into.id, tuple((said.kind.value, said.value) for said in p.evidence))
            for p in proposals(self.ports)
        ]
        assert found == looked_through(self.library)
        assert self.library.upkeep.check() == []


def test_the_indexes_find_what_a_look_at_every_source_finds(store_template: Path) -> None:
    machine = type("MergesOfATemplate", (Merges,), {"template": store_template})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
