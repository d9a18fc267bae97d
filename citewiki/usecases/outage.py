"""Our own network being down, told from the sites that it keeps us from."""

from citewiki.domain.links import LinkState
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

IN_A_ROW = 100
"""After so many in a row the network went down on the way. More than can be asked at one time
(the setting `concurrency`): slow dead sites are what a good run ends with."""

_DEAD = (LinkState.UNREACHABLE, LinkState.GONE)


class Answers:
    """Which of the hosts that were asked answered anything at all. `hosts` is how many there are
    to ask, where that is known: where they are few, they need not be FIRST_HOSTS."""

    def __init__(self, hosts: int = FIRST_HOSTS) -> None:
        self._enough = min(FIRST_HOSTS, max(MIN_HOSTS, hosts))
        self._silent: set[str] = set()
        self._silent_since: set[str] = set()
        self._answering: set[str] = set()

    def note(self, url: str, outcome: Outcome, before: LinkState = LinkState.UNCHECKED) -> None:
        """`before` is the link's state before: a site that was dead already says nothing of our
        network by being silent again."""
        host = host_of(url) or url
        if outcome not in NO_ANSWER:
            self._silent.discard(host)
            self._silent_since.clear()
            self._answering.add(host)
        elif before not in _DEAD:
            self._silent_since.add(host)
            if host not in self._answering:
                self._silent.add(host)

    def are_missing(self, share: float) -> bool:
        """Whether more than this share (0-1) of the hosts kept silent."""
        asked = len(self._silent) + len(self._answering)
        return asked >= MIN_HOSTS and len(self._silent) > share * asked

    def have_ended(self) -> bool:
        """Whether enough hosts were asked and none answered: from the start, or any more."""
        enough = IN_A_ROW if self._answering else self._enough
        return len(self._silent_since) >= enough

    def in_words(self) -> str:
        """What `have_ended` means, for the editor."""
        number = len(self._silent_since)
        if self._answering:
            return f"no site answers any more (the last {number} kept silent)"
        return f"none of the first {number} sites answered"
