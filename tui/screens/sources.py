"""The list of sources: filter, search, sort, open."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from citewiki.domain.errors import UsageError
from citewiki.domain.listing import ListView, SavedList, SortKey, told
from citewiki.ports.library.asking import Asking
from citewiki.usecases.saved_lists import save_list, saved_lists
from tui import opening
from tui.answers import Question, answered
from tui.keys import Keys
from tui.listings import FoundSources, Listing, OrderedSources
from tui.screens.acting import ActingScreen
from tui.screens.ask import Choice, ChoiceDialog, LineDialog
from tui.screens.section import Section
from tui.text import plain
from tui.widgets.asked import Asked
from tui.widgets.bar import Bar
from tui.widgets.source_list import SourceList

if TYPE_CHECKING:
    from citewiki.domain.sources import SourceId

FILTER_HINT = "press / for words of title, URL, venue, author"
SEARCH_HINT = "words of titles and cached texts"

_BEST_FIRST = frozenset(
    {SortKey.RATING, SortKey.IMPORTANCE, SortKey.CITED_BY, SortKey.FETCHED, SortKey.ADDED}
)
"""Sort keys that begin with the greatest."""


class SourcesScreen(ActingScreen, Section):
    """All sources, or those that a filter leaves or a search finds."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,f7", "ask('filter')", "Filter"),
        Binding("f", "ask('search')", "Search"),
        Binding("s", "sort", "Sort"),
        Binding("S", "reverse", "Reverse", show=False),
        Binding("w", "save_list", "Save this filter under a name", show=False),
        Binding("l", "saved_list", "Saved", show=True),
        Binding("L", "forget_list", "Forget a saved list", show=False),
        Binding("escape", "clear", "Clear the filter or search", show=False),
    ]
    SECTION = "sources"

    def __init__(self) -> None:
        super().__init__()
        self._view = ListView()
        self._searching = False
        self._total: int | None = None
        self._whole = True
        self._asking = Asking()
        self._keep = False
        self._stay = False

    def body(self) -> ComposeResult:
        yield Bar("Filter", Asked(id="asked", compact=True, placeholder=FILTER_HINT))
        yield SourceList(id="list")

    def on_unmount(self) -> None:
        self._asking.give_up()  # the program ends with its threads

    @property
    def at_hand(self) -> SourceId | None:
        return self.query_one(SourceList).source_id

    async def settled(self) -> None:
        await self.query_one(SourceList).there()

    def on_resize(self) -> None:
        self.call_after_refresh(self._count)  # there may be room for more of it, or for less

    def keys(self) -> list[Keys]:
        return [
            Keys("List of sources", SourceList.BINDINGS),
            Keys("Find", SourcesScreen.BINDINGS),
            Keys("While typing a filter or search", Asked.BINDINGS),
            Keys("Act on the source at the cursor", ActingScreen.BINDINGS),
            Keys("Go to", Section.BINDINGS),
        ]

    @property
    def asked(self) -> str:
        return self.query_one(Asked).value.strip()

    def look(self, *, keep: bool = False) -> None:
        """Ask the store for what is wanted now; with `keep` the cursor stays on its source. What
        was asked before and is not answered yet is given up."""
        words, filtered = (self.asked, "") if self._searching else ("", self.asked)
        listed = self.query_one(SourceList)
        if listed.expecting:
            keep = keep and self._keep  # a change elsewhere: the list asked for has not come yet
        self._keep = keep
        self._view = ListView(filtered, self._view.sort, self._view.descending, self._view.uncited)
        self._asking.give_up()
        self._asking = Asking()
        self._answer(Question(words, self._view, keep), self._asking, listed)

    @work(group="query", exclusive=True)
    async def _answer(self, question: Question, asking: Asking, listed: SourceList) -> None:
        loop = asyncio.get_running_loop()

        def begun(listing: OrderedSources) -> None:
            loop.call_soon_threadsafe(self._begin, listing, question, asking)

        with self.citewiki.telling(), listed.asked():
            answer = await self.away(lambda: answered(self.ports, question, asking, begun))
            if asking.given_up:
                return
            if answer.whole is None:
                self._show(answer.listing, question)
            elif answer.listing.continued(answer.whole):
                self._reckon(answer.listing, question)
                listed.grow()
                self._count()
            else:  # a nightly run has written in between
                self.look(keep=True)

    def _begin(self, listing: OrderedSources, question: Question, asking: Asking) -> None:
        """The first lines of a list; the rest is being read."""
        if self.is_running and not asking.given_up:
            self._show(listing, question, whole=False)

    def _show(self, listing: Listing[Any], question: Question, *, whole: bool = True) -> None:
        shown_list = self.query_one(SourceList)
        before = shown_list.rows
        at, sorted_by = shown_list.cursor if question.keep else 0, None
        if isinstance(listing, OrderedSources):
            sorted_by = question.view.sort, question.view.descending
            if question.keep and isinstance(before, OrderedSources | FoundSources):
                at = before.follow(at, listing)
        self._reckon(listing, question, whole)
        shown_list.show(listing, at, sorted_by, instead=self._why_empty(), whole=whole)
        self._count()  # now, and not when Moved is read: one frame shows both

    def _reckon(self, listing: Listing[Any], question: Question, whole: bool = True) -> None:
        self._whole = whole
        if whole and not (question.words or question.view.filter or question.view.uncited):
            self._total = len(listing)

    def _why_empty(self) -> str:
        if self.asked:
            where = "The cached texts have" if self._searching else "There is"
            return f"{where} nothing with all of these words. Esc clears them."
        return "No sources yet. “citewiki scan FOLDER” finds the ones that a wiki cites."

    @on(SourceList.Moved)
    def _count(self) -> None:
        listed, roomy = self.query_one(SourceList), self.size.width >= 60
        number = len(listed.rows)
        filtered = self._total is not None and number != self._total
        in_all = f" · {self._total:,} in all" if roomy and filtered else ""
        self.query_one(Bar).stand(listed.cursor, number, in_all if self._whole else "+")

    @on(SourceList.Chosen)
    def _open(self, message: SourceList.Chosen) -> None:
        if self.app.screen is self:  # Enter twice opens it once
            self.app.push_screen(opening.source(message.source_id))

    @on(SourceList.Failed)
    def _failed(self, message: SourceList.Failed) -> None:
        self.citewiki.say(str(message.error), "error")

    @on(SourceList.HeadClicked)
    def _head(self, message: SourceList.HeadClicked) -> None:
        if message.sort is self._view.sort:
            self.action_reverse()
        else:
            self._sort(message.sort)

    @on(Input.Changed)
    def _typed(self) -> None:
        keep, self._stay = self._stay, False
        self._ask(keep=keep)

    def _ask(self, *, keep: bool = False) -> None:
        """Ask for another list, for which the keys wait."""
        self.query_one(SourceList).expect()
        self._keep = keep
        self.look(keep=keep)

    def action_ask(self, mode: str) -> None:
        searching = mode == "search"
        box = self.query_one(Asked)
        if searching is not self._searching:
            self._searching = searching
            self.query_one(Bar).call("Search" if searching else "Filter")
            box.placeholder = SEARCH_HINT if searching else FILTER_HINT
            if self.asked:
                self._ask()
        self.set_focus(box)  # at once: the next letter may be there already

    def action_clear(self) -> None:
        """Back to all sources, with the cursor on the one where it was."""
        box = self.query_one(Asked)
        self._stay = bool(box.value)
        if box.value:
            self.query_one(SourceList).expect()
        box.value = ""  # first: what was searched for is no filter
        self.action_ask("filter")
        self.query_one(SourceList).focus()

    def action_sort(self) -> None:
        order = list(SortKey)
        self._sort(order[(order.index(self._view.sort) + 1) % len(order)])

    def action_reverse(self) -> None:
        self._view = replace(self._view, descending=not self._view.descending)
        self._ask()

    @work(group="form", exclusive=True)
    async def action_save_list(self) -> None:
        with self.citewiki.telling():
            by = self.citewiki.who()
            if self._searching:
                raise UsageError("a search is not saved: a filter is, with its order")
            name = await self.app.push_screen_wait(LineDialog("Save this filter and order as"))
            if name is None:
                return
            view = self._view
            await self.away(lambda: save_list(self.ports, by, name, view))
            self.citewiki.say(f"saved as “{name}”; l shows your lists")

    @work(group="form", exclusive=True)
    async def action_saved_list(self) -> None:
        with self.citewiki.telling():
            chosen = await self._choose("Show")
            if chosen is None:
                return
            if self._searching:
                self.action_ask("filter")
            self._view = chosen.view
            self._stay = False
            with self.prevent(Input.Changed):
                self.query_one(Asked).value = plain(chosen.view.filter)
            self.query_one(SourceList).focus()
            self._ask()

    @work(group="form", exclusive=True)
    async def action_forget_list(self) -> None:
        with self.citewiki.telling():
            by, chosen = self.citewiki.who(), await self._choose("Forget")
            if chosen is not None:
                await self.away(lambda: self.ports.library.desk.forget(by, chosen.name))
                self.citewiki.say(f"forgot “{chosen.name}”")

    async def _choose(self, what: str) -> SavedList | None:
        """One of the editor's saved lists. Raises UsageError where there are none."""
        by = self.citewiki.named
        found = await self.away(lambda: saved_lists(self.ports, by))
        lists = {one.name: one for one in found}
        if not lists:
            raise UsageError("you have no saved list; w saves this filter and order as one")
        choices = [
            Choice(str(n) if n < 10 else "", one.name, told(one.view))
            for n, one in enumerate(lists.values(), 1)
        ]
        name = await self.app.push_screen_wait(ChoiceDialog(f"{what} which list?", choices))
        return None if name is None else lists[name]

    def _sort(self, key: SortKey) -> None:
        self._view = replace(self._view, sort=key, descending=key in _BEST_FIRST)
        self.citewiki.say(f"sorted by {key.value.replace('_', ' ')}")
        self._ask()
