"""`citewiki tui`."""

import gc

import click

from citewiki.cli.context import Context, examples, pass_context
from citewiki.wiring import run_terminal


@click.command("tui", epilog=examples("citewiki tui", "citewiki --as Ada tui"))
@pass_context
def command(context: Context) -> None:
    """The editors' terminal: find, read, rate, annotate, review. `?` shows the keys."""
    # a sixth of the time to the first frame went into looking for garbage among the imports, where
    # there is none; run_terminal turns the collector on again
    gc.disable()
    try:
        with context.open() as ports:
            run_terminal(ports, context.editor, context.settings)
    finally:
        gc.enable()
