"""Whether a page is a discussion: then what its readers wrote is its text.

Questions with answers are none: there the comments are notes on the answers, and have their own
element names.
"""

import re
from urllib.parse import urlsplit

from lxml import etree  # type: ignore[import-untyped]

_TYPES = re.compile(r'"DiscussionForumPosting"')
_MICRODATA = re.compile(r"schema\.org/DiscussionForumPosting$")
_SOFTWARE = re.compile(
    r"discourse|phpbb|vbulletin|xenforo|mybb|smf|simple machines|invision|flarum|vanilla|nodebb",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"/(?:forums?|threads?|discussions?|showthread|showtopic|viewtopic|boards?|comments)(?:$|[/.])",
    re.IGNORECASE,
)
_HOST = re.compile(r"forums?\.|^(?:community|discuss(?:ions?)?|boards?|bbs)\.", re.IGNORECASE)


def is_thread(tree: etree._Element, url: str | None) -> bool:
    """By schema.org type, by the software that made the page, or by where it lies."""
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json" and _TYPES.search(script.text or ""):
            return True
    for meta in tree.iter("meta"):
        if meta.get("name", "").lower() == "generator" and _SOFTWARE.search(
            meta.get("content") or ""
        ):
            return True
    if any(_MICRODATA.search(kind) for kind in tree.xpath("//body//@itemtype")):
        return True
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return bool(_HOST.search(parts.netloc) or _PATH.search(parts.path))
