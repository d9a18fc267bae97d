"""`citewiki rate`."""

import click

from citewiki.cli.context import Context, examples, pass_context
from citewiki.domain.errors import UsageError


@click.command(
    "rate",
    epilog=examples(
        'citewiki rate SOURCE 5 --because "peer-reviewed since"', "citewiki rate SOURCE --inherit"
    ),
)
@click.argument("source", metavar="SOURCE")
@click.argument("rating", metavar="[N]", required=False, type=int)
@click.option("--because", metavar="TEXT", default="", help="The reason; a rating needs one.")
@click.option("--inherit", "back", is_flag=True, help="Go back to the venue's rating.")
@pass_context
def command(context: Context, source: str, rating: int | None, because: str, back: bool) -> None:
    """Override the venue's rating (1 to 5) for one source, or go back to it."""
    from citewiki.cli.changing import tell
    from citewiki.usecases.rating import inherit, rate
    from citewiki.usecases.sources import find

    if back == (rating is not None):
        raise UsageError("give either a rating from 1 to 5 with --because, or --inherit")
    with context.open() as ports:
        source_id = find(ports, source)
        if rating is None:
            event = inherit(ports, source_id, context.editor, because)
        else:
            event = rate(ports, source_id, rating, because, context.editor)
    tell(event)
