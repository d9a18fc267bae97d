"""Where a host's registrable domain begins, by the list that comes with tldextract: no network.

https://publicsuffix.org; private suffixes (github.io) count, for each name below one is somebody
else's.
"""

from functools import cache

import tldextract


@cache
def _list() -> tldextract.TLDExtract:
    return tldextract.TLDExtract(
        cache_dir=None,
        suffix_list_urls=(),
        fallback_to_snapshot=True,
        include_psl_private_domains=True,
    )


def registrable_domain(host: str) -> str:
    """ "bbc.co.uk" of "news.bbc.co.uk"; the host itself where it has no registrable domain."""
    return _list()(host).top_domain_under_public_suffix or host


def is_public_suffix(host: str) -> bool:
    """Whether anybody may register names below this one ("co.uk", "github.io")."""
    found = _list()(host)
    return found.suffix == host.lower()
