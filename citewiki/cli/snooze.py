"""`citewiki snooze`."""

import click

from citewiki.cli.context import Context, examples, pass_context
from citewiki.domain.errors import UsageError


@click.command(
    "snooze",
    epilog=examples("citewiki snooze SOURCE --until 2026-09-01", "citewiki snooze SOURCE --wake"),
)
@click.argument("source", metavar="SOURCE")
@click.option("--until", metavar="DATE", help="The day on which it comes back.")
@click.option("--wake", is_flag=True, help="Put it back now.")
@pass_context
def command(context: Context, source: str, until: str | None, wake: bool) -> None:
    """Leave a source out of the queues until a day; it comes back before where something new
    turns up about it."""
    if (until is None) is not wake:
        raise UsageError("say when it comes back: --until DATE, or --wake for now")
    from citewiki.cli.changing import tell
    from citewiki.usecases.queues import day_of, snooze
    from citewiki.usecases.sources import find

    day = None if until is None else day_of(until)
    with context.open() as ports:
        source_id = find(ports, source)
        event = snooze(ports, source_id, day, context.editor)
    tell(event)
