"""What the list of a queue shows: its sources, and what is open about each."""

from collections.abc import Sequence

from citewiki.domain.queues import MONTH_DAYS, Problem, Queued
from citewiki.domain.sources import SourceId
from tui.columns import GAP, LEAST_TITLE, Cell, Column, cell
from tui.listings import Listing


class QueuedSources(Listing[Queued]):
    """A queue, the weightiest first."""

    def columns(self, width: int) -> tuple[Column, ...]:
        return queued_columns(width)

    def cells(self, at: int, columns: Sequence[Column]) -> list[Cell]:
        row = self.row(at)
        return [Cell(()) if row is None else queued_cell(row, column) for column in columns]

    def source_at(self, at: int) -> SourceId | None:
        found = self.row(at) if 0 <= at < len(self) else None
        return None if found is None else found.row.id


_PROBLEM = Column("What is open", 30)
_QUEUED = (
    _PROBLEM,
    Column("Cited", 5, right=True),
    Column("Imp", 3, right=True),
    Column("Days", 5, right=True),
    Column("Weight", 9, right=True),
)


def queued_columns(width: int) -> tuple[Column, ...]:
    """The title, what is open about it, and what its place in the queue is made of."""
    left, chosen = width, list[Column]()
    for column in _QUEUED:
        if left - column.width - GAP < LEAST_TITLE:
            break
        chosen.append(column)
        left -= column.width + GAP
    return (Column("Title", max(1, left)), *chosen)


def queued_cell(line: Queued, column: Column) -> Cell:
    """What a line of a queue shows in one column."""
    need = line.need
    match column.name:
        case "Title":
            return cell(line.row.title)
        case "Cited":
            return cell(str(need.cited_by), "" if need.cited_by else "soft")
        case "Imp":
            return cell("" if need.importance is None else str(need.importance))
        case "Days":
            return cell(f"{need.waiting_days:,}", "soft")
        case "Weight":
            return cell(f"{need.weight // MONTH_DAYS:,}")
        case _:
            words = need.problems.words
            more = f" +{len(words) - 1}" if len(words) > 1 else ""
            return Cell(
                ((words[0] if words else "nothing", problem_tone(need.problems)), (more, "soft"))
            )


def problem_tone(problems: Problem) -> str:
    """What may make a page wrong stands out; what nobody has got round to does not."""
    if problems & (Problem.RETRACTED | Problem.NOTE_LOST | Problem.DEAD):
        return "bad"
    return "warn" if problems & ~(Problem.UNREVIEWED | Problem.UNRATED) else "soft"
