"""Asking providers (arXiv, DOI, PubMed …) what they know of a source, and keeping their word.

A plain fetch neither waits for this nor fails by it.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from citewiki.domain.errors import CitewikiError, StoreUnwritable, UnreadableAnswer
from citewiki.domain.outcomes import GOOD, SENTENCES, Outcome
from citewiki.domain.providers import Identification, is_due, is_first
from citewiki.domain.sources import SourceId
from citewiki.domain.urls import host_of
from citewiki.ports import Ports
from citewiki.ports.fetching import Fetcher, FetchRequest, FetchResult
from citewiki.ports.library.identifications import Identifiable
from citewiki.ports.providers import Provider, ProviderRequest
from citewiki.usecases.refreshing import Refreshed

WORTH_ASKING = GOOD | {
    Outcome.BLOCKED,
    Outcome.CHALLENGE,
    Outcome.PAYWALLED,
    Outcome.ROBOTS_DENIED,
}
"""The ends of a fetch after which a provider is asked: the work is there, and where its site does
not let us in, the provider is the only one to tell us of it."""

Rule = Callable[[Identification | None, datetime], bool]


@dataclass(frozen=True, slots=True)
class IdentifyReport:
    """`items` in the order in which they ended, one a source: the good answer, or the last of
    those that were none; `unknown` are the sources of which no provider
    knows; `broken` those whose answer could not be recorded: (source, why)."""

    items: tuple[Identification, ...] = ()
    unknown: tuple[SourceId, ...] = ()
    broken: tuple[tuple[SourceId, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Question:
    """One source, and whom to ask: the first, then the next where there was no answer."""

    source_id: SourceId
    asked: tuple[tuple[Provider, ProviderRequest], ...]


async def identify(
    ports: Ports,
    fetcher: Fetcher,
    providers: Sequence[Provider],
    source_ids: Sequence[SourceId] | None = None,
) -> IdentifyReport:
    """Ask for these sources, or for all, whenever they were last asked for."""
    return await _identify(ports, fetcher, providers, source_ids, lambda last, now: True)


async def identify_due(
    ports: Ports, fetcher: Fetcher, providers: Sequence[Provider]
) -> IdentifyReport:
    """Ask for every source whose provider was never asked, or not for long."""
    return await _identify(ports, fetcher, providers, None, is_due)


class WorthAsking:
    """Of the sources that a run fetches, those that some provider may tell of: only they are
    held, and only by their ids."""

    def __init__(self, providers: Sequence[Provider]) -> None:
        self.providers = providers
        self.source_ids: list[SourceId] = []

    def note(self, item: Refreshed) -> None:
        """The source's fetch has ended."""
        if item.outcome in WORTH_ASKING and any(p.recognise(item.url) for p in self.providers):
            self.source_ids.append(item.source_id)


async def identify_fetched(ports: Ports, fetcher: Fetcher, fetched: WorthAsking) -> IdentifyReport:
    """Ask for those of the sources just fetched of which no provider has told us yet."""
    return await _identify(ports, fetcher, fetched.providers, fetched.source_ids, is_first)


async def identify_refreshed(
    ports: Ports, fetcher: Fetcher, fetched: WorthAsking
) -> IdentifyReport:
    """As `identify_fetched`, and ask again where the last word is old: works are withdrawn late."""
    return await _identify(ports, fetcher, fetched.providers, fetched.source_ids, is_due)


async def _identify(
    ports: Ports,
    fetcher: Fetcher,
    providers: Sequence[Provider],
    source_ids: Sequence[SourceId] | None,
    rule: Rule,
) -> IdentifyReport:
    """Raises StoreUnwritable at the first answer that the disk does not take."""
    if source_ids is not None:
        source_ids = list(dict.fromkeys(source_ids))
    plan = ports.library.identifications.plan(source_ids)
    questions, unknown = _questions(plan, providers, rule, ports.clock.now())
    run = _Run(ports, fetcher, len(questions))
    hosts: dict[str, list[_Question]] = {}
    for question in questions:
        hosts.setdefault(host_of(question.asked[0][1].url) or "", []).append(question)
    try:
        async with asyncio.TaskGroup() as group:
            for queue in hosts.values():
                group.create_task(run.host(queue))
    except BaseExceptionGroup as several:
        raise several.exceptions[0] from None  # one host's failure ended them all
    return IdentifyReport(tuple(run.items), tuple(unknown), tuple(run.broken))


def _questions(
    plan: Sequence[Identifiable], providers: Sequence[Provider], rule: Rule, now: datetime
) -> tuple[list[_Question], list[SourceId]]:
    questions: list[_Question] = []
    unknown: list[SourceId] = []
    for one in plan:
        asked = [(each, request) for each in providers if (request := each.recognise(one.url))]
        if not asked:
            unknown.append(one.source_id)
            continue
        name = asked[0][0].name  # of several doors to one provider, too
        if rule(next((said for said in one.known if said.provider == name), None), now):
            questions.append(_Question(one.source_id, tuple(asked)))
    return questions, unknown


class _Run:
    def __init__(self, ports: Ports, fetcher: Fetcher, total: int) -> None:
        self._ports = ports
        self._fetcher = fetcher
        self._total = total
        self.items: list[Identification] = []
        self.broken: list[tuple[SourceId, str]] = []

    async def host(self, queue: Sequence[_Question]) -> None:
        """One provider's questions, one after the other."""
        for question in queue:
            try:
                self.items.append(await self._one(question))
            except StoreUnwritable:
                raise
            except CitewikiError as error:
                # one source's trouble must not end the others' turn
                self.broken.append((question.source_id, str(error)))
            done = len(self.items) + len(self.broken)
            work = question.asked[0][1].work
            self._ports.narrator.progress("identifying", done, self._total, work)

    async def _one(self, question: _Question) -> Identification:
        """The first good answer, or the last of those that were none; each is recorded."""
        for provider, asked in question.asked:
            result = await self._fetcher.fetch(
                FetchRequest(asked.url, accept=asked.accept, json_body=asked.json_body)
            )
            # reading and recording block: not on the loop that keeps the other hosts' time
            found = await asyncio.to_thread(
                self._record, question.source_id, provider, asked.work, result
            )
            if found.good:
                break
        return found

    def _record(
        self, source_id: SourceId, provider: Provider, work: str, result: FetchResult
    ) -> Identification:
        found = _answered(source_id, provider, work, result, self._ports.clock.now())
        self._ports.library.identifications.record(found)
        return found


def _answered(
    source_id: SourceId, provider: Provider, work: str, result: FetchResult, now: datetime
) -> Identification:
    record, detail = None, result.detail or SENTENCES[result.outcome]
    if result.outcome is Outcome.OK and result.body is not None:
        try:
            record = provider.parse(work, result.body)
        except UnreadableAnswer as error:
            detail = str(error)
    return Identification(
        source_id,
        provider.name,
        now,
        result.outcome,
        detail,
        record,
        None if record is None else now,
    )
