"""`citewiki undo`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, pass_context
from citewiki.domain.times import iso


@click.command("undo", epilog=examples("citewiki undo", "citewiki undo --list"))
@click.option("--list", "listing", is_flag=True, help="Only list what can be taken back.")
@pass_context
def command(context: Context, listing: bool) -> None:
    """Take back your last change. Nothing is lost: the history keeps both."""
    from citewiki.usecases.histories import tell
    from citewiki.usecases.undoing import undo, undoable

    with context.open() as ports:
        if listing:
            for event in undoable(ports, context.editor):
                of = event.source_id or event.venue_id or ""
                output.line(f"{iso(event.at)}  {of}  {tell(event)}")
            return
        event = undo(ports, context.editor)
    output.line(f"{event.source_id or event.venue_id}: took back: {tell(event)}")
