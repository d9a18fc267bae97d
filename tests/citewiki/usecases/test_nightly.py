"""Nights: what is fetched, a network that is down, a run that was killed, and the digest."""

import unicodedata

import pytest
from markdown_it import MarkdownIt

from citewiki.domain.display import harmless
from citewiki.domain.errors import UsageError
from citewiki.domain.jobs import JobState
from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import Outcome
from citewiki.domain.sources import Field
from citewiki.ports import Ports
from citewiki.ports.fetching import FetchResult
from citewiki.usecases.annotating import annotate
from citewiki.usecases.digests import SHOWN, digest
from citewiki.usecases.editing import edit
from citewiki.usecases.nightly import NightReport, nightly
from citewiki.usecases.noticing import import_retractions
from citewiki.usecases.outage import FIRST_HOSTS
from citewiki.usecases.refreshing import refresh
from sources.providers.table import PROVIDERS
from tests.builders import a_source
from tests.fakes import FakeClock, FakeFetcher, MemoryWiki
from tests.sources.providers import answers

URLS = [f"https://host{n}.example/page" for n in range(10)]
IDS = [a_source(url).id for url in URLS]


def register(ports: Ports, urls: list[str]) -> None:
    ports.library.sources.register([a_source(url) for url in urls])


async def night(ports: Ports, fetcher: FakeFetcher, wiki: MemoryWiki | None = None) -> NightReport:
    return await nightly(ports, fetcher, wiki=wiki, by="cron")


def bodies(urls: list[str]) -> dict[str, bytes | Outcome | list[FetchResult]]:
    return {url: f"Title of {url}\ntext".encode() for url in urls}


async def test_scans_fetches_and_counts(ports: Ports) -> None:
    wiki = MemoryWiki({"concepts/rlhf": f"# RLHF\n\nIt is so [here]({URLS[0]}).\n"})
    report = await night(ports, FakeFetcher(bodies(URLS)), wiki)
    assert report.scanned is not None
    assert report.scanned.sources_new == 1
    assert [item.source_id for item in report.new] == [
        ports.library.sources.url_index().by_url(URLS[0])
    ]
    assert report.job.state is JobState.DONE
    assert report.job.counts["due"] == report.job.counts["new"] == 1
    assert report.job.counts["outcome ok"] == 1
    assert "Fetched: 1. New: 1. Changed: 0. Failed: 0. Gone: 0." in digest(report)


async def test_only_what_is_due_is_fetched(ports: Ports, clock: FakeClock) -> None:
    register(ports, URLS)
    fetcher = FakeFetcher(bodies(URLS))
    await night(ports, fetcher)
    assert (await night(ports, fetcher)).fetched == 0
    clock.advance(days=8)
    report = await night(ports, fetcher)
    assert report.fetched == len(URLS)
    assert report.changed == report.new == []


async def test_the_digest_names_the_notes_whose_passage_is_gone(
    ports: Ports, clock: FakeClock
) -> None:
    register(ports, URLS[:3])
    await night(ports, FakeFetcher(bodies(URLS)))
    for source_id in IDS[:2]:
        annotate(ports, source_id, "text", "a note", "Ada")
    clock.advance(days=8)
    gone = {**bodies(URLS), URLS[0]: b"Other words", URLS[2]: b"Others, too"}
    report = await night(ports, FakeFetcher(gone))
    assert (len(report.changed), report.lost) == (2, (IDS[0],))
    assert "## Notes whose passage is gone (1)" in digest(report)
    clock.advance(days=8)
    assert (await night(ports, FakeFetcher(gone))).lost == ()


