"""Adding sources by hand: registered, and fetched at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from citewiki.domain.errors import UsageError
from citewiki.domain.identity import SourceRef
from citewiki.domain.sources import SourceId
from citewiki.domain.urls import canonicalize
from citewiki.ports import Ports
from citewiki.ports.fetching import Fetcher
from citewiki.usecases.refreshing import RefreshReport, refresh
from citewiki.usecases.registering import register_urls


@dataclass(frozen=True, slots=True)
class AddReport:
    """`sources` in the order of the URLs; `known` are those that were there before."""

    sources: tuple[SourceId, ...]
    known: frozenset[SourceId]
    refreshed: RefreshReport


async def add(ports: Ports, fetcher: Fetcher, urls: Sequence[str]) -> AddReport:
    """Raises UsageError, before anything is written, for what is no web address."""
    urls = [url.strip() for url in urls]
    for url in urls:
        if canonicalize(url) is None:
            raise UsageError(f"{url!r} is no web address; give one that starts with https://")
    index = ports.library.sources.url_index()
    before = set(index.ids.values())
    found = register_urls(ports, [(url, None) for url in urls], index)
    fresh = list(dict.fromkeys(one for one in found if one not in before))
    report = await refresh(ports, fetcher, ports.library.snapshots.plan(fresh))
    known = frozenset(found) & before
    wholes = {one: ports.library.sources.resolve(SourceRef(resource=one)) for one in known}
    found = [wholes.get(one, one) for one in found]  # a merged one is part of another
    return AddReport(tuple(found), frozenset(wholes.values()), report)
