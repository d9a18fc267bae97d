"""How important a source is to this wiki, suggested from the pages that rest on it.

An editor's or an import's figure always goes first; this one stands in where there is none.
docs/importance.md has the formula for people, and a test holds the two together.
"""

from collections.abc import Iterable
from dataclasses import dataclass

UNKNOWN = 0.5
"""What counts for a page's quality or importance that nobody gave: the middle of the scale."""

CITED_AT_ALL = 0.2
"""How much of a page's worth a source has for being cited once among very many."""


@dataclass(frozen=True, slots=True)
class Resting:
    """A page that cites a source: `quality` and `importance` 0-100 as the wiki gives them (None
    where it does not), `citations` of the source out of `of` that the page has."""

    quality: float | None
    importance: float | None
    citations: int
    of: int

    @property
    def worth(self) -> float:
        """The page's, 0 to 1: the mean of quality and importance."""
        return (_unit(self.quality) + _unit(self.importance)) / 2

    @property
    def weight(self) -> float:
        """What the page lends the source, 0 to 1: its worth, times how much of it rests there."""
        share = min(1.0, self.citations / self.of) if self.of else 0.0
        return self.worth * (CITED_AT_ALL + (1 - CITED_AT_ALL) * share)


def suggested(pages: Iterable[Resting]) -> int | None:
    """0-100; None where no page cites the source.

    Each page is a reason of its own, so weights combine as chances do (noisy-or): 1 less the
    product of what each leaves.
    """
    left, any_page = 1.0, False
    for page in pages:
        left *= 1 - page.weight
        any_page = True
    return round(100 * (1 - left)) if any_page else None


def _unit(figure: float | None) -> float:
    return UNKNOWN if figure is None else min(1.0, max(0.0, figure / 100))