async def test_a_night_that_nobody_answers_stops_and_is_void_whatever_share_is_set(
    ports: Ports,
) -> None:
    # three a host: none of the last host's further ones is asked, however the hosts take turns
    urls = [f"https://silent{n}.example/{of}" for n in range(FIRST_HOSTS) for of in "abc"]
    register(ports, urls)
    answers: dict[str, bytes | Outcome | list[FetchResult]] = dict.fromkeys(
        urls, Outcome.DNS_FAILED
    )
    report = await nightly(ports, FakeFetcher(answers), wiki=None, by="cron", outage_share=1.0)
    assert report.void
    assert FIRST_HOSTS <= report.fetched < len(urls)
    told = ports.library.jobs.attempts(report.job.id)
    assert told
    assert all(one.void for one in told)


async def test_a_void_night_moves_no_link_and_is_tried_again(
    ports: Ports, clock: FakeClock
) -> None:
    register(ports, URLS)
    await night(ports, FakeFetcher(bodies(URLS)))
    clock.advance(days=8)
    down = bodies(URLS) | dict.fromkeys(URLS[:4], Outcome.DNS_FAILED)
    report = await night(ports, FakeFetcher(down))
    assert report.void
    assert {ports.library.sources.get(one).link_state for one in IDS} == {LinkState.LIVE}
    assert all(one.void for one in ports.library.jobs.attempts(report.job.id))
    assert report.turned(LinkState.UNREACHABLE) == []
    text = digest(report)
    assert "(4 of 10 sources had no answer)" in text
    assert "## Failed again" not in text
    assert "## Unreachable" not in text
    due = {one.source_id for one in ports.library.snapshots.due(clock.now())}
    assert due >= set(IDS[:4])
    assert not (await night(ports, FakeFetcher(bodies(URLS)))).void


@pytest.mark.parametrize(
    ("hosts", "silent", "void"),
    [(10, 3, False), (10, 4, True), (4, 4, False), (5, 2, True), (5, 1, False)],
)
async def test_when_a_night_is_void(ports: Ports, hosts: int, silent: int, void: bool) -> None:
    urls = URLS[:hosts]
    register(ports, urls)
    answers = bodies(urls) | dict.fromkeys(urls[:silent], Outcome.TIMEOUT)
    assert (await night(ports, FakeFetcher(answers))).void is void


async def test_a_host_that_answers_once_is_not_silent_and_a_404_is_an_answer(
    ports: Ports,
) -> None:
    more = [url.replace("page", "other") for url in URLS]
    register(ports, URLS + more)
    answers = bodies(URLS) | dict.fromkeys(more, Outcome.TIMEOUT)
    assert not (await night(ports, FakeFetcher(answers))).void


async def test_an_interrupted_night_is_taken_up(ports: Ports) -> None:
    register(ports, URLS[:3])
    killed = ports.library.jobs.start("nightly", "cron", ports.clock.now())
    plan = ports.library.snapshots.plan(IDS[:1])
    await refresh(ports, FakeFetcher(bodies(URLS)), plan, job_id=killed.id)
    fetcher = FakeFetcher(bodies(URLS))
    report = await night(ports, fetcher)
    assert report.job.resumes == killed.id
    assert {request.url for request in fetcher.requests} == set(URLS[1:3])
    states = {job.id: job.state for job in ports.library.jobs.recent()}
    assert states == {killed.id: JobState.INTERRUPTED, report.job.id: JobState.DONE}
    assert f"Took up run {killed.id}" in digest(report)


async def test_three_strikes_and_gone(ports: Ports, clock: FakeClock) -> None:
    register(ports, URLS[:1])
    seen = []
    for _ in range(3):
        report = await night(ports, FakeFetcher({URLS[0]: Outcome.NOT_FOUND}))
        seen.append((len(report.turned(LinkState.SUSPECT)), len(report.turned(LinkState.GONE))))
        clock.advance(days=4)
    assert seen == [(1, 0), (0, 0), (0, 1)]
    assert "## Gone (1)" in digest(report)
    assert "Gone: 1." in digest(report)


async def test_nobody_runs_a_night(ports: Ports) -> None:
    with pytest.raises(UsageError, match="who are you"):
        await nightly(ports, FakeFetcher(), wiki=None, by=None)
    assert ports.library.jobs.recent() == []


HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1)) ![i](https://evil.example/x.png)",
    "a\n\n# Night of the long knives\n\n- x",
    "\x1b[2J\x9b31m\u202egpj",
    "`code` **bold** | cell | {jsx}",
    "https://evil.example/ <https://evil.example>",
]


@pytest.mark.parametrize("title", HOSTILE)
async def test_the_digest_is_harmless(ports: Ports, title: str) -> None:
    register(ports, URLS[:2])
    for one in IDS[:2]:
        edit(ports, one, {Field.TITLE: title}, "Ada")
    bad = FetchResult(Outcome.NOT_FOUND, URLS[1], URLS[1], http_status=404, detail=title)
    report = await night(ports, FakeFetcher(bodies(URLS[:1]) | {URLS[1]: [bad]}))
    text = digest(report)
    assert not [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs")]
    tokens = MarkdownIt("commonmark").parse(text)
    flat = [child for token in tokens for child in (token.children or ())]
    assert sorted({t.attrs["href"] for t in flat if t.type == "link_open"}) == sorted(URLS[:2])
    assert not {"html_inline", "html_block", "image", "code_inline", "strong_open"} & {
        t.type for t in [*tokens, *flat]
    }
    assert sum(token.type == "heading_open" for token in tokens) == 3
    shown = "".join(t.content for t in flat)
    assert shown.count(" ".join(harmless(title).split())) == 3


async def test_a_long_digest_counts_the_rest(ports: Ports) -> None:
    urls = [f"https://example.org/{n}" for n in range(SHOWN + 5)]
    register(ports, urls)
    text = digest(await night(ports, FakeFetcher(bodies(urls))))
    assert f"## New ({SHOWN + 5})" in text
    assert "- and 5 more" in text


async def test_a_withdrawal_is_told_once(ports: Ports, clock: FakeClock) -> None:
    paper = "https://arxiv.org/abs/2301.00001"
    asked = "https://export.arxiv.org/api/query?id_list=2301.00001&max_results=1"
    register(ports, [paper])
    fetcher = FakeFetcher({**bodies([paper]), asked: answers.atom()})

    async def one_night() -> NightReport:
        return await nightly(ports, fetcher, wiki=None, by="cron", providers=PROVIDERS)

    assert (await one_night()).noticed == {}
    fetcher.answers[asked] = answers.atom(comment="This paper has been withdrawn by the author")
    clock.advance(days=100)
    report = await one_night()
    (notice,) = report.noticed[a_source(paper).id]
    assert notice.because == "“This paper has been withdrawn by the author”"
    assert "## Withdrawn or retracted (1)" in digest(report)
    clock.advance(days=100)
    assert (await one_night()).noticed == {}


async def test_the_night_after_an_import_tells_of_retractions(
    ports: Ports, clock: FakeClock
) -> None:
    works = [f"https://doi.org/10.1234/{n}" for n in range(4)]
    register(ports, works)
    await night(ports, FakeFetcher(bodies(works)))
    clock.advance(days=1)
    head = "Record ID,RetractionDate,OriginalPaperDOI,RetractionNature\n"
    rows = "1,3/4/2021,10.1234/1,Retraction\n2,3/4/2021,10.1234/2,Correction\n"
    import_retractions(ports, (head + rows).encode(), "rw_1.csv", "Ada")
    clock.advance(days=1)
    report = await night(ports, FakeFetcher(bodies(works)))
    assert list(report.noticed) == [a_source(one).id for one in works[1:3]]
    text = digest(report)
    assert "## Withdrawn or retracted (1)" in text
    assert f"({a_source(works[1]).id}): Retracted" in text
    assert "## Corrected or doubted (1)" in text
    clock.advance(days=1)
    assert "etracted" not in digest(await night(ports, FakeFetcher(bodies(works))))
