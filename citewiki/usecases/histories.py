"""A source's history in sentences: who did what, when and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from citewiki.domain.editorial import Event, EventKind
from citewiki.domain.outcomes import Outcome, explained
from citewiki.domain.rubric import LABELS
from citewiki.domain.snapshots import Attempt, Capture, Snapshot
from citewiki.domain.sources import SourceId
from citewiki.domain.times import iso
from citewiki.domain.undoing import Step, step_of
from citewiki.ports import Ports
from citewiki.usecases.versions import text_changes

_ALL = 100_000  # attempts: a try a night for centuries


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line; `by` is None for the program itself.

    Of a version, `version` is the snapshot and `text_changed` whether it brought another text
    (None where it has none). `times` tries that ended alike are one line, the newest at `at`, the
    oldest at `since`.
    """

    at: datetime
    by: str | None
    what: str
    version: Snapshot | None = None
    text_changed: bool | None = None
    times: int = 1
    since: datetime | None = None


def history(ports: Ports, source_id: SourceId) -> list[HistoryLine]:
    """Newest first: what editors did, the versions, and the tries that brought none."""
    library = ports.library
    source = library.sources.get(source_id)
    snapshots = library.snapshots.of(source_id)
    changed = text_changes(snapshots)
    attached = {one.id: one for one in snapshots if one.how is Capture.ATTACHED}
    lines = []
    events = library.editorial.events(source_id=source_id, limit=1_000)
    known = {event.id: event for event in events}
    for event in events:
        if event.kind is not EventKind.REGISTERED:
            number = event.after.get("snapshot_id") if event.kind is EventKind.ATTACHED else None
            version = attached.pop(number, None) if isinstance(number, int) else None
            lines.append(_told(event, step_of(event, known), version, changed))
    lines += [
        _captured(one, changed.get(one.id))
        for one in snapshots
        if one.how is not Capture.ATTACHED or one.id in attached
    ]
    lines += _tries(library.snapshots.attempts(source_id, _ALL), snapshots)
    # the last of those of one moment
    lines.append(HistoryLine(source.first_seen_at, None, f"registered as {source.url}"))
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _captured(snapshot: Snapshot, changed: bool | None) -> HistoryLine:
    how = snapshot.how.value
    if snapshot.how is Capture.ARCHIVE:
        taken = f" of {iso(snapshot.original_at)}" if snapshot.original_at else ""
        how = f"took from {snapshot.by or 'an archive'} its copy{taken} as"
    what = f"{how} version {snapshot.id}: {_facts(snapshot, changed)}"
    by = None if snapshot.how is Capture.ARCHIVE else snapshot.by
    return HistoryLine(snapshot.at, by, what, snapshot, changed)


def _facts(snapshot: Snapshot, changed: bool | None) -> str:
    facts = [snapshot.media_type, f"{snapshot.body.size:,} bytes"]
    if snapshot.http_status:
        facts.append(f"HTTP {snapshot.http_status}")
    if changed is not None:
        facts.append("new text" if changed else "same text")
    read = "" if snapshot.readable else f"; {snapshot.detail or 'no text'}"
    pruned = f" [pruned {iso(snapshot.pruned_at)[:10]}]" if snapshot.pruned_at else ""
    return ", ".join(facts) + read + pruned


def _tries(attempts: Sequence[Attempt], snapshots: Sequence[Snapshot]) -> list[HistoryLine]:
    """The tries, newest first, that brought no version; those in a row that ended alike as one."""
    brought = {one.attempt_id for one in snapshots}
    lines = []
    for ended, group in groupby(attempts, lambda one: (one.id in brought, *_end(one))):
        if not ended[0]:
            run = list(group)
            lines.append(_tried(run[0], len(run), run[-1].at))
    return lines


def _end(attempt: Attempt) -> tuple[Outcome, int | None, str, bool]:
    return attempt.outcome, attempt.http_status, attempt.detail, attempt.void


def _tried(attempt: Attempt, times: int, since: datetime) -> HistoryLine:
    what = explained(attempt.outcome, attempt.http_status, attempt.detail)
    if attempt.outcome is Outcome.NOT_MODIFIED:
        what = "nothing has changed since"
    elif attempt.outcome is Outcome.OK:
        what = "the body is the one before"
    status = f" (HTTP {attempt.http_status})" if attempt.http_status else ""
    void = " [void: the network was down]" if attempt.void else ""
    run = f" ×{times}, {iso(since)[:10]} – {iso(attempt.at)[:10]}" if times > 1 else ""
    said = f"fetch: {attempt.outcome.value}{status}{run}: {what}{void}"
    return HistoryLine(attempt.at, None, said, times=times, since=since)


_BEGINS = {Step.DONE: "", Step.TAKEN_BACK: "took back: ", Step.DONE_AGAIN: "did again: "}
_ENDS = {
    Step.DONE: " [taken back]",
    Step.TAKEN_BACK: " [done again]",
    Step.DONE_AGAIN: " [taken back]",
}


def _told(
    event: Event, step: Step, version: Snapshot | None, texts: Mapping[int, bool]
) -> HistoryLine:
    turned = "" if event.undone_by is None else _ENDS[step]
    by = None if event.kind is EventKind.LINK_STATE else event.by
    changed = None if version is None else texts.get(version.id)
    facts = "" if version is None else f": {_facts(version, changed)}"
    what = f"{_BEGINS[step]}{tell(event)}{turned}{facts}"
    return HistoryLine(event.at, by, what, version, changed)


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
        case EventKind.MERGED:
            return f"merged {after.get('merged')} into it"
        case EventKind.SPLIT:
            return f"split {after.get('split')} from it"
        case EventKind.MERGE_REFUSED:
            said = "is not the same as" if after.get("refused") else "may be the same as"
            return f"{said} {after.get('other')}"
        case EventKind.SNOOZED:
            until = after.get("until")
            return f"left out of the queues until {until}" if until else "back in the queues"
        case EventKind.SUGGESTION_ACCEPTED:
            return (
                f"took over what {after.get('list')} suggests for {after.get('place')}: "
                f"{_rating(after)}, because: {after.get('because')}"
            )
        case EventKind.SUGGESTION_REFUSED:
            said = "refused" if after.get("refused") else "wants again"
            return (
                f"{said} what {after.get('list')} suggests for {after.get('place')}, "
                f"because: {after.get('because')}"
            )
        case EventKind.PRUNED:
            numbers = after.get("versions")
            said = ", ".join(map(str, numbers)) if isinstance(numbers, list) else "none"
            return f"pruned version{'' if ',' not in said else 's'} {said}"
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
