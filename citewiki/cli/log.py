"""`citewiki log`."""

from typing import TYPE_CHECKING

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.times import iso

if TYPE_CHECKING:
    from citewiki.usecases.histories import HistoryLine


@click.command("log", epilog=examples("citewiki log 227c865a2154436e"))
@click.argument("source", metavar="SOURCE")
@json_option
@pass_context
def command(context: Context, source: str, as_json: bool) -> None:
    """A source's history, newest first: its versions, and who did what, when and why.

    Tries that ended alike one after the other are one line.
    """
    from citewiki.usecases.histories import history
    from citewiki.usecases.sources import find

    with context.open(read_only=True) as ports:
        told = history(ports, find(ports, source))
    if as_json:
        output.document([_entry(one) for one in told])
        return
    for one in told:
        output.line(f"{iso(one.at)}  {one.by or 'citewiki'}: {one.what}")


def _entry(told: "HistoryLine") -> dict[str, object]:
    one = told.version
    version = one and {
        "id": one.id,
        "how": one.how.value,
        "http_status": one.http_status,
        "media_type": one.media_type,
        "body_bytes": one.body.size,
        "read": one.read.value,
        "text_changed": told.text_changed,
        "pruned_at": iso(one.pruned_at) if one.pruned_at else None,
    }
    return {
        "at": iso(told.at),
        "by": told.by,
        "what": told.what,
        "version": version,
        "times": told.times,
        "since": iso(told.since) if told.since else None,
    }
