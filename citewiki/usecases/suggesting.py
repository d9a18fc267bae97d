"""Suggested ratings: taking over public lists, what they would rate here, and deciding."""

from collections import defaultdict
from dataclasses import dataclass

from citewiki.domain.editorial import AcceptSuggestion, Event, RefuseSuggestion
from citewiki.domain.errors import NotFound, UsageError
from citewiki.domain.suggestions import Suggestion, SuggestionIndex
from citewiki.imports import suggestions as lists
from citewiki.imports.suggestions import Columns, SuggestionList
from citewiki.ports import Ports
from citewiki.ports.library.sources import ImportCounts
from citewiki.usecases.editors import named


@dataclass(frozen=True, slots=True)
class SuggestionsReport:
    """What an import of a list did."""

    list_name: str
    rows: int
    counts: ImportCounts
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """A suggestion, and the unrated sources and citations of this wiki that it would rate."""

    suggestion: Suggestion
    sources: int
    citations: int


def import_perennial_sources(ports: Ports, content: bytes, file: str) -> SuggestionsReport:
    """Wikipedia's list of perennial sources, as wikitext. Raises InputError."""
    found = lists.read_perennial_sources(content, file, ports.clock.now())
    return _saved(ports, lists.WIKIPEDIA, found, file)


def import_domain_quality(ports: Ports, content: bytes, file: str) -> SuggestionsReport:
    """The quality of news domains by Lin et al., as CSV. Raises InputError."""
    found = lists.read_domain_quality(content, file, ports.clock.now())
    return _saved(ports, lists.DOMAIN_QUALITY, found, file)


def import_venues_csv(
    ports: Ports, content: bytes, file: str, columns: Columns, list_name: str
) -> SuggestionsReport:
    """Any CSV of hosts and figures, under a name of the editor's. Raises InputError."""
    name = list_name.strip()
    if not name:
        raise UsageError("a list needs a name, by which its suggestions are told: --list NAME")
    found = lists.read_csv(content, file, ports.clock.now(), columns, name)
    return _saved(ports, name, found, file)


def offered(ports: Ports) -> list[Offered]:
    """The suggestions that would rate something here, that on which most citations rest first."""
    reach: dict[Suggestion, list[int]] = defaultdict(lambda: [0, 0])
    index = SuggestionIndex(ports.library.suggestions.all())
    for one in ports.library.venues.standings():
        if not one.rated:
            for suggestion in index.for_url(one.url):
                reach[suggestion][0] += 1
                reach[suggestion][1] += one.citations
    found = [Offered(one, *counts) for one, counts in reach.items()]
    return sorted(found, key=lambda o: (-o.citations, -o.sources, o.suggestion.place))


def accept(
    ports: Ports,
    place: str,
    because: str,
    by: str | None,
    *,
    list_name: str | None = None,
    rating: int | None = None,
    name: str = "",
    kind: str = "website",
) -> Event:
    """Rate a place as a list suggests, or otherwise. Where several lists speak of it and none is
    named, they have to agree. Raises NotFound, UsageError."""
    editor = named(by)
    said = _of(ports, place, list_name)
    if rating is None and len({one.rating for one in said}) > 1:
        told = "; ".join(one.sentence for one in said)
        raise UsageError(f"the lists differ on {place}: {told}; name one with --from")
    change = AcceptSuggestion(said[0].list_name, place, because.strip(), rating, name, kind)
    return ports.library.editorial.apply(change, by=editor, at=ports.clock.now())


def refuse(
    ports: Ports, place: str, because: str, by: str | None, *, list_name: str | None = None
) -> list[Event]:
    """Refuse what a list suggests for a place, or what all of them do. Raises NotFound."""
    editor, at = named(by), ports.clock.now()
    return [
        ports.library.editorial.apply(
            RefuseSuggestion(one.list_name, place, because.strip()), by=editor, at=at
        )
        for one in _of(ports, place, list_name)
    ]


def _of(ports: Ports, place: str, list_name: str | None) -> list[Suggestion]:
    """What stands for a place, by list."""
    wanted = place.strip().lower()
    found = [
        one
        for one in ports.library.suggestions.all()
        if one.place == wanted and one.refused is None and list_name in (None, one.list_name)
    ]
    if not found:
        by = f"{list_name} suggests nothing" if list_name else "no list suggests anything"
        raise NotFound(f"{by} for {place!r}; `citewiki venue suggest list` has what there is")
    return found


def _saved(ports: Ports, name: str, found: SuggestionList, file: str) -> SuggestionsReport:
    if not found.suggestions:
        raise UsageError(f"{file} holds no suggestion that could be read; nothing was changed")
    counts = ports.library.suggestions.save(name, found.suggestions)
    return SuggestionsReport(name, found.rows, counts, found.problems)
