"""`citewiki list`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.listing import ListView, SortKey
from citewiki.export.source_rows import row_json


@click.command(
    "list",
    epilog=examples(
        "citewiki list --sort cited_by --desc --limit 20",
        "citewiki list --uncited",
        "citewiki list --json",
    ),
)
@click.option(
    "--filter",
    "words",
    default="",
    metavar="WORDS",
    help="All of them in title, URL, venue or authors.",
)
@click.option("--sort", type=click.Choice([k.value for k in SortKey]), default="title")
@click.option("--desc", is_flag=True, help="Largest first.")
@click.option("--uncited", is_flag=True, help="Only those that no page cites.")
@click.option("--limit", type=click.IntRange(min=1), help="So many at most.")
@json_option
@pass_context
def command(
    context: Context,
    words: str,
    sort: str,
    desc: bool,
    uncited: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """The sources, with rating, importance, citations and the state of the link."""
    with context.open(read_only=True) as ports:
        keys = ports.library.sources.order(ListView(words, SortKey(sort), desc, uncited))
        rows = ports.library.sources.rows(keys[:limit])
    if as_json:
        output.document([row_json(row) for row in rows])
        return
    output.table(
        ("ID", "TITLE", "VENUE", "RATING", "IMP", "CITED", "LINK"),
        [
            (
                row.id,
                row.title,
                row.venue or "",
                f"{row.rating}/5" if row.rating else "",
                "" if row.importance is None else str(row.importance),
                str(row.cited_by_count),
                row.link_state.value,
            )
            for row in rows
        ],
        wide=1,
    )
