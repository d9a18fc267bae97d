"""A wiki's pages and the citations found in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from citewiki.domain.sources import SourceId


class Syntax(StrEnum):
    """How a citation is written in its page."""

    LINK = "link"  # [text](url) and [text][label]
    AUTOLINK = "autolink"  # <https://…>
    BARE_URL = "bare_url"
    FOOTNOTE = "footnote"  # [^label], with its definition's URL
    RESOURCE_TAG = "resource_tag"  # <R id="…">text</R>
    ATTRIBUTE = "attribute"  # href= of an HTML or JSX element
    PROPERTY = "property"  # url: "…" in an object of a JSX expression
    FRONT_MATTER = "front_matter"  # source: https://…
    IDENTIFIER = "identifier"  # arXiv:2401.02843, doi:10.1000/182
    CITE_TEMPLATE = "cite_template"  # {{cite web|…}}, {{doi|…}} outside of a <ref>
    SHORT_CITE = "short_cite"  # {{sfn|Smith|2020}}
    CITATION_KEY = "citation_key"  # [@key]


class FoundCitation(NamedTuple):
    """One citation as the parser found it; exactly one of `url` and `resource` is set.

    `url` is as written in the page, entities and escapes decoded; for an identifier the address
    it resolves at. `resource` is the id of an `<R>` tag: a resource id or a stable id. `label` is
    a footnote's or reference's. `line` and `column` count from 1 (columns in characters) and
    point at the citation itself: for a footnote the place of use, not the definition. `section`
    is the path of headings above it, outermost first. `claim` is what the citation supports, as
    plain text: the sentence, with the list that it introduces; the table cell with its row and
    column heads, or the row where the cell only names the source; the block above a line that
    only says "Source: …".

    A tuple: a wiki has tens of thousands, and pages are read in other processes too.
    """

    syntax: Syntax
    url: str | None
    resource: str | None
    label: str | None
    line: int
    column: int
    section: tuple[str, ...]
    claim: str
    link_text: str


@dataclass(frozen=True, slots=True)
class PageProblem:
    """Something in a page that a person should see; `line` counts from 1, None for the whole."""

    page_id: str
    line: int | None
    what: str


class FaultKind(StrEnum):
    """What can be wrong in a page's own text."""

    NOTE_UNDEFINED = "note_undefined"  # [^1] without a definition
    NOTE_UNUSED = "note_unused"
    LABEL_TWICE = "label_twice"  # of a footnote or a reference, with another target
    BAD_URL = "bad_url"  # a link that no browser should or could follow
    MARKUP = "markup"  # front matter, tables, sizes


@dataclass(frozen=True, slots=True)
class PageFault:
    """One thing that is wrong in a page's text; `line` and `column` count from 1, None for the
    whole page. `what` is a sentence without its page and line."""

    kind: FaultKind
    line: int | None
    column: int | None
    what: str


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """What a parser reads out of one page's text. `words` counts those of its running text and
    tables, without headings, code and footnotes; `notes` has the footnotes' by label."""

    title: str | None
    entity_type: str | None
    entity_id: str | None
    quality: float | None
    importance: float | None
    last_edited: str | None
    citations: tuple[FoundCitation, ...]
    faults: tuple[PageFault, ...] = ()
    words: int = 0
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[tuple[int | None, str], ...]:
        """The faults as (line, sentence)."""
        return tuple((fault.line, fault.what) for fault in self.faults)


@dataclass(frozen=True, slots=True)
class WikiPage:
    """A page of the wiki: `id` is its path below the wiki folder without the ending.

    `quality` and `importance` are the wiki's own figures (0-100), None where it gives none;
    `last_edited` is as the page has it. `content_hash` (sha256 hex) is of the file's bytes,
    and of those of the bibliographies that it names.
    """

    id: str
    title: str
    type: str | None
    quality: float | None
    importance: float | None
    last_edited: str | None
    content_hash: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation whose source is known: what the store keeps and `citations --json` prints."""

    page_id: str
    page_title: str
    source_id: SourceId
    url: str
    syntax: Syntax
    label: str | None
    line: int
    column: int
    section: tuple[str, ...]
    claim: str
    link_text: str


@dataclass(frozen=True, slots=True)
class CitingPage:
    """A page that cites a source, and how many times."""

    page: WikiPage
    citations: int
