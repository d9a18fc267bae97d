"""`citewiki split`."""

import click

from citewiki.cli.context import Context, examples, pass_context


@click.command("split", epilog=examples("citewiki split 227c865a2154436e"))
@click.argument("one", metavar="SOURCE")
@pass_context
def command(context: Context, one: str) -> None:
    """Let a merged SOURCE stand for itself again, with all that was its own."""
    from citewiki.cli.changing import tell
    from citewiki.usecases.merging import split

    with context.open() as ports:
        event = split(ports, one, context.editor)
    tell(event)
