"""Quarto's includes: a page with the files that it takes in, each in the place of its shortcode."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from posixpath import dirname, join, normpath

from citewiki.domain.citations import FaultKind, PageFault, ParsedPage
from citewiki.domain.front_matter import read_front_matter
from citewiki.wiki.plain import one_for_one

MAX_FILES = 100
MAX_CHARS = 5_000_000
MAX_DEPTH = 10

_INCLUDE = re.compile(r"[ \t]*\{\{<[ \t]+include[ \t]+(?P<name>[^\s<>{}]+)[ \t]+>\}\}[ \t]*")
"""A line of its own, as Quarto wants it; one in three braces is an example."""

Read = Callable[[str], str | None]
"""A file's text by its path below the wiki's folder, None where there is none."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """`lines` are the page's own line for each line of the text; `taken` those that stand in
    another file. `names` are the files that were asked for."""

    text: str
    lines: tuple[int, ...]
    taken: frozenset[int]
    names: tuple[str, ...]
    problems: tuple[PageFault, ...] = ()

    def placed(self, page: ParsedPage) -> ParsedPage:
        """The same page with its places in its own file: of what another file has, at the
        shortcode."""
        citations = (
            one._replace(line=self.lines[one.line - 1], column=self._column(one.line, one.column))
            for one in page.citations
        )
        faults = (
            replace(
                one,
                line=self.lines[one.line - 1],
                column=self._column(one.line, one.column or 1),
            )
            if one.line is not None
            else one
            for one in page.faults
        )
        return replace(page, citations=tuple(citations), faults=(*self.problems, *faults))

    def _column(self, line: int, column: int) -> int:
        return 1 if line in self.taken else column


def expand(name: str, text: str, read: Read) -> Expanded:
    """`name` is the page's own path, as `read` takes it."""
    return _Expansion(read).run(name, one_for_one(text))


class _Expansion:
    def __init__(self, read: Read) -> None:
        self._read = read
        self._out: list[str] = []
        self._lines: list[int] = []
        self._taken: set[int] = set()
        self._names: list[str] = []
        self._chars = 0
        self._problems: list[PageFault] = []

    def run(self, name: str, text: str) -> Expanded:
        for number, line in enumerate(text.split("\n"), start=1):
            self._line(line, number, (name,))
        return Expanded(
            "\n".join(self._out),
            tuple(self._lines),
            frozenset(self._taken),
            tuple(dict.fromkeys(self._names)),
            tuple(self._problems),
        )

    def _line(self, line: str, number: int, within: tuple[str, ...]) -> None:
        found = _INCLUDE.fullmatch(line) if "{{<" in line else None
        if found is not None:
            self._take(found["name"], number, within)
            return
        self._out.append(line)
        self._lines.append(number)
        self._chars += len(line)
        if len(within) > 1:
            self._taken.add(len(self._out))

    def _take(self, given: str, number: int, within: tuple[str, ...]) -> None:
        folder = "" if given.startswith("/") else dirname(within[-1])
        name = normpath(join(folder, given.lstrip("/")))
        why = self._refusal(name, within)
        text = None
        if why is None:
            self._names.append(name)
            text = self._read(name)
            why = "is not in the wiki's folder" if text is None else None
        if text is None:
            what = f"the included file {name[:200]} {why}"
            self._problems.append(PageFault(FaultKind.MARKUP, number, 1, what))
            return
        text = one_for_one(text)
        for line in text[read_front_matter(text).length :].split("\n"):
            self._line(line, number, (*within, name))

    def _refusal(self, name: str, within: tuple[str, ...]) -> str | None:
        if name in within:
            return "includes itself"
        if len(within) > MAX_DEPTH or len(self._names) >= MAX_FILES or self._chars > MAX_CHARS:
            return "was left out: too much is included"
        return None
