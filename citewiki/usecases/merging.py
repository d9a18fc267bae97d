"""Duplicates: what may be one work, and an editor's word on it."""

from citewiki.domain.duplicates import Proposal, propose
from citewiki.domain.editorial import Event, MergeSources, RefuseMerge, SplitSource
from citewiki.domain.identity import parse_source_ref
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.editors import named
from citewiki.usecases.sources import find


def proposals(ports: Ports) -> list[Proposal]:
    """The merges that something speaks for, less those that were done or refused."""
    sources = ports.library.sources
    return propose(sources.shared(), sources.refused_merges())


def merge(ports: Ports, one: str, into: str, by: str | None) -> Event:
    """Take one source for part of another, as they are named by a person.

    Raises UnknownSource, EditConflict where one is merged already.
    """
    change = MergeSources(_itself(ports, one), find(ports, into))
    return ports.library.editorial.apply(change, by=named(by), at=ports.clock.now())


def split(ports: Ports, one: str, by: str | None) -> Event:
    """Let a merged source stand for itself again. Raises EditConflict where it does."""
    change = SplitSource(_itself(ports, one))
    return ports.library.editorial.apply(change, by=named(by), at=ports.clock.now())


def refuse(ports: Ports, one: str, other: str, by: str | None) -> Event:
    """Say that two sources are two works. Raises EditConflict where that was said."""
    change = RefuseMerge(_itself(ports, one), _itself(ports, other))
    return ports.library.editorial.apply(change, by=named(by), at=ports.clock.now())


def _itself(ports: Ports, text: str) -> SourceId:
    """The source that bears this name, even where it is merged into another."""
    return ports.library.sources.resolve(parse_source_ref(text), follow=False)
