"""`citewiki tui`."""

import click

from citewiki.cli.context import Context, examples, pass_context
from citewiki.wiring import run_terminal


@click.command("tui", epilog=examples("citewiki tui", "citewiki --as Ada tui"))
@pass_context
def command(context: Context) -> None:
    """The editors' terminal: find, read, rate, annotate, review. `?` shows the keys."""
    settings = context.settings
    with context.open() as ports:
        run_terminal(ports, context.editor, settings)
