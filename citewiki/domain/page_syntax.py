"""In which syntax a wiki's page is written: told by its file's ending, or by a setting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from citewiki.domain.errors import UsageError


class PageSyntax(StrEnum):
    """The syntaxes that are read."""

    MARKDOWN = "markdown"  # CommonMark with GitHub's tables and footnotes, and MDX
    PANDOC = "pandoc"  # and Quarto
    MEDIAWIKI = "mediawiki"
    HTML = "html"


ENDINGS: Mapping[str, PageSyntax] = {
    ".mdx": PageSyntax.MARKDOWN,
    ".md": PageSyntax.MARKDOWN,  # Pandoc's where a bibliography is named
    ".qmd": PageSyntax.PANDOC,
    ".wiki": PageSyntax.MEDIAWIKI,
    ".mediawiki": PageSyntax.MEDIAWIKI,
    ".wikitext": PageSyntax.MEDIAWIKI,
    ".html": PageSyntax.HTML,
    ".htm": PageSyntax.HTML,
}
"""By ending; of two files of one page the ending that stands first here is read."""

LEFT_OUT = "none"


@dataclass(frozen=True, slots=True)
class PageSyntaxes:
    """Which files are pages and how each is read. `given` goes before what their endings say;
    None leaves files with an ending out."""

    given: Mapping[str, PageSyntax | None] = field(default_factory=dict)

    def of(self, name: str) -> PageSyntax | None:
        """A file's syntax by its name; None for what is no page."""
        for ending in self.endings:
            if name.endswith(ending):
                return self.given.get(ending) or ENDINGS.get(ending)
        return None

    def is_given(self, name: str) -> bool:
        """Whether a setting says how this file is read."""
        return any(name.endswith(ending) for ending in self.given)

    @property
    def endings(self) -> tuple[str, ...]:
        """What a page's file ends in."""
        known = {**ENDINGS, **self.given}
        return tuple(ending for ending in known if self.given.get(ending, ENDINGS.get(ending)))


def parse_syntaxes(setting: str) -> PageSyntaxes:
    """The setting page_syntax: ".md=pandoc, .txt=mediawiki, .html=none". Raises UsageError."""
    given: dict[str, PageSyntax | None] = {}
    for part in filter(None, (one.strip() for one in setting.split(","))):
        ending, _, name = (one.strip().lower() for one in part.partition("="))
        choices = [*(one.value for one in PageSyntax), LEFT_OUT]
        if not ending.startswith(".") or len(ending) < 2 or name not in choices:
            raise UsageError(
                f"page_syntax: {part!r} is not like .md=pandoc; the syntaxes are "
                f"{', '.join(choices)}"
            )
        given[ending] = None if name == LEFT_OUT else PageSyntax(name)
    return PageSyntaxes(given)


URL_FIELDS = ("source", "sources", "reference", "references", "citations")
"""The front matter's fields in which wikis name what a page rests on. `url` and `link` are not
among them: to most site generators they are the page's own address."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a wiki is read: its files' syntaxes, the front matter's fields that cite, and
    bibliographies for every Pandoc page, as paths below the wiki's folder."""

    syntaxes: PageSyntaxes = field(default_factory=PageSyntaxes)
    fields: tuple[str, ...] = URL_FIELDS
    bibliographies: tuple[str, ...] = ()
