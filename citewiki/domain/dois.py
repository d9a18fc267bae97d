"""DOIs: in an address, as doi.org and publishers write it, and as a name among other texts."""

import re
from urllib.parse import unquote

from citewiki.domain.urls import canonicalize, host_and_path, is_cut

_RESOLVED = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_WHOLE = re.compile(r"10\.\d{4,9}/[!-~]{1,500}")
_NAME = r"(?P<doi>10\.\d{4,9}/[^?#]+?)"
_RESOLVER = re.compile(rf"/{_NAME}")
_ATYPON = re.compile(
    rf"/doi/(?:abs/|full/|fullHtml/|pdf/|epdf/|epub/|pdfdirect/|10\.0/)?{_NAME}"
)  # the software of most large publishers
_SPRINGER = re.compile(rf"/(?:article|chapter|book|content/pdf)/{_NAME}(?:\.pdf)?")
_PREPRINT = re.compile(rf"/content/{_NAME}(?:v\d+)?(?:\.(?:full|abstract))?(?:\.pdf|-text)?")
_NATURE = re.compile(r"/articles/(?P<id>[ds]\d{5}-\d{3}-\d{4,6}-[0-9a-z]|nature\d{4,6})(?:\.pdf)?")

_SHAPES = {
    "doi.org": _RESOLVER,
    "dl.acm.org": _ATYPON,
    "journals.sagepub.com": _ATYPON,
    "journals.uchicago.edu": _ATYPON,
    "onlinelibrary.wiley.com": _ATYPON,
    "pnas.org": _ATYPON,
    "pubs.acs.org": _ATYPON,
    "pubsonline.informs.org": _ATYPON,
    "science.org": _ATYPON,
    "tandfonline.com": _ATYPON,
    "link.springer.com": _SPRINGER,
    "biorxiv.org": _PREPRINT,
    "medrxiv.org": _PREPRINT,
    "nature.com": _NATURE,
}


def doi_in(url: str) -> str | None:
    """The DOI, in lower case, of the work at this URL; None where it does not show one."""
    page = canonicalize(url)
    parts = host_and_path(page) if page is not None and not is_cut(url) else None
    if parts is None:
        return None
    host, path = parts
    shape = _SHAPES.get(host)
    found = shape.fullmatch(path) if shape is not None else None
    if found is None:
        return None
    return f"10.1038/{found['id']}" if shape is _NATURE else doi_name(unquote(found["doi"]))


def doi_name(text: str) -> str | None:
    """A DOI as it is compared: without a resolver's address, in lower case (DOI names are
    case-insensitive, DOI Handbook 2.4); None for a text that is none."""
    name = _RESOLVED.sub("", text.strip()[:600])
    return name.lower() if _WHOLE.fullmatch(name) else None


def arxiv_doi(arxiv_id: str) -> str:
    """The DOI that arXiv gives a paper, whatever its version."""
    return f"10.48550/arxiv.{arxiv_id.lower()}"
