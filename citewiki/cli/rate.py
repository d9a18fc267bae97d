"""`citewiki rate`."""

import click

from citewiki.cli.context import Context, examples, pass_context
from citewiki.cli.revisions import expected, if_revision, showing_both
from citewiki.domain.errors import UsageError
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports


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
@if_revision
@pass_context
def command(
    context: Context,
    source: str,
    rating: int | None,
    because: str,
    back: bool,
    revision: int | None,
) -> None:
    """Override the venue's rating (1 to 5) for one source, or go back to it."""
    from citewiki.cli.changing import tell
    from citewiki.usecases.rating import inherit, rate
    from citewiki.usecases.sources import find

    if back == (rating is not None):
        raise UsageError("give either a rating from 1 to 5 with --because, or --inherit")
    with context.open() as ports:
        source_id = find(ports, source)
        seen, by = expected(revision), context.editor
        ours = "the venue's rating" if rating is None else f"{rating}/5: {because}"
        with showing_both(lambda: _stands(ports, source_id), ours):
            if rating is None:
                event = inherit(ports, source_id, by, because, expected=seen)
            else:
                event = rate(ports, source_id, rating, because, by, expected=seen)
    tell(event)


def _stands(ports: Ports, source_id: SourceId) -> str:
    given = ports.library.editorial.credibility(source_id)
    return f"{given.rating}/5 ({given.basis.value}): {given.because}" if given.rating else ""
