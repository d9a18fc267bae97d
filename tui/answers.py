"""What the list of sources is asked, and reading the answer in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citewiki.domain.listing import ListView, SortKey
from tui.listings import FoundSources, OrderedSources
from tui.rows import PAGE

if TYPE_CHECKING:
    from citewiki.ports import Ports
    from citewiki.ports.library.asking import Asking

MOST_FOUND = 200
"""Results of a full-text search; who does not find it among them searches for more words."""


@dataclass(frozen=True, slots=True)
class Question:
    """The `words` of a full-text search or, where there are none, a view; `keep` where the cursor
    is to stay on its source, wherever that stands by now."""

    words: str
    view: ListView
    keep: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A list, and where its beginning has been handed on already the keys of the whole of it."""

    listing: OrderedSources | FoundSources
    whole: Sequence[int] | None = None


def answered(
    ports: Ports, question: Question, asking: Asking, begun: Callable[[OrderedSources], None]
) -> Answer:
    """The first rows are read with the list: that must not hold up a frame. Of a long list the
    beginning, which takes a hundredth of the time, goes to `begun` at once."""
    if question.words:
        return Answer(_found(ports, question.words, asking))
    view, lists, now = question.view, ports.library.lists, ports.clock.now()
    # no index has a filtered order by anything but titles: all are looked through for its first
    short = not question.keep and (view.sort is SortKey.TITLE or not view.filter)
    some = PAGE if short else None
    listing = OrderedSources(lists.order(view, some, asking), lists.rows, now)
    if len(listing):
        listing.row(0)
    if len(listing) != some:
        return Answer(listing)
    begun(listing)
    return Answer(listing, lists.order(view, asking=asking))


def _found(ports: Ports, words: str, asking: Asking) -> FoundSources:
    typing = words if words.endswith(('"', "*")) else f"{words}*"  # as far as the last is typed
    found = FoundSources(ports.library.search, typing, MOST_FOUND, asking)
    if len(found):
        found.row(0)
    return found
