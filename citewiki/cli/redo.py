"""`citewiki redo`."""

import click

from citewiki.cli.context import Context, examples, pass_context


@click.command("redo", epilog=examples("citewiki redo", "citewiki redo --list"))
@click.option("--list", "listing", is_flag=True, help="Only list what can be done again.")
@pass_context
def command(context: Context, listing: bool) -> None:
    """Do again what you took back last. A new change leaves nothing to do again."""
    from citewiki.cli.changing import tell, tell_all
    from citewiki.usecases.undoing import redo, redoable

    with context.open() as ports:
        if listing:
            tell_all(redoable(ports, context.editor))
        else:
            tell(redo(ports, context.editor), "done again")
