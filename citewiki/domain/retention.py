"""Which versions of a source may be given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_TEXTS = 2
"""So many of the last different texts always stay: what is shown, and what it is compared with."""


@dataclass(frozen=True, slots=True)
class Retention:
    """What the settings keep: the newest `keep_versions` of each source, and what came within
    `keep_days`. 0 is no rule; a version goes where every rule there is lets it go."""

    keep_versions: int = 0
    keep_days: int = 0

    @property
    def keeps_all(self) -> bool:
        return not self.keep_versions and not self.keep_days


@dataclass(frozen=True, slots=True)
class HeldVersion:
    """A snapshot as far as retention goes. `text` is the hash of its text, None where it is not
    readable; `rested_on` is whether a note or a review is about it, taken back or not."""

    id: int
    at: datetime
    text: str | None
    attached: bool
    rested_on: bool
    pruned: bool = False


def prunable(
    versions: Sequence[HeldVersion], retention: Retention, now: datetime
) -> tuple[int, ...]:
    """The ids of the versions that may go, of one source's, given in the order of writing.

    Never the first version or the first readable one, the newest of either of the last two
    different texts (the current one is among these), one that a note or review rests on, or one
    that a person attached.
    """
    if retention.keeps_all:
        return ()
    newest = versions[-retention.keep_versions :] if retention.keep_versions else ()
    kept = _always_kept(versions) | {one.id for one in newest}
    if retention.keep_days:
        since = now - timedelta(days=retention.keep_days)
        kept |= {one.id for one in versions if one.at >= since}
    return tuple(one.id for one in versions if one.id not in kept and not one.pruned)


def _always_kept(versions: Sequence[HeldVersion]) -> set[int]:
    readable = [one for one in versions if one.text is not None]
    kept = {one.id for one in (*versions[:1], *readable[:1])}
    kept |= {one.id for one in versions if one.attached or one.rested_on}
    texts: set[str | None] = set()
    for one in reversed(readable):
        if not one.pruned and one.text not in texts and len(texts) < _TEXTS:
            texts.add(one.text)
            kept.add(one.id)
    return kept
