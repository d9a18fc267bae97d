"""Which venue a URL belongs to: the most specific rule wins, and can be named."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citewiki.domain.platforms import author_elsewhere, settled
from citewiki.domain.urls import decoded_path, host_of, host_path_query
from citewiki.domain.venues import Venue, VenueOrigin, VenueRule
from citewiki.domain.wrappers import MAX_DEPTH, may_wrap, unwrap

_ORIGIN_RANK = {VenueOrigin.EDITOR: 0, VenueOrigin.IMPORT: 1, VenueOrigin.STARTER: 2}
_SHORT = {"doi:": "doi.org/", "arxiv:": "arxiv.org/abs/", "github:": "github.com/"}
"""What a rule may be written with instead of a host: a DOI prefix, an arXiv category, a GitHub
organisation."""
_DOI = re.compile(r"doi:\s*(?=10\.\d{4,9}/)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a URL leads as far as venues go: host and path, lower-case, after every wrapper and
    with one spelling for each author of a shared platform; `wrappers` outermost first."""

    host: str
    path: str
    wrappers: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.host}{self.path}"


@dataclass(frozen=True, slots=True)
class VenueMatch:
    """A venue's id and the rule by which an address is its."""

    venue_id: str
    rule: VenueRule


def address_of(url: str) -> Address | None:
    """None for what is no web address, and for one with a user name in it."""
    wrappers: tuple[str, ...] = ()
    while True:
        found = host_path_query(_DOI.sub("https://doi.org/", url, count=1))
        if found is None:
            return None
        host, path, query = found
        inner = None
        if may_wrap(host) and len(wrappers) < MAX_DEPTH:
            inner = unwrap(host, path, query)
        if inner is None:
            return Address(*settled(host, decoded_path(path).lower()), wrappers)
        url, wrappers = inner[0], (*wrappers, inner[1])


class VenueIndex:
    """The rules of a registry, ready to match thousands of URLs.

    The longest host wins, then the longest path, then an editor's rule before an import's
    before the starter registry's, then the venue's id.
    """

    def __init__(self, venues: Iterable[Venue]) -> None:
        self._by_host: dict[str, list[tuple[str, VenueMatch]]] = {}
        for venue in venues:
            for rule in venue.rules:
                host, path = settled(rule.domain, rule.path)
                self._by_host.setdefault(host, []).append((path, VenueMatch(venue.id, rule)))
        for rules in self._by_host.values():
            rules.sort(key=lambda r: (-len(r[0]), _ORIGIN_RANK[r[1].rule.origin], r[1].venue_id))

    def match(self, url: str) -> VenueMatch | None:
        """The venue and the rule that says so, or None."""
        address = address_of(url)
        return next(self.matches(address), None) if address is not None else None

    def matches(self, address: Address) -> Iterator[VenueMatch]:
        """Every rule that the address falls under, the one that wins first."""
        labels = address.host.split(".")
        for start in range(len(labels)):
            yield from self._on(".".join(labels[start:]), address.path)
            if start == 0 and (other := author_elsewhere(address.host, address.path)) is not None:
                yield from self._on(*other)

    def _on(self, host: str, path: str) -> Iterator[VenueMatch]:
        for prefix, match in self._by_host.get(host, ()):
            if not prefix or _below(path, prefix):
                yield match


def _below(path: str, prefix: str) -> bool:
    if not path.startswith(prefix.rstrip("*")):
        return False
    return prefix.endswith("*") or len(path) == len(prefix) or path[len(prefix)] == "/"


def parse_rule(text: str, origin: VenueOrigin) -> VenueRule | None:
    """A rule as a registry writes it, or None for what names no host: "openai.com",
    "nature.com/articles", "doi:10.1038", "doi:10.1016/j.artint*", "arxiv:hep-th",
    "github:openai", "author.substack.com"."""
    text = text.strip().lower().removeprefix("https://").removeprefix("http://")
    for short, whole in _SHORT.items():
        if text.startswith(short):
            text = f"{whole}{text.removeprefix(short)}"
            if text == whole:
                return None
    host, slash, path = text.partition("/")
    host = host_of(f"https://{host}") or ""
    if "." not in host:
        return None
    return VenueRule(host, f"{slash}{path}".rstrip("/"), origin)
