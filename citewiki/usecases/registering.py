"""Registering sources: a URL that no source answers to becomes one."""

from collections.abc import Sequence

from citewiki.domain.identity import UrlIndex, resource_id
from citewiki.domain.sources import NewSource, SourceId
from citewiki.domain.titles import as_title
from citewiki.domain.urls import canonicalize, is_cut
from citewiki.ports import Ports


def register_urls(
    ports: Ports, urls: Sequence[tuple[str, str | None]], index: UrlIndex | None = None
) -> list[SourceId]:
    """The source of each (URL, link text), in their order; what is new is registered.

    `index` is brought up to date, for callers that go on with it.
    """
    index = ports.library.sources.url_index() if index is None else index
    found, new = resolve_urls(ports, urls, index)
    if new:
        ports.library.sources.register(new)
    return found


def resolve_urls(
    ports: Ports, urls: Sequence[tuple[str, str | None]], index: UrlIndex
) -> tuple[list[SourceId], list[NewSource]]:
    """The source of each URL, and those that are new and still have to be registered; the index
    knows them already."""
    found: list[SourceId] = []
    new: list[NewSource] = []
    now = ports.clock.now()
    for url, link_text in urls:
        known = index.by_url(url)
        if known is None:
            cut = is_cut(url)
            source = NewSource(
                resource_id(url),
                ports.ids.stable_id(),
                url,
                None if cut else canonicalize(url),
                now,
                as_title(link_text or "") or None,
                cut,
            )
            index.add(source.id, source.stable_id, url, source.canonical_url)
            new.append(source)
            known = source.id
        found.append(known)
    return found, new
