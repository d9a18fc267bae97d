"""What is known of a source beside its rating, each with where it is known from.

No signal is part of the number: it is for an editor to weigh. docs/signals.md lists them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from citewiki.domain.dois import doi_in
from citewiki.domain.duplicates import Merged
from citewiki.domain.interests import own_names
from citewiki.domain.links import LinkState
from citewiki.domain.notices import Notice
from citewiki.domain.providers import Identification
from citewiki.domain.snapshots import Snapshot
from citewiki.domain.sources import Field, Source, SourceType
from citewiki.domain.venues import Venue, VenueOrigin

_ARXIV_VERSION = re.compile(r"arxiv\.org/(?:abs|pdf|html)/[^?#]*?v(\d+)(?:\.pdf)?$", re.IGNORECASE)
_ARXIV_DOI = "10.48550/arxiv."
_SAYS = {
    VenueOrigin.EDITOR: "editors",
    VenueOrigin.IMPORT: "import",
    VenueOrigin.STARTER: "starter file",
}
_ORDER = re.compile(r"\b(primary|secondary|tertiary)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signal:
    """One fact: `source` is who or what says so, `at` since when we know (None: not told)."""

    name: str
    sentence: str
    source: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignalFacts:
    """What the signals are drawn from. `notices` are those in force, `snapshots` newest first,
    `claims` the sentences that cite the source."""

    source: Source
    venue: Venue | None
    notices: tuple[Notice, ...]
    identifications: tuple[Identification, ...]
    merged: tuple[Merged, ...]
    snapshots: tuple[Snapshot, ...]
    claims: tuple[str, ...]
    now: datetime


def signals(facts: SignalFacts) -> tuple[Signal, ...]:
    """What there is to say, in the order of `RULES`."""
    return tuple(signal for rule in RULES for signal in rule(facts))


def _notices(facts: SignalFacts) -> Iterator[Signal]:
    for one in facts.notices:
        yield Signal(one.kind.value, f"{one.sentence}.", one.origin, one.heard_at)


def _review(facts: SignalFacts) -> Iterator[Signal]:
    venue = facts.venue
    if venue is None:
        return
    if venue.peer_reviewed:
        said = f"Published where peers review: {venue.name}."
        yield Signal("peer_reviewed", said, _registry(venue))
    elif venue.kind == "preprint_server":
        said = f"A preprint: {venue.name} publishes without review."
        yield Signal("preprint", said, _registry(venue))


def _published_version(facts: SignalFacts) -> Iterator[Signal]:
    if facts.venue is None or facts.venue.kind != "preprint_server":
        return
    for one in facts.identifications:
        record = one.record
        if record is not None and record.doi and not record.doi.lower().startswith(_ARXIV_DOI):
            where = f", in {record.container}" if record.container else ""
            said = f"A published version is known: doi:{record.doi}{where}."
            yield Signal("published_version", said, one.provider, one.record_at)
            return
    for part in facts.merged:
        doi = doi_in(part.url)
        if doi is not None and not doi.startswith(_ARXIV_DOI):
            said = f"A published version is known: doi:{doi}."
            yield Signal("published_version", said, f"merged by {part.by}", part.at)
            return


def _order(facts: SignalFacts) -> Iterator[Signal]:
    """Primary, secondary or tertiary, as somebody said; an encyclopedia is tertiary by what it
    is."""
    given = facts.source.fields.get(Field.PURPOSE)
    if given is not None and (found := _ORDER.search(str(given.value))):
        order = found[1].lower()
        who = given.by or given.origin.value
        yield Signal(f"{order}_source", f"A {order} source.", who, given.at)
    elif facts.venue is not None and facts.venue.kind == "encyclopedia":
        said = "A tertiary source: an encyclopedia sums up what others found."
        yield Signal("tertiary_source", said, _registry(facts.venue))
    elif facts.source.text(Field.TYPE) == SourceType.REFERENCE:
        known = facts.source.fields[Field.TYPE]
        said = "A tertiary source: a work of reference sums up what others found."
        yield Signal("tertiary_source", said, known.by or known.origin.value, known.at)


def _interest(facts: SignalFacts) -> Iterator[Signal]:
    venue = facts.venue
    if venue is None:
        return
    titled = own_names(venue, facts.source.title)
    claims = [found for claim in facts.claims if (found := own_names(venue, claim))]
    if not titled and not claims:
        return
    names = list(dict.fromkeys((*titled, *(name for found in claims for name in found))))
    places = ["its title"] if titled else []
    if claims:
        many = f"{len(claims)} of {len(facts.claims)} claims that cite it"
        places.append(many if len(facts.claims) > 1 else "the claim that cites it")
    said = (
        f"{venue.name} is a party here: {' and '.join(places)} "
        f"{'name' if len(places) > 1 or len(claims) > 1 else 'names'} "
        f"{', '.join(names[:3])}, its own."
    )
    yield Signal("interest", said, "the venue's names in title and claims")


def _age(facts: SignalFacts) -> Iterator[Signal]:
    given = facts.source.fields.get(Field.PUBLISHED)
    if given is None or not re.match(r"\d{4}", str(given.value)):
        return
    text = str(given.value)
    years = facts.now.year - int(text[:4])
    if len(text) >= 7 and text[5:7].isdigit() and facts.now.month < int(text[5:7]):
        years -= 1  # not yet this year
    ago = f"{years} years ago" if years > 1 else "a year ago" if years == 1 else "within a year"
    if years >= 0:
        yield Signal("age", f"Published {text}, {ago}.", given.by or given.origin.value, given.at)


def _drift(facts: SignalFacts) -> Iterator[Signal]:
    texts = [one for one in reversed(facts.snapshots) if one.readable and one.text is not None]
    changed = [new for old, new in pairwise(texts) if not new.says_as(old)]
    if changed:
        times = "once" if len(changed) == 1 else f"{len(changed)} times"
        said = (
            f"Its text has changed {times} since {texts[0].at.date().isoformat()}, "
            f"last on {changed[-1].at.date().isoformat()}."
        )
        yield Signal("text_changed", said, f"versions {texts[0].id} to {changed[-1].id}",
                     changed[-1].at)  # fmt: skip


def _newer_version(facts: SignalFacts) -> Iterator[Signal]:
    cited = _ARXIV_VERSION.search(facts.source.url)
    for one in facts.identifications:
        newest = one.record.version if one.record is not None else None
        if cited and newest and newest[:1] == "v" and newest[1:].isdigit():
            if int(newest[1:]) > int(cited[1]):
                said = f"Version {cited[1]} is cited; the newest is {newest[1:]}."
                yield Signal("newer_version", said, one.provider, one.record_at)
            return


def _link(facts: SignalFacts) -> Iterator[Signal]:
    state, checked = facts.source.link_state, facts.source.link_checked_at
    if state is not LinkState.UNCHECKED and checked is not None:
        said = f"Its link is {state.value.replace('_', ' ')}, checked {checked.date().isoformat()}."
        yield Signal("link", said, "our own fetches", checked)


def _orcid(facts: SignalFacts) -> Iterator[Signal]:
    for one in facts.identifications:
        if one.record is not None and one.record.orcids:
            named = "; ".join(f"{name} {orcid}" for name, orcid in one.record.orcids[:5])
            rest = len(one.record.orcids) - 5
            more = f" and {rest} more" if rest > 0 else ""
            yield Signal("orcid", f"ORCID: {named}{more}.", one.provider, one.record_at)
            return


RULES: tuple[Callable[[SignalFacts], Iterator[Signal]], ...] = (
    _notices,
    _interest,
    _review,
    _published_version,
    _newer_version,
    _order,
    _age,
    _drift,
    _link,
    _orcid,
)


def _registry(venue: Venue) -> str:
    return f"the venue registry, by its {_SAYS[venue.origin]}"
