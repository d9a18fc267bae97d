"""`citewiki review`."""

import click

from citewiki.cli.context import Context, examples, pass_context
from citewiki.domain.editorial import ReviewOutcome


@click.command("review", epilog=examples('citewiki review SOURCE --outcome ok --note "checked"'))
@click.argument("source", metavar="SOURCE")
@click.option("--outcome", required=True, type=click.Choice([o.value for o in ReviewOutcome]))
@click.option("--note", default="", metavar="TEXT", help="What you found.")
@pass_context
def command(context: Context, source: str, outcome: str, note: str) -> None:
    """Say that you have read a source's current text, and what you found."""
    from citewiki.cli.changing import tell
    from citewiki.usecases.reviewing import review
    from citewiki.usecases.sources import find

    with context.open() as ports:
        source_id = find(ports, source)
        event = review(ports, source_id, ReviewOutcome(outcome), note, context.editor)
    tell(event)
