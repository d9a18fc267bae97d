"""What needs a person: the problems that a source can have, the queues of them, and which comes
first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntFlag, StrEnum
from typing import TYPE_CHECKING

from citewiki.domain.display import numbered

if TYPE_CHECKING:
    from citewiki.domain.listing import SourceRow
    from citewiki.domain.sources import SourceId


class Problem(IntFlag):
    """What is open about a source; the numbers stand in stores, with a snooze."""

    UNREVIEWED = 1
    CHANGED = 2  # the text is another one than the one reviewed
    NOTE_LOST = 4  # a note's passage is not in the current text
    DEAD = 8
    BLOCKED = 16
    RETRACTED = 32
    UNRATED = 64
    MERGE_PROPOSED = 128
    FAULTED = 256  # the newest review says needs-work or reject

    @property
    def words(self) -> tuple[str, ...]:
        """Each problem in words, the gravest first."""
        return tuple(_SAID[one] for one in _BY_GRAVITY if one in self)


_SAID = {
    Problem.RETRACTED: "withdrawn or retracted",
    Problem.NOTE_LOST: "a note's passage is lost",
    Problem.CHANGED: "changed since it was reviewed",
    Problem.DEAD: "its link is dead or suspect",
    Problem.FAULTED: "a review asks for work",
    Problem.BLOCKED: "its site refuses or is silent",
    Problem.MERGE_PROPOSED: "may be the same as another source",
    Problem.UNRATED: "not rated",
    Problem.UNREVIEWED: "nobody has reviewed it",
}
_BY_GRAVITY = tuple(_SAID)

GRAVITY: dict[Problem, int] = {
    Problem.RETRACTED: 8,
    Problem.NOTE_LOST: 4,
    Problem.CHANGED: 4,
    Problem.DEAD: 4,
    Problem.FAULTED: 4,
    Problem.BLOCKED: 2,
    Problem.MERGE_PROPOSED: 2,
    Problem.UNRATED: 1,
    Problem.UNREVIEWED: 1,
}
"""What an open problem counts: a page may say what is no longer so (4, a retraction 8), rest on
what cannot be looked at (2), or nobody has got round to it (1)."""


class QueueName(StrEnum):
    """The queues, in the order in which they are shown."""

    ALL = "all"
    NEW = "new"
    CHANGED = "changed"
    LOST = "lost-notes"
    DEAD = "dead"
    BLOCKED = "blocked"
    RETRACTED = "retracted"
    FAULTED = "needs-work"
    UNRATED = "unrated"
    MERGES = "merges"


HOLDS: dict[QueueName, Problem] = {
    QueueName.ALL: ~Problem(0),
    QueueName.NEW: Problem.UNREVIEWED,
    QueueName.CHANGED: Problem.CHANGED,
    QueueName.LOST: Problem.NOTE_LOST,
    QueueName.DEAD: Problem.DEAD,
    QueueName.BLOCKED: Problem.BLOCKED,
    QueueName.RETRACTED: Problem.RETRACTED,
    QueueName.FAULTED: Problem.FAULTED,
    QueueName.UNRATED: Problem.UNRATED,
    QueueName.MERGES: Problem.MERGE_PROPOSED,
}
"""A source is in a queue where it has one of these problems."""

MEANT: dict[QueueName, str] = {
    QueueName.ALL: "everything that needs a person",
    QueueName.NEW: "sources that nobody has reviewed",
    QueueName.CHANGED: "the text has changed since it was reviewed",
    QueueName.LOST: "a note's passage is no longer in the text",
    QueueName.DEAD: "the link is gone, suspect, or reads like “not found”",
    QueueName.BLOCKED: "the site refuses programs, asks for money, or is silent",
    QueueName.RETRACTED: "a provider says withdrawn or retracted",
    QueueName.FAULTED: "a review says that something is to be put right",
    QueueName.UNRATED: "neither the source nor its venue is rated",
    QueueName.MERGES: "may be the same work as another source",
}

UNKNOWN_IMPORTANCE = 50
"""What a source counts whose importance nobody gave: the middle of 0-100."""

MONTH_DAYS = 30
LONGEST_DAYS = 360
"""Waiting longer than this counts no more: a year is as stale as two."""


@dataclass(frozen=True, slots=True)
class Need:
    """What speaks for looking at a source. `waiting_days` is how long nobody has: since its
    newest review, or since it was met; `cited_by` counts pages."""

    importance: int | None
    cited_by: int
    waiting_days: int
    problems: Problem

    @property
    def weight(self) -> int:
        """By which a queue is ordered, greatest first: importance × citations × staleness ×
        open problems. SQL computes the same number; a test holds the two together."""
        importance = max(1, min(100, _known(self.importance)))
        waiting = MONTH_DAYS + max(0, min(LONGEST_DAYS, self.waiting_days))
        return importance * (1 + self.cited_by) * waiting * _gravity(self.problems)

    def explain(self) -> str:
        """Why a source stands where it does, in one sentence."""
        given = f"importance {_known(self.importance)}/100"
        if self.importance is None:
            given = f"importance unknown (counts {UNKNOWN_IMPORTANCE})"
        days = self.waiting_days
        waiting = f"for {numbered(days, 'day')}" if days > 0 else "since today"
        pages = "no page" if not self.cited_by else numbered(self.cited_by, "page")
        return (
            f"{'; '.join(self.problems.words).capitalize()}: {given}, cited by {pages}, waiting "
            f"{waiting}, problems of weight {_gravity(self.problems)}, which makes "
            f"{self.weight // MONTH_DAYS:,}."
        )


@dataclass(frozen=True, slots=True)
class Queued:
    """A line of a queue."""

    row: SourceRow
    need: Need


@dataclass(frozen=True, slots=True)
class Place:
    """Where an editor was in a queue: at this source, which weighed so much."""

    source_id: SourceId
    weight: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Snoozed:
    """A source left out of the queues until a day, or until it has a problem that it did not
    have."""

    source_id: SourceId
    title: str
    until: date
    by: str
    at: datetime


def counted(by_problems: Mapping[int, int]) -> dict[QueueName, int]:
    """How many are in each queue; given how many sources have each set of problems."""
    return {
        name: sum(n for problems, n in by_problems.items() if problems & held)
        for name, held in HOLDS.items()
    }


def _gravity(problems: Problem) -> int:
    return sum(GRAVITY[one] for one in problems)


def _known(importance: int | None) -> int:
    return UNKNOWN_IMPORTANCE if importance is None else importance
