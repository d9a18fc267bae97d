"""`citewiki log`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.times import iso


@click.command("log", epilog=examples("citewiki log 227c865a2154436e"))
@click.argument("source", metavar="SOURCE")
@json_option
@pass_context
def command(context: Context, source: str, as_json: bool) -> None:
    """A source's history, newest first: who did what, when and why."""
    from citewiki.usecases.histories import history
    from citewiki.usecases.sources import find

    with context.open(read_only=True) as ports:
        told = history(ports, find(ports, source))
    if as_json:
        output.document([{"at": iso(one.at), "by": one.by, "what": one.what} for one in told])
        return
    for one in told:
        output.line(f"{iso(one.at)}  {one.by or 'citewiki'}: {one.what}")
