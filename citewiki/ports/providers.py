"""From a source's URL to what a provider of metadata knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from citewiki.domain.providers import ProviderRecord


@dataclass(frozen=True, slots=True)
class ProviderRequest:
    """A question to a provider: `work` is the work as the provider names it ("2203.02155").

    With a `json_body` it is asked by POST, else by GET.
    """

    provider: str
    work: str
    url: str
    accept: str
    json_body: bytes | None = None


class Provider(Protocol):
    """One provider of metadata: pure, without network and clock."""

    @property
    def name(self) -> str: ...

    def recognise(self, url: str) -> ProviderRequest | None:
        """The question to ask for the source at this URL; None where it is none of ours.
        Never raises."""
        ...

    def parse(self, work: str, body: bytes) -> ProviderRecord:
        """What an answer says of this work. Raises UnreadableAnswer, and nothing else, for
        bytes that are no such answer, that name another work, or that report a failure."""
        ...
