"""`citewiki show`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.fields import show_value
from citewiki.domain.notices import standing
from citewiki.domain.providers import Identification
from citewiki.domain.sources import Field
from citewiki.domain.times import iso

SHOWN_CHARS = 300


@click.command(
    "show",
    epilog=examples(
        "citewiki show 227c865a2154436e",
        "citewiki show URL --json",
        "citewiki show URL --at 2026-03-15",
    ),
)
@click.argument("source", metavar="SOURCE")
@click.option(
    "--at", "time", metavar="TIME", help="The version that was current then, with its text."
)
@json_option
@pass_context
def command(context: Context, source: str, time: str | None, as_json: bool) -> None:
    """Everything known of a source: each value with where it came from, and what lost to it."""
    from citewiki.cli.as_of import show_at
    from citewiki.export.phrases import whence
    from citewiki.usecases.showing import show

    if time is not None:
        show_at(context, source, time, as_json)
        return

    with context.open(read_only=True) as ports:
        shown = show(ports, source)
    if as_json:
        output.document(shown.as_json())
        return
    one = shown.source
    output.line(one.title)
    output.line(one.url)
    for url in one.urls:
        if url.raw != one.url:
            output.line(f"  also: {url.raw}")
    output.line(f"id {one.id}, stable id {one.stable_id}, revision {shown.revision}")
    if one.truncated:
        output.line("its URL was cut when it was imported: find the whole one")
    for part in shown.merged:
        output.line(f"merged into it: {part.id} {part.url} (by {part.by}, {iso(part.at)})")
    for other in shown.duplicates:
        output.line(f"possible duplicate: {other}")
    output.line()
    for field in Field:
        best = one.fields.get(field)
        for value in (*([best] if best else []), *one.candidates.get(field, ())):
            mark = "*" if value is best else " "
            output.line(
                f"{mark} {field.value}: {_short(show_value(value.value))}  ({whence(value)})"
            )
    given = shown.credibility
    if given.rating is not None:
        output.line(
            f"rating: {given.rating}/5 {given.label} ({given.basis.value}: {given.because})"
        )
    stands = standing(shown.notices)
    for notice in shown.notices:
        lifted = "" if notice in stands else "  [lifted]"
        output.line(f"notice: {notice.sentence}  ({notice.origin}){lifted}")
    for signal in shown.signals:
        output.line(f"signal {signal.name}: {signal.sentence} ({signal.source})")
    checked = f", checked {iso(one.link_checked_at)}" if one.link_checked_at else ""
    output.line(f"link: {one.link_state.value}{checked}")
    for said in shown.identifications:
        for line in _identified(said):
            output.line(line)
    output.line(f"cited by {one.cited_by_count} pages")
    for snapshot in shown.snapshots:
        mark = "*" if snapshot.id == one.current_snapshot_id else " "
        output.line(
            f"{mark} version {snapshot.id}: {snapshot.how.value} {iso(snapshot.at)}, "
            f"{snapshot.media_type}, {snapshot.body.size:,} bytes, {snapshot.read.value}"
            + (f" ({snapshot.detail})" if snapshot.detail else "")
            + (f", pruned {iso(snapshot.pruned_at)[:10]}" if snapshot.pruned_at else "")
        )
    for note in shown.annotations:
        output.line(f"note by {note.by} on “{note.anchor.exact}”: {note.note}")


def _short(text: str) -> str:
    """As much of a long value as tells which it is; --json has the whole."""
    return text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS].rstrip()}…"


def _identified(said: Identification) -> list[str]:
    """What a provider knows beyond the fields, which stand with the others."""
    lines = []
    record = said.record
    if record is not None and said.record_at is not None:
        names = [
            f"arXiv {record.arxiv_id}{record.version or ''}" if record.arxiv_id else None,
            f"DOI {record.doi}" if record.doi else None,
            f"in {record.container}" if record.container else None,
        ]
        known = ", ".join(name for name in names if name) or "title and authors only"
        lines.append(f"{said.provider} knows it: {known} ({iso(said.record_at)})")
    if not said.good:
        lines.append(f"{said.provider} gave no good answer {iso(said.asked_at)}: {said.detail}")
    return lines
