"""How far the registry of venues reaches in this store, and what to rate first."""

from collections.abc import Callable

from citewiki.domain import coverage
from citewiki.domain.coverage import Coverage, Unrated
from citewiki.domain.suggestions import SuggestionIndex
from citewiki.ports import Ports


def covered(ports: Ports) -> Coverage:
    """What is rated, what each origin's rules reach, and where they differ from an import."""
    return coverage.coverage(
        ports.library.venues.standings(), ports.library.venues.all(), _index(ports)
    )


def unrated(ports: Ports, registrable: Callable[[str], str]) -> list[Unrated]:
    """The unrated places, the one first on which most citations of important pages rest."""
    return coverage.unrated(ports.library.venues.standings(), registrable, _index(ports))


def _index(ports: Ports) -> SuggestionIndex:
    return SuggestionIndex(ports.library.suggestions.all())
