"""The phrases that a card says in every format."""

from datetime import datetime

from citewiki.domain.cards import Card
from citewiki.domain.credibility import Basis
from citewiki.domain.extraction import ReadOutcome
from citewiki.domain.notices import GRAVE, Notice, NoticeKind
from citewiki.domain.snapshots import Capture
from citewiki.domain.sources import CONFIDENT, Field, FieldValue, Origin
from citewiki.domain.times import iso
from citewiki.export.card_json import importance

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(at: datetime) -> str:
    """E.g. "Mar 15, 2026", whatever the locale."""
    return f"{_MONTHS[at.month - 1]} {at.day}, {at.year}"


def size(count: int) -> str:
    """Bytes as people read them: "98 KB"."""
    if count < 1_024:
        return f"{count} bytes"
    if count < 1_048_576:
        return f"{count / 1_024:,.0f} KB"
    return f"{count / 1_048_576:,.1f} MB"


def basis(card: Card) -> str:
    """Where the rating comes from."""
    given = card.credibility
    match given.basis:
        case Basis.VENUE:
            return f"Rating inherited from publication venue: {given.venue_name}"
        case Basis.OVERRIDE:
            when = f" on {day(given.at)}" if given.at else ""
            return f"Rated by {given.by}{when}: {given.because}"
        case Basis.NONE:
            return "Not rated: neither the source nor its venue has a rating"


def notices(card: Card) -> list[str]:
    """What was published about the work since: "RETRACTED 2021-03-04: … (from whom)"."""
    return [f"{_loud(one)} ({one.origin})" for one in card.notices]


def signals(card: Card) -> list[str]:
    """What is known beside the rating, and from where; without the notices, which stand first."""
    told = {kind.value for kind in NoticeKind}
    return [f"{one.sentence} ({one.source})" for one in card.signals if one.name not in told]


def _loud(one: Notice) -> str:
    if one.kind not in GRAVE:
        return one.sentence
    first, blank, rest = one.sentence.partition(" ")
    return f"{first.rstrip(':').upper()}{':' if first.endswith(':') else ''}{blank}{rest}"


def metadata(card: Card) -> list[str]:
    """Importance, subtype and purpose, as far as they are known."""
    weight = importance(card.source)
    known = card.source.fields.get(Field.IMPORTANCE)
    guess = ", suggested" if known is not None and known.origin is Origin.DERIVED else ""
    found = [f"Importance: {weight}/100{guess}"] if weight is not None else []
    return found + [
        text for f in (Field.SUBTYPE, Field.PURPOSE) if (text := card.source.text(f)) is not None
    ]


def content_line(card: Card) -> list[str]:
    """How, when and how large the cached content is, and what to know before one trusts it."""
    snapshot = card.snapshot
    if snapshot is None:
        return []
    when = day(snapshot.original_at or snapshot.at)
    if snapshot.how is Capture.ATTACHED:
        found = [f"Attached by {snapshot.by or 'somebody'} {day(snapshot.at)}"]
    elif snapshot.how is Capture.ARCHIVE:
        found = [f"Archived by {snapshot.by or 'an archive'} on {when}"]
    else:
        found = [f"HTTP {snapshot.http_status}", f"Fetched {when}"]
    found.append(size(snapshot.body.size))
    if snapshot.note:
        found.append(snapshot.note)
    if snapshot.read is ReadOutcome.PARTIAL and snapshot.detail:
        found.append(snapshot.detail)
    return found


def cited_by(card: Card) -> str:
    """The heading of the table of citing pages."""
    n = len(card.cited_by)
    return f"Cited by {n} page{'' if n == 1 else 's'}"


def page_type(kind: str | None) -> str:
    """A page's type as a reader sees it: "research-area" is "Research Area"."""
    return " ".join(part.capitalize() for part in (kind or "").replace("_", "-").split("-"))


def quality(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def more(card: Card) -> str:
    """The line under a preview that was cut."""
    text = card.snapshot.text if card.snapshot is not None else None
    return f"... (truncated, {size(text.size)} total)" if text is not None else ""


def reviewed(card: Card) -> str | None:
    """What the newest review says."""
    one = card.review
    if one is None:
        return None
    since = "; the text has changed since" if card.changed_since_review else ""
    note = f": {one.note}" if one.note else ""
    return f"Reviewed by {one.by} {day(one.at)}: {one.outcome.value}{note}{since}"


def whence(value: FieldValue) -> str:
    """Where a value came from, by whom, how sure and when; an extraction's `by` is the place in
    the page, and one too unsure to be shown as fact is called a guess."""
    found = [value.origin.value]
    if value.by:
        found.append(value.by)
    if value.origin in (Origin.EXTRACTED, Origin.DERIVED):
        sure = "sure" if value.confidence >= CONFIDENT else "a guess"
        found.append(f"{sure} {value.confidence:.2f}")
    if value.at:
        found.append(iso(value.at))
    return ", ".join(found)
