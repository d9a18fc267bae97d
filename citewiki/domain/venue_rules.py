"""Which venue a URL belongs to: the most specific rule wins, and can be named."""

from collections.abc import Iterable

from citewiki.domain.urls import host_and_path, host_of
from citewiki.domain.venues import Venue, VenueOrigin, VenueRule

_ORIGIN_RANK = {VenueOrigin.EDITOR: 0, VenueOrigin.IMPORT: 1, VenueOrigin.STARTER: 2}


class VenueIndex:
    """The rules of a registry, ready to match thousands of URLs.

    The longest host wins, then the longest path, then an editor's rule before an import's
    before the starter registry's, then the venue's id.
    """

    def __init__(self, venues: Iterable[Venue]) -> None:
        self._by_domain: dict[str, list[tuple[str, VenueRule]]] = {}
        for venue in venues:
            for rule in venue.rules:
                self._by_domain.setdefault(rule.domain, []).append((venue.id, rule))
        for rules in self._by_domain.values():
            rules.sort(key=lambda r: (-len(r[1].path), _ORIGIN_RANK[r[1].origin], r[0]))

    def match(self, url: str) -> tuple[str, VenueRule] | None:
        """The venue's id and the rule that says so, or None."""
        found = host_and_path(url)
        if found is None:
            return None
        host, path = found[0], found[1].lower()
        labels = host.split(".")
        for start in range(len(labels)):
            for venue_id, rule in self._by_domain.get(".".join(labels[start:]), ()):
                if not rule.path or path == rule.path or path.startswith(f"{rule.path}/"):
                    return venue_id, rule
        return None


def parse_rule(text: str, origin: VenueOrigin) -> VenueRule | None:
    """A rule as a registry writes it ("openai.com", "nature.com/articles"), or None for what
    names no host."""
    text = text.strip().lower().removeprefix("https://").removeprefix("http://")
    host, slash, path = text.partition("/")
    host = host_of(f"https://{host}") or ""
    if "." not in host:
        return None
    return VenueRule(host, f"{slash}{path}".rstrip("/"), origin)
