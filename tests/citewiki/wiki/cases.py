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


def places_of(page: ParsedPage, text: str) -> list[tuple[FoundCitation, str]]:
    """Each citation with the text that stands where it points; whatever a parser says keeps what
    FoundCitation promises."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = []
    for one in page.citations:
        assert (one.url is None) != (one.resource is None)
        assert 1 <= one.line <= len(lines)
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1
        assert not {"\x01", "\x02"} & set(one.claim + one.link_text + (one.url or ""))
        found.append((one, lines[one.line - 1][one.column - 1 :]))
    for line, _ in page.problems:
        assert line is None or 1 <= line <= len(lines)
    return found
