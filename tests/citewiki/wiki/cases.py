"""A page with one citation, in any syntax."""

from collections.abc import Callable
from dataclasses import dataclass

from citewiki.domain.citations import FoundCitation, ParsedPage, Syntax


@dataclass(frozen=True)
class One:
    """A page with one citation, and what is to be found."""

    name: str
    text: str
    syntax: Syntax
    names: str  # the URL, or the resource of an <R> tag
    line: int
    column: int
    claim: str
    link_text: str = ""
    label: str | None = None
    section: tuple[str, ...] = ()

    @property
    def found(self) -> FoundCitation:
        is_url = "://" in self.names
        return FoundCitation(
            self.syntax,
            self.names if is_url else None,
            None if is_url else self.names,
            self.label,
            self.line,
            self.column,
            self.section,
            self.claim,
            self.link_text,
        )


@dataclass(frozen=True)
class Reads:
    """What a parser says of a page's text."""

    parse: Callable[[str, str], ParsedPage]

    def cited(self, text: str) -> list[FoundCitation]:
        return list(self.parse("risks/p", text).citations)

    def problems(self, text: str) -> list[tuple[int | None, str]]:
        return list(self.parse("risks/p", text).problems)
