"""`citewiki annotate`."""

import click

from citewiki.cli.context import Context, examples, pass_context


@click.command(
    "annotate", epilog=examples('citewiki annotate SOURCE --quote "top 10%" --note "exam only"')
)
@click.argument("source", metavar="SOURCE")
@click.option("--quote", required=True, metavar="TEXT", help="The passage, as the text has it.")
@click.option("--note", required=True, metavar="TEXT", help="What you have to say of it.")
@pass_context
def command(context: Context, source: str, quote: str, note: str) -> None:
    """Put a note on a passage of the current text."""
    from citewiki.cli.changing import tell
    from citewiki.usecases.annotating import annotate
    from citewiki.usecases.sources import find

    with context.open() as ports:
        source_id = find(ports, source)
        event = annotate(ports, source_id, quote, note, context.editor)
    tell(event)
