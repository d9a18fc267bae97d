"""`citewiki merge`."""

import click

from citewiki.cli.context import Context, examples, pass_context


@click.command("merge", epilog=examples("citewiki merge 227c865a2154436e 0f3c9d21ab54e817"))
@click.argument("one", metavar="SOURCE")
@click.argument("into", metavar="INTO")
@pass_context
def command(context: Context, one: str, into: str) -> None:
    """Take SOURCE for part of INTO: its ids, addresses and citations lead there.

    Nothing is lost or moved: `citewiki split SOURCE` (or `undo`) brings it back as it was.
    """
    from citewiki.cli.changing import tell
    from citewiki.usecases.merging import merge

    with context.open() as ports:
        event = merge(ports, one, into, context.editor)
    tell(event)
