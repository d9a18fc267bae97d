"""`citewiki undo`."""

import click

from citewiki.cli.context import Context, examples, pass_context


@click.command("undo", epilog=examples("citewiki undo", "citewiki undo --list"))
@click.option("--list", "listing", is_flag=True, help="Only list what can be taken back.")
@pass_context
def command(context: Context, listing: bool) -> None:
    """Take back your last change. Nothing is lost: the history keeps both."""
    from citewiki.cli.changing import tell, tell_all
    from citewiki.usecases.undoing import undo, undoable

    with context.open() as ports:
        if listing:
            tell_all(undoable(ports, context.editor))
        else:
            tell(undo(ports, context.editor), "took back")
