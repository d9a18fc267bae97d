"""A citation on its way through a page: found, then given the words that it supports.

Tuples, for a wiki has tens of thousands of each and a frozen dataclass takes six times as long to
make.
"""

from typing import NamedTuple

from citewiki.domain.citations import Syntax


class Mark(NamedTuple):
    """A citation whose claim is not known yet: `offset` is its character in the page,
    `position` its place in the block's plain text."""

    syntax: Syntax
    url: str | None
    resource: str | None
    label: str | None
    offset: int
    position: int
    text: str
    key: str | None = None
    """The footnote that is meant, where the page gives it no label to show."""

    @property
    def words(self) -> str:
        """What of the block's text is the citation's own, "" where that is not known."""
        if self.syntax is Syntax.CITATION_KEY:
            return f"@{self.label}"
        return "" if self.syntax is Syntax.SHORT_CITE else self.text


class Claimed(NamedTuple):
    """A citation with its claim; those of one sentence or of one table row share a `spot`."""

    mark: Mark
    section: tuple[str, ...]
    claim: str
    spot: int
