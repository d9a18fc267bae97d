"""Sources that may be one work: what speaks for it, and which of two is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from citewiki.domain.sources import SourceId
from citewiki.domain.urls import canonicalize

if TYPE_CHECKING:
    from citewiki.domain.checks.facts import SourceFacts

MAX_ALIKE = 5
"""A text or DOI that more sources share names none of them: a notice, a journal, a book."""


MIN_TEXT_BYTES = 1_000


class EvidenceKind(StrEnum):
    """What two sources have in common."""

    URL = "url"  # the canonical form of their addresses
    REDIRECT = "redirect"  # one's address has moved for good to the other's
    DOI = "doi"
    ARXIV = "arxiv"
    TEXT = "text"  # the whole current text, to the byte


@dataclass(frozen=True, slots=True)
class Evidence:
    """`value` is what is shared: a canonical URL, a DOI, an arXiv id, a text's sha256."""

    kind: EvidenceKind
    value: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Merge `source` into `into`, which more pages cite or which was registered first."""

    source: SourceFacts
    into: SourceFacts
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A source that was merged into another, by whom and when."""

    id: SourceId
    url: str
    by: str
    at: datetime


Pair = frozenset[SourceId]


def propose(
    sources: Sequence[SourceFacts],
    moved: Mapping[SourceId, str],
    refused: Collection[Pair] = frozenset(),
) -> list[Proposal]:
    """The merges that something speaks for, by the URL of what is kept.

    `sources` stand in the order of registration; `moved` is where permanent redirects led, by
    source. Each source is proposed once, with all that speaks for that merge.
    """
    order = {one.id: n for n, one in enumerate(sources)}
    known = {one.id: one for one in sources}
    found: defaultdict[tuple[SourceId, SourceId], list[Evidence]] = defaultdict(list)
    for evidence, ids in _groups(sources, moved):
        kept = min(ids, key=lambda one: (-known[one].cited_by, order[one]))
        for one in ids:
            if one != kept and frozenset((one, kept)) not in refused:
                found[one, kept].append(evidence)
    best: dict[SourceId, tuple[SourceId, list[Evidence]]] = {}
    for (one, kept), shared in found.items():
        if one not in best or len(shared) > len(best[one][1]):
            best[one] = (kept, shared)
    proposals = [
        Proposal(known[one], known[kept], tuple(shared)) for one, (kept, shared) in best.items()
    ]
    return sorted(proposals, key=lambda p: (p.into.url, p.source.url))


def _groups(
    sources: Sequence[SourceFacts], moved: Mapping[SourceId, str]
) -> Iterable[tuple[Evidence, list[SourceId]]]:
    by_url = _shared(sources, lambda one: [one.canonical_url] if one.canonical_url else ())
    addresses = {one.canonical_url: one.id for one in reversed(sources) if one.canonical_url}
    for url, ids in by_url.items():
        yield Evidence(EvidenceKind.URL, url), ids
    for one, final in moved.items():
        url = canonicalize(final) or final
        other = addresses.get(url)
        if other is not None and other != one:
            yield Evidence(EvidenceKind.REDIRECT, url), [other, one]
    rest: tuple[tuple[EvidenceKind, Callable[[SourceFacts], Collection[str]]], ...] = (
        (EvidenceKind.DOI, lambda one: one.dois),
        (EvidenceKind.ARXIV, lambda one: one.arxiv_ids),
        (EvidenceKind.TEXT, _long_text),
    )
    for kind, values in rest:
        for value, ids in _shared(sources, values).items():
            if len(ids) <= MAX_ALIKE:
                yield Evidence(kind, value), ids


def _long_text(one: SourceFacts) -> Collection[str]:
    """A text long enough to be a work's own, and not a notice of the site."""
    return [one.text_sha256] if one.text_sha256 and one.text_bytes >= MIN_TEXT_BYTES else ()


def _shared(
    sources: Sequence[SourceFacts], values: Callable[[SourceFacts], Collection[str]]
) -> dict[str, list[SourceId]]:
    found: defaultdict[str, list[SourceId]] = defaultdict(list)
    for one in sources:
        for value in sorted(values(one)):
            found[value].append(one.id)
    return {value: ids for value, ids in found.items() if len(ids) > 1}
