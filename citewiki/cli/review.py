"""`citewiki review`."""

import click

from citewiki.cli.context import Context, examples, pass_context
from citewiki.cli.revisions import expected, if_revision, showing_both
from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports


@click.command("review", epilog=examples('citewiki review SOURCE --outcome ok --note "checked"'))
@click.argument("source", metavar="SOURCE")
@click.option("--outcome", required=True, type=click.Choice([o.value for o in ReviewOutcome]))
@click.option("--note", default="", metavar="TEXT", help="What you found.")
@if_revision
@pass_context
def command(context: Context, source: str, outcome: str, note: str, revision: int | None) -> None:
    """Say that you have read a source's current text, and what you found."""
    from citewiki.cli.changing import tell
    from citewiki.usecases.reviewing import review
    from citewiki.usecases.sources import find

    with context.open() as ports:
        source_id = find(ports, source)
        seen, found = expected(revision), ReviewOutcome(outcome)
        with showing_both(lambda: _stands(ports, source_id), f"{outcome}: {note}"):
            event = review(ports, source_id, found, note, context.editor, expected=seen)
    tell(event)


def _stands(ports: Ports, source_id: SourceId) -> str:
    version = ports.library.sources.get(source_id).current_snapshot_id
    said = [f"the text is version {version}" if version else "there is no text"]
    reviews = (one for one in ports.library.editorial.reviews(source_id) if not one.withdrawn)
    said += [f"{one.outcome.value}, by {one.by}: {one.note}" for one in reviews][:1]
    return "\n".join(said)
