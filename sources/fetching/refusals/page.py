"""What the recognisers look at, and what they find."""

from dataclasses import dataclass, field
from functools import cached_property

import httpx

from citewiki.domain.outcomes import Outcome
from sources.fetching.refusals.markup import Markup, take_apart

LOOK = 65_536
"""Bytes of a page that stands between us and another one; the real ones need fewer."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is not the page asked for.

    `by` names the recogniser ("Cloudflare", "login page"), `evidence` what it went by.
    """

    outcome: Outcome
    by: str
    evidence: str

    @property
    def detail(self) -> str:
        return f"{self.by}: {self.evidence}"


@dataclass(frozen=True)  # no slots: what is taken apart is kept in the instance
class Page:
    """An answer with a body (of a refusal only its beginning). `asked` is the URL at the start of
    the redirects, `url` at their end."""

    asked: httpx.URL
    url: httpx.URL
    status: int
    headers: httpx.Headers
    body: bytes = field(repr=False)

    @cached_property
    def start(self) -> Markup:
        """The first LOOK bytes taken apart."""
        return take_apart(self.body[:LOOK].decode("utf-8", "replace"))

    @cached_property
    def _lower(self) -> bytes:
        return self.body[:LOOK].lower()

    def may_hold(self, sign: str) -> bool:
        """Whether its first LOOK bytes hold a sign (lower-case) anywhere: cheap, for every page is
        asked; only one that does is taken apart."""
        return sign.encode() in self._lower

    @property
    def small(self) -> bool:
        """Whether the page is no longer than a page that stands in the way."""
        return len(self.body) <= LOOK

    def shows_at_most(self, characters: int) -> bool:
        """Whether a small page shows no more than so much text."""
        return self.small and self.start.shown <= characters
