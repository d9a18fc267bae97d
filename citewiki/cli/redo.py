"""`citewiki redo`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, pass_context
from citewiki.domain.times import iso


@click.command("redo", epilog=examples("citewiki redo", "citewiki redo --list"))
@click.option("--list", "listing", is_flag=True, help="Only list what can be done again.")
@pass_context
def command(context: Context, listing: bool) -> None:
    """Do again what you took back last. A new change leaves nothing to do again."""
    from citewiki.usecases.histories import tell
    from citewiki.usecases.undoing import redo, redoable

    with context.open() as ports:
        if listing:
            for event in redoable(ports, context.editor):
                of = event.source_id or event.venue_id or ""
                output.line(f"{iso(event.at)}  {of}  {tell(event)}")
            return
        event = redo(ports, context.editor)
    output.line(f"{event.source_id or event.venue_id}: done again: {tell(event)}")
