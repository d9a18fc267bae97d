"""Under which headings a place of a page stands."""

from bisect import bisect_right

from citewiki.wiki.claims import tidy

Path = tuple[str, ...]
"""The headings above a place, outermost first."""


class Sections:
    """The sections of a page, entered one after the other; a path is made where somebody asks,
    for most sections cite nothing."""

    def __init__(self) -> None:
        self._offsets: list[int] = []
        self._titles: list[str] = []
        self._above: list[int] = []  # the section that each is in; -1 for none
        self._paths: dict[int, Path] = {-1: ()}
        self._open: list[tuple[int, int]] = []  # (level, which), outermost first
        self.first_heading: str | None = None

    def enter(self, level: int, title: str, offset: int) -> None:
        """A heading at this character of the page, its text as it was read."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        self._above.append(self._open[-1][1] if self._open else -1)
        self._open.append((level, len(self._titles)))
        self._titles.append(title)
        self._offsets.append(offset)
        if self.first_heading is None:
            self.first_heading = tidy(title) or None

    @property
    def path(self) -> Path:
        """Of what is read now."""
        return self._path(len(self._titles) - 1)

    def at(self, offset: int) -> Path:
        """Of a character."""
        return self._path(bisect_right(self._offsets, offset) - 1)

    def _path(self, section: int) -> Path:
        path = self._paths.get(section)
        if path is None:
            path = (*self._path(self._above[section]), tidy(self._titles[section]))
            self._paths[section] = path
        return path
