"""What a link in a page may lead to: a web address, or a place in the wiki itself."""

import re
from functools import lru_cache

from citewiki.domain.urls import canonicalize, is_cut

_UNSAFE = re.compile(r"\s*(?:javascript|vbscript|data|file|blob):", re.IGNORECASE)
_MISSPELT = re.compile(r"\s*(?:h{0,2}t{1,3}p{1,2}s?(?::/|//)|https?[:;,.])", re.IGNORECASE)
_NO_SCHEME = re.compile(r"(?:www\.|//www\.)[\w-]+\.\w", re.IGNORECASE)


@lru_cache(maxsize=4096)  # a wiki cites its sources again and again
def why_bad(url: str) -> str | None:
    """What is wrong with a link's target, as the rest of a sentence; None for nothing.

    A path, a fragment or an address of another kind (mailto:) is the wiki's own affair.
    """
    if url.lower().startswith(("http://", "https://")):
        return _why_no_address(url)
    if _UNSAFE.match(url):
        return "would run or open something on the reader's machine"
    if _MISSPELT.match(url):
        return "is misspelt: a web address begins with https://"
    if _NO_SCHEME.match(url):
        return "lacks its https://"
    return None


def _why_no_address(url: str) -> str | None:
    if canonicalize(url) is None:
        return "is no web address that a browser could open"
    if is_cut(url):
        return "ends inside a parenthesis: it seems to be cut"
    return None
