"""`citewiki list`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.listing import ListView, SortKey, told
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
@click.option("--saved", is_flag=False, flag_value="", metavar="[NAME]",
              help="One of your saved lists; without a name, which there are.")  # fmt: skip
@click.option("--save", metavar="NAME", help="Save this filter and order under a name.")
@json_option
@pass_context
def command(
    context: Context,
    saved: str | None,
    save: str | None,
    words: str,
    sort: str,
    desc: bool,
    uncited: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """The sources, with rating, importance, citations and the state of the link.

    A saved list is an editor's own, the same here and in the terminal.
    """
    from citewiki.usecases.saved_lists import save_list, saved_list

    if saved == "":
        _names(context, as_json)
        return
    view = ListView(words, SortKey(sort), desc, uncited)
    with context.open(read_only=save is None) as ports:
        if saved is not None:
            view = saved_list(ports, context.editor, saved).view
        if save is not None:
            save_list(ports, context.editor, save, view)
        keys = ports.library.lists.order(view)
        rows = ports.library.lists.rows(keys[:limit])
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


def _names(context: Context, as_json: bool) -> None:
    from citewiki.usecases.saved_lists import saved_lists

    with context.open(read_only=True) as ports:
        found = saved_lists(ports, context.editor)
    if as_json:
        output.document(
            [
                {
                    "name": one.name,
                    "filter": one.view.filter,
                    "sort": one.view.sort.value,
                    "descending": one.view.descending,
                    "uncited": one.view.uncited,
                }
                for one in found
            ]
        )
        return
    output.table(("NAME", "SHOWS"), [(one.name, told(one.view)) for one in found], wide=1)
