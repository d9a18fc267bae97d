"""`citewiki tui`."""

import gc

import click

from citewiki.cli.context import Context, examples, pass_context
from citewiki.wiring import nights, run_terminal


@click.command(
    "tui", epilog=examples("citewiki --as Ada tui", "citewiki tui --read-only --screen sources")
)
@click.option("--read-only", is_flag=True, help="Look, and change nothing.")
@click.option(
    "--screen",
    type=click.Choice(["queue", "sources", "venues", "jobs"]),
    default="queue",
    show_default=True,
    help="Where to begin.",
)
@pass_context
def command(context: Context, read_only: bool, screen: str) -> None:
    """The editors' terminal: what needs a person, sources, venues, jobs. `?` shows the keys,
    Ctrl+P every action. NO_COLOR is honoured."""
    # a sixth of the time to the first frame went into looking for garbage among the imports, where
    # there is none; run_terminal turns the collector on again
    gc.disable()
    try:
        settings = context.settings
        with context.open(read_only=read_only) as ports:
            run_terminal(
                ports,
                context.editor,
                settings,
                nights(context.store, settings),
                start=screen,
                read_only=read_only,
            )
    finally:
        gc.enable()
