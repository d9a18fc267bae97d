"""Sites that give one work several addresses, and the one that stands for all of them.

A rule gets the normalised path (no trailing slash) and query and returns the canonical URL, or
None where the address is of no form that it knows: then the general rules' result stands.
"""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl

SiteRule = Callable[[str, str], str | None]

_ARXIV = re.compile(
    r"/(?:abs|pdf|html|format|ps|e-print|src)/"
    r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?"
)
_DOI = re.compile(r"/(10\.\d{4,9}/.+)")
_ARXIV_DOI = re.compile(
    r"/10\.48550/(?:arXiv|arxiv|ARXIV)\.(?P<id>\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d+)?"
)
_ACL = re.compile(
    r"(?:/anthology)?/(?:papers/\w/\w\d\d/)?(?P<id>[A-Z]\d{2}-\d{4}|\d{4}\.[\w-]+\.\d+)(?:v\d+)?(?:\.pdf)?"
)
_FORUM_POST = re.compile(r"/(?:posts|postLinks)/(?P<id>[A-Za-z0-9]{17})(?:/[^/]*)?")
_FORUM_SEQUENCE = re.compile(r"/s/[A-Za-z0-9]{17}/p/(?P<id>[A-Za-z0-9]{17})")
_YOUTUBE_ID = r"(?P<id>[A-Za-z0-9_-]{11})"
_YOUTUBE_PATH = re.compile(rf"/(?:embed|shorts|live|v)/{_YOUTUBE_ID}")
_YOUTU_BE = re.compile(rf"/{_YOUTUBE_ID}")


def _arxiv(path: str, _query: str) -> str | None:
    """Abstract, PDF, HTML and every version are one work; versions are kept as snapshots."""
    found = _ARXIV.fullmatch(path)
    return f"https://arxiv.org/abs/{found['id']}" if found else None


def _doi(path: str, query: str) -> str | None:
    """doi.org and its older names; arXiv's own DOIs name the arXiv work."""
    arxiv = _ARXIV_DOI.fullmatch(path)
    if arxiv:
        return f"https://arxiv.org/abs/{arxiv['id']}"
    found = _DOI.fullmatch(path)
    return f"https://doi.org/{found[1]}{'?' if query else ''}{query}" if found else None


def _openreview(path: str, query: str) -> str | None:
    """A paper's forum and its PDF; a comment in the forum (noteId) is part of it."""
    if path not in ("/forum", "/pdf"):
        return None
    paper = dict(parse_qsl(query)).get("id")
    return (
        f"https://openreview.net/forum?id={paper}"
        if paper and paper.isprintable() and re.fullmatch(r"[\w-]+", paper)
        else None
    )


def _acl(path: str, _query: str) -> str | None:
    """A paper's page and its PDF, on the old host and the new one."""
    found = _ACL.fullmatch(path)
    return f"https://aclanthology.org/{found['id']}" if found else None


def _forum(host: str) -> SiteRule:
    """Posts are named by their id; the slug follows the title, and a sequence only shows them."""

    def rule(path: str, query: str) -> str | None:
        found = _FORUM_POST.fullmatch(path) or _FORUM_SEQUENCE.fullmatch(path)
        if found is None or "commentId=" in query:
            return None  # a comment is a work of its own
        return f"https://{host}/posts/{found['id']}"

    return rule


def _youtube(path: str, query: str) -> str | None:
    """One video; where it starts and in which list it was met do not matter."""
    if path == "/watch":
        video = dict(parse_qsl(query)).get("v", "")
        found = re.fullmatch(_YOUTUBE_ID, video)
    else:
        found = _YOUTUBE_PATH.fullmatch(path)
    return f"https://youtube.com/watch?v={found['id']}" if found else None


def _youtu_be(path: str, _query: str) -> str | None:
    found = _YOUTU_BE.fullmatch(path)
    return f"https://youtube.com/watch?v={found['id']}" if found else None


# The Alignment Forum shows posts of LessWrong under the same id; the EA Forum has its own ids.
_LESSWRONG = _forum("lesswrong.com")
_EA_FORUM = _forum("forum.effectivealtruism.org")

SITE_RULES: dict[str, SiteRule] = {
    "arxiv.org": _arxiv,
    "export.arxiv.org": _arxiv,
    "ar5iv.org": _arxiv,
    "ar5iv.labs.arxiv.org": _arxiv,
    "doi.org": _doi,
    "dx.doi.org": _doi,
    "openreview.net": _openreview,
    "aclanthology.org": _acl,
    "aclweb.org": _acl,
    "lesswrong.com": _LESSWRONG,
    "greaterwrong.com": _LESSWRONG,
    "alignmentforum.org": _LESSWRONG,
    "forum.effectivealtruism.org": _EA_FORUM,
    "ea.greaterwrong.com": _EA_FORUM,
    "youtube.com": _youtube,
    "m.youtube.com": _youtube,
    "music.youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtu_be,
}
"""Host (lower-case, without "www.") -> rule. Each rule's result is its own canonical form."""
