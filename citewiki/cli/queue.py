"""`citewiki queue`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.queues import MEANT, Queued, QueueName
from citewiki.export.source_rows import row_json


@click.command(
    "queue",
    epilog=examples("citewiki queue", "citewiki queue changed --limit 20 --json"),
)
@click.argument(
    "name", metavar="[NAME]", required=False, type=click.Choice([q.value for q in QueueName])
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True,
              help="So many lines of a queue at most.")  # fmt: skip
@json_option
@pass_context
def command(context: Context, name: str | None, limit: int, as_json: bool) -> None:
    """What needs a person: how much is in each queue, or one queue, the weightiest first.

    The weight is importance x citing pages x staleness x open problems; each line says its own.
    """
    if name is None:
        _overview(context, as_json)
    else:
        _queue(context, QueueName(name), limit, as_json)


def _overview(context: Context, as_json: bool) -> None:
    from citewiki.usecases.queues import counts, proposed

    with context.open(read_only=True) as ports:
        found = counts(ports, proposed(ports))
        snoozed = ports.library.queues.snoozed(ports.clock.now())
    if as_json:
        output.document(
            {
                "queues": [
                    {"name": one.value, "meaning": MEANT[one], "sources": n}
                    for one, n in found.items()
                ],
                "snoozed": [
                    {"id": s.source_id, "title": s.title, "until": str(s.until), "by": s.by}
                    for s in snoozed
                ],
            }
        )
        return
    output.table(
        ("QUEUE", "SOURCES", ""), [(one.value, str(n), MEANT[one]) for one, n in found.items()], 2
    )
    for one in snoozed:
        output.line(f"snoozed until {one.until} by {one.by}: {one.title} ({one.source_id})")


def _queue(context: Context, name: QueueName, limit: int, as_json: bool) -> None:
    from citewiki.usecases.queues import proposed, queue

    with context.open(read_only=True) as ports:
        merges = proposed(ports) if name in (QueueName.ALL, QueueName.MERGES) else {}
        total, lines = queue(ports, name, merges, limit=limit)
    if as_json:
        items = [_json(line, merges.get(line.row.id)) for line in lines]
        output.document({"queue": name.value, "sources": total, "items": items})
        return
    for line in lines:
        output.line(f"{line.row.id}  {line.row.title}")
        output.line(f"    {line.need.explain()}")
        if into := merges.get(line.row.id):
            output.line(f"    citewiki merge {line.row.id} {into}")
    output.line(f"{len(lines)} of {total}: {MEANT[name]}")


def _json(line: Queued, into: str | None) -> dict[str, object]:
    return {
        **row_json(line.row),
        "problems": list(line.need.problems.words),
        "waiting_days": line.need.waiting_days,
        "weight": line.need.weight,
        "why": line.need.explain(),
        "merge_into": into,
    }
