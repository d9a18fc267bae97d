"""`citewiki card`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, pass_context

FORMATS = ("text", "json", "md", "mdx", "html", "yaml")


@click.command(
    "card", epilog=examples("citewiki card 227c865a2154436e", "citewiki card SOURCE --format json")
)
@click.argument("source", metavar="SOURCE")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@pass_context
def command(context: Context, source: str, format_: str) -> None:
    """A source's card, as the wiki shows it."""
    from citewiki.export.card_json import as_json
    from citewiki.export.cards import render
    from citewiki.usecases.cards import build_card
    from citewiki.usecases.sources import find

    with context.open(read_only=True) as ports:
        card = build_card(ports, find(ports, source), preview_chars=context.settings.preview_chars)
    if format_ == "json":
        output.document(as_json(card))
    else:
        output.data(render(card, format_))
