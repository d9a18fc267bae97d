"""Public notices on a published work: retracted, withdrawn, corrected, doubted, reinstated.

A provider that is asked of one work and a list of thousands say the same things, so both are
notices, and one rule tells what stands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice says of the work, the gravest first."""

    RETRACTION = "retraction"
    WITHDRAWAL = "withdrawal"
    CONCERN = "expression_of_concern"
    CORRECTION = "correction"
    REINSTATEMENT = "reinstatement"


GRAVE = frozenset({NoticeKind.RETRACTION, NoticeKind.WITHDRAWAL})
"""What makes a work one that must not be cited as if it stood."""

_PAST = {
    NoticeKind.RETRACTION: "Retracted",
    NoticeKind.WITHDRAWAL: "Withdrawn",
    NoticeKind.CONCERN: "Under an expression of concern",
    NoticeKind.CORRECTION: "Corrected",
    NoticeKind.REINSTATEMENT: "Reinstated",
}
_LIFTED = GRAVE | {NoticeKind.CONCERN}
_ORDER = list(NoticeKind)


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice, as a list or a provider tells of it.

    `doi` is the work's, None where a provider was asked under another name. `on` is the day of
    the notice, None where nobody says. `because` are the reasons in the teller's words, "" for
    none. `notice_doi` is the notice's own. `told_by` is the list's or the provider's name and
    `record` the number there; `file` is what the list was read from, and `heard_at` when we
    first had it so.
    """

    kind: NoticeKind
    doi: str | None
    on: date | None
    because: str
    notice_doi: str | None
    told_by: str
    heard_at: datetime
    record: str = ""
    file: str = ""

    @property
    def sentence(self) -> str:
        """E.g. "Retracted 2021-03-04: Falsification of Data"."""
        when = f" {self.on.isoformat()}" if self.on is not None else ""
        return f"{_PAST[self.kind]}{when}" + (f": {self.because}" if self.because else "")

    @property
    def origin(self) -> str:
        """Where it is from, e.g. "retraction-watch record 28771, dump.csv, 2026-03-01"."""
        named = f"{self.told_by} record {self.record}" if self.record else self.told_by
        return ", ".join(
            part for part in (named, self.file, self.heard_at.date().isoformat()) if part
        )


def standing(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices in force, the gravest first, then the newest.

    A reinstatement lifts a list's retractions and concerns of the same work that are not dated
    after it. A provider's word has no date and is lifted by its own next answer alone.
    """
    told = list(notices)
    back: dict[str | None, date] = {}
    for one in told:
        if one.kind is NoticeKind.REINSTATEMENT and one.on is not None:
            back[one.doi] = max(one.on, back.get(one.doi, one.on))
    stands = [
        one
        for one in told
        if one.kind is not NoticeKind.REINSTATEMENT and not _lifted(one, back.get(one.doi))
    ]
    return tuple(
        sorted(
            stands,
            key=lambda n: (_ORDER.index(n.kind), -(n.on or date.min).toordinal(), n.told_by),
        )
    )


def is_retracted(notices: Sequence[Notice]) -> bool:
    """Whether, by the notices in force, the work was retracted or withdrawn."""
    return any(one.kind in GRAVE for one in notices)


def from_provider(withdrawal: str, doi: str | None, provider: str, heard_at: datetime) -> Notice:
    """A provider's words by which a work is withdrawn or retracted, as a notice."""
    retracted = "retract" in withdrawal.lower()
    kind = NoticeKind.RETRACTION if retracted else NoticeKind.WITHDRAWAL
    return Notice(kind, doi, None, f"“{withdrawal}”", None, provider, heard_at)


def _lifted(notice: Notice, back: date | None) -> bool:
    if back is None or notice.kind not in _LIFTED or not notice.file:
        return False
    return notice.on is None or notice.on <= back
