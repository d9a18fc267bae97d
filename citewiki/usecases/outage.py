"""Our own network being down, told from the sites that it keeps us from."""

from citewiki.domain.outcomes import Outcome
from citewiki.domain.urls import host_of

NO_ANSWER = frozenset(
    {Outcome.DNS_FAILED, Outcome.CONNECT_FAILED, Outcome.TLS_FAILED, Outcome.TIMEOUT}
)
"""What our own network being down looks like."""

MIN_HOSTS = 5
"""With fewer hosts tried, one dead site is a large share and no outage."""

FIRST_HOSTS = 20
"""After so many hosts and not one answer there is no use in asking the rest."""


class Answers:
    """Which of the hosts that were asked answered anything at all."""

    def __init__(self) -> None:
        self._silent: set[str] = set()
        self._answering: set[str] = set()

    def note(self, url: str, outcome: Outcome) -> None:
        host = host_of(url) or url
        if outcome not in NO_ANSWER:
            self._silent.discard(host)
            self._answering.add(host)
        elif host not in self._answering:
            self._silent.add(host)

    def are_missing(self, share: float) -> bool:
        """Whether more than this share (0-1) of the hosts kept silent."""
        asked = len(self._silent) + len(self._answering)
        return asked >= MIN_HOSTS and len(self._silent) > share * asked

    def never_came(self) -> bool:
        """Whether enough hosts were asked, and none answered."""
        return not self._answering and len(self._silent) >= FIRST_HOSTS
