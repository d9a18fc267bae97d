"""Sources that may be one work: what speaks for it, and which of two is kept."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from citewiki.domain.sources import SourceId

MAX_ALIKE = 5
"""A text or DOI that more sources share names none of them: a notice, a journal, a book."""

MIN_TEXT_BYTES = 1_000
"""A text long enough to be a work's own, and not a notice of the site."""


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
class Candidate:
    """A source that shares something with another; `cited_by` counts the pages that cite it."""

    id: SourceId
    url: str
    title: str
    cited_by: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What these sources, two or more, have in common; they stand in the order of registration."""

    evidence: Evidence
    sources: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Merge `source` into `into`, which more pages cite or which was registered first."""

    source: Candidate
    into: Candidate
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A source that was merged into another, by whom and when."""

    id: SourceId
    url: str
    by: str
    at: datetime


Pair = frozenset[SourceId]


def propose(shared: Iterable[Shared], refused: Collection[Pair] = frozenset()) -> list[Proposal]:
    """The merges that something speaks for, by the URL of what is kept.

    Each source is proposed once, with all that speaks for that merge; of two for which as much
    speaks, the one that was shared first in `shared`.
    """
    known: dict[SourceId, Candidate] = {}
    found: defaultdict[tuple[SourceId, SourceId], list[Evidence]] = defaultdict(list)
    for group in shared:
        kept = max(group.sources, key=lambda one: one.cited_by)  # the first of equals
        for one in group.sources:
            known[one.id] = one
            if one != kept and frozenset((one.id, kept.id)) not in refused:
                found[one.id, kept.id].append(group.evidence)
    best: dict[SourceId, tuple[SourceId, list[Evidence]]] = {}
    for (source_id, into), evidence in found.items():
        if source_id not in best or len(evidence) > len(best[source_id][1]):
            best[source_id] = (into, evidence)
    proposals = [
        Proposal(known[source_id], known[into], tuple(evidence))
        for source_id, (into, evidence) in best.items()
    ]
    return sorted(proposals, key=lambda p: (p.into.url, p.source.url))
