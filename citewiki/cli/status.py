"""`citewiki status`."""

from dataclasses import asdict

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.times import iso


@click.command("status", epilog=examples("citewiki status", "citewiki status --json"))
@json_option
@pass_context
def command(context: Context, as_json: bool) -> None:
    """The store in figures."""
    with context.open(read_only=True) as ports:
        totals = ports.library.upkeep.totals(ports.clock.now())
        runs = ports.library.jobs.recent(1)
    if as_json:
        output.document(asdict(totals))
        return
    output.line(f"store     {context.store}")
    output.line(f"sources   {totals.sources:,}, {totals.due:,} due, {totals.reviewed:,} reviewed")
    output.line(f"pages     {totals.pages:,} with {totals.citations:,} citations")
    output.line(f"versions  {totals.snapshots:,}; notes {totals.annotations:,}")
    output.line(f"venues    {totals.venues:,}")
    for name, counts in (("links", totals.link_states), ("ratings", totals.ratings)):
        output.line(f"{name:9} " + ", ".join(f"{key} {n:,}" for key, n in counts.items()))
    for run in runs:
        output.line(
            f"last run  {run.kind} {run.state.value}, started {iso(run.started_at)} by {run.by}"
        )
