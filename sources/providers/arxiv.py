"""arXiv: abstract pages, PDFs and every version, by the Atom API of export.arxiv.org.

Format: https://info.arxiv.org/help/api/user-manual.html. The newest version is asked for,
whichever is cited: a withdrawal is a version of its own.
"""

import re
from typing import Any
from urllib.parse import quote

from citewiki.domain.errors import UnreadableAnswer
from citewiki.domain.providers import ProviderRecord
from citewiki.domain.sources import SourceType
from citewiki.domain.urls import canonicalize
from citewiki.ports.providers import ProviderRequest
from sources.extract.dates import normalise
from sources.providers.texts import ABSTRACT_CHARS, doi, line, names
from sources.providers.xml_answers import read_xml

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_PAGE = re.compile(r"https://arxiv\.org/abs/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})")
_ID = re.compile(r"https?://arxiv\.org/abs/(?P<id>[\w.-]+(?:/\d{7})?)(?P<version>v\d{1,4})")
_SUBJECT = re.compile(r"\.[A-Z]{2}/")
_WITHDRAWN = re.compile(
    r"(?:this|the) (?:paper|article|submission|manuscript|preprint|work|e-?print)"
    r" (?:has been|was|is)(?: (?:\w+ly|now))? withdrawn\b",
    re.IGNORECASE,
)


class Arxiv:
    """Implements ports.Provider."""

    name = "arxiv"

    def recognise(self, url: str) -> ProviderRequest | None:
        work = id_in(url)
        if work is None:
            return None
        asked = f"https://export.arxiv.org/api/query?id_list={quote(work)}&max_results=1"
        return ProviderRequest(self.name, work, asked, "application/atom+xml")

    def parse(self, work: str, body: bytes) -> ProviderRecord:
        entry = read_xml(body).find(f"{_ATOM}entry")
        if entry is None:
            raise UnreadableAnswer(f"arXiv knows no {work}")
        said_id = _text(entry, f"{_ATOM}id") or ""
        if "/api/errors" in said_id:  # arXiv reports an error as a paper of that name, HTTP 200
            said = line(_text(entry, f"{_ATOM}summary"), 200)
            raise UnreadableAnswer(f"arXiv reports an error: {said or 'it does not say which'}")
        found = _ID.fullmatch(said_id)
        if found is None or found["id"] != work:
            raise UnreadableAnswer(f"the answer is not about arXiv's {work}")
        abstract = line(_text(entry, f"{_ATOM}summary"), ABSTRACT_CHARS)
        comment = line(_text(entry, f"{_ARXIV}comment"))
        return ProviderRecord(
            title=line(_text(entry, f"{_ATOM}title")),
            authors=names(one.text for one in entry.iterfind(f"{_ATOM}author/{_ATOM}name")),
            published=normalise(_text(entry, f"{_ATOM}published") or ""),
            type=SourceType.PAPER,
            abstract=abstract,
            doi=doi(_text(entry, f"{_ARXIV}doi")),
            arxiv_id=work,
            version=found["version"],
            withdrawal=withdrawal(abstract, comment),
        )


def id_in(url: str) -> str | None:
    """The id, without version, of the paper at this URL; None where it is none of arXiv's."""
    page = _PAGE.fullmatch(canonicalize(url) or "")
    # "math.GT/0309136": old papers are known without their subject class
    return _SUBJECT.sub("/", page[1]) if page else None


def withdrawal(abstract: str | None, comment: str | None) -> str | None:
    """The words by which a paper is withdrawn: arXiv has no field for it, but a custom of
    saying so in the comment or at the start of the abstract."""
    if comment and (comment.lower().startswith("withdrawn") or _WITHDRAWN.search(comment)):
        return comment
    if abstract and _WITHDRAWN.match(abstract):
        return line(abstract, 500)
    return None


def _text(entry: Any, name: str) -> str | None:
    found: str | None = entry.findtext(name)
    return found
