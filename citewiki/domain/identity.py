"""Who a source is: its ids, the ways to name it, and resolving many names at once."""

import hashlib
import re
from dataclasses import dataclass, field

from citewiki.domain.errors import UsageError
from citewiki.domain.urls import canonicalize

_RESOURCE_ID = re.compile(r"[0-9a-f]{16}")
_STABLE_ID = re.compile(r"[0-9A-Za-z]{10}")


def resource_id(url: str) -> str:
    """The id of a source first cited under this URL: 16 hex digits."""
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_resource_id(text: str) -> bool:
    return _RESOURCE_ID.fullmatch(text) is not None


def is_stable_id(text: str) -> bool:
    return _STABLE_ID.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A person's name for a source; exactly one of the three is set."""

    resource: str | None = None
    stable: str | None = None
    url: str | None = None

    def __str__(self) -> str:
        return self.resource or self.stable or self.url or ""


def parse_source_ref(text: str) -> SourceRef:
    """Read a SOURCE argument: a resource id, a stable id or a URL in any spelling.

    Raises UsageError for what is none of these.
    """
    text = text.strip()
    if is_resource_id(text.lower()):
        return SourceRef(resource=text.lower())
    if is_stable_id(text):
        return SourceRef(stable=text)
    if "." in text and canonicalize(text) is not None:
        return SourceRef(url=text)
    raise UsageError(
        f"{text!r} names no source: give a resource id (16 hex digits), "
        "a stable id (10 letters or digits) or a URL"
    )


@dataclass(slots=True)
class UrlIndex:
    """Every name under which a store's sources are known, for resolving thousands of them.

    `exact` is raw URL -> id, `canonical` canonical URL -> id of the source registered first,
    `ids` resource and stable ids -> id.
    """

    exact: dict[str, str] = field(default_factory=dict)
    canonical: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def by_url(self, url: str) -> str | None:
        """The source of this URL: its exact record first, then one that canonicalises alike."""
        found = self.exact.get(url)
        if found is None:
            canonical = canonicalize(url)
            found = self.canonical.get(canonical) if canonical is not None else None
        return found

    def by_id(self, text: str) -> str | None:
        """The source with this resource id or stable id."""
        return self.ids.get(text)

    def add(self, source_id: str, stable_id: str, url: str, canonical_url: str | None) -> None:
        """Note a source just registered."""
        self.exact.setdefault(url, source_id)
        if canonical_url is not None:
            self.canonical.setdefault(canonical_url, source_id)
        self.ids.setdefault(source_id, source_id)
        self.ids.setdefault(stable_id, source_id)
