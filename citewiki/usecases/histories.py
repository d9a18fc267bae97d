"""A source's history in sentences: who did what, when and why."""

from dataclasses import dataclass
from datetime import datetime

from citewiki.domain.credibility import LABELS
from citewiki.domain.editorial import Event, EventKind
from citewiki.domain.outcomes import SENTENCES, Outcome
from citewiki.domain.snapshots import Attempt, Capture, Snapshot
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line; `by` is None for the program itself."""

    at: datetime
    by: str | None
    what: str


def history(ports: Ports, source_id: SourceId) -> list[HistoryLine]:
    """Newest first."""
    library = ports.library
    source = library.sources.get(source_id)
    lines = [
        _told(event)
        for event in library.editorial.events(source_id=source_id, limit=1_000)
        if event.kind is not EventKind.REGISTERED
    ]
    snapshots = library.snapshots.of(source_id)
    lines += [_captured(one) for one in snapshots if one.how is not Capture.ATTACHED]
    brought = {one.attempt_id for one in snapshots}
    lines += [_tried(one) for one in library.snapshots.attempts(source_id) if one.id not in brought]
    # the last of those of one moment
    lines.append(HistoryLine(source.first_seen_at, None, f"registered as {source.url}"))
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _captured(snapshot: Snapshot) -> HistoryLine:
    how = "took from an archive" if snapshot.how is Capture.ARCHIVE else "fetched"
    status = f", HTTP {snapshot.http_status}" if snapshot.http_status else ""
    read = "" if snapshot.readable else f"; {snapshot.detail or 'no text'}"
    return HistoryLine(
        snapshot.at,
        None,
        f"{how} version {snapshot.id}: {snapshot.media_type}, "
        f"{snapshot.body.size:,} bytes{status}{read}",
    )


def _tried(attempt: Attempt) -> HistoryLine:
    what = attempt.detail or SENTENCES[attempt.outcome]
    if attempt.outcome is Outcome.NOT_MODIFIED:
        what = "nothing has changed since"
    status = f" (HTTP {attempt.http_status})" if attempt.http_status else ""
    void = " [void: the network was down]" if attempt.void else ""
    return HistoryLine(attempt.at, None, f"fetch: {attempt.outcome.value}{status}: {what}{void}")


def _told(event: Event) -> HistoryLine:
    undone = " [taken back]" if event.undone_by is not None else ""
    undoes = "took back: " if event.undoes is not None else ""
    by = None if event.kind is EventKind.LINK_STATE else event.by
    return HistoryLine(event.at, by, f"{undoes}{tell(event)}{undone}")


def tell(event: Event) -> str:
    """What an event did, in words."""
    before, after = event.before, event.after
    match event.kind:
        case EventKind.EDITED:
            return "; ".join(
                f"{name.replace('_', ' ')}: {_short(before.get(name))} → {_short(value)}"
                for name, value in after.items()
            )
        case EventKind.RATED | EventKind.VENUE_RATED:
            of = f" venue {event.venue_id}" if event.kind is EventKind.VENUE_RATED else ""
            if after.get("rating") is None:
                reason = f", because: {after['because']}" if after.get("because") else ""
                return f"rating{of}: {_rating(before)} → back to the venue's{reason}"
            return (
                f"rated{of}: {_rating(before)} → {_rating(after)}, because: {after.get('because')}"
            )
        case EventKind.REVIEWED:
            note = f": {after['note']}" if after.get("note") else ""
            version = after.get("snapshot_id") or "(none)"
            return f"reviewed version {version}: {after.get('outcome')}{note}"
        case EventKind.ANNOTATED:
            return f"noted on {_short(after.get('quote'))}: {_short(after.get('note'))}"
        case EventKind.ATTACHED:
            note = f" ({after['note']})" if after.get("note") else ""
            return f"attached {after.get('file')} as version {after.get('snapshot_id')}{note}"
        case EventKind.LINK_STATE:
            return f"link: {before.get('link_state')} → {after.get('link_state')}"
        case _:
            told = {name: value for name, value in after.items() if not name.endswith("_id")}
            said = "; ".join(f"{name}: {_short(value)}" for name, value in told.items())
            return f"{event.kind.value.replace('_', ' ')}{': ' if said else ''}{said}"


def _rating(said: dict[str, object]) -> str:
    rating = said.get("rating")
    return f"{rating}/5 {LABELS[rating]}" if isinstance(rating, int) else "the venue's"


def _short(value: object) -> str:
    if value is None:
        return "none"
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"“{text if len(text) <= 120 else text[:119] + '…'}”"
