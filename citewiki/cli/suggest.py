"""`citewiki venue suggest`: what public lists suggest, and an editor's decision."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.suggestions import Suggestion
from citewiki.domain.times import iso

_from = click.option("--from", "list_name", metavar="LIST", help="This list's alone.")
_because = click.option("--because", default="", metavar="TEXT", help="The reason; a must.")


@click.group("suggest", no_args_is_help=False, epilog=examples("citewiki venue suggest list"))
def suggest() -> None:
    """Ratings that imported lists suggest; none counts until an editor accepts it."""


@suggest.command("list", epilog=examples("citewiki venue suggest list --limit 20"))
@_from
@click.option("--all", "everything", is_flag=True, help="Those that rate nothing here, too.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True,
              help="So many at most.")  # fmt: skip
@json_option
@pass_context
def list_suggestions(
    context: Context, list_name: str | None, everything: bool, limit: int, as_json: bool
) -> None:
    """The suggestions that would rate what is unrated here, by citations; or all, by place."""
    from citewiki.usecases.suggesting import Offered, offered

    with context.open(read_only=True) as ports:
        if everything:
            found = [Offered(one, 0, 0) for one in ports.library.suggestions.all()]
        else:
            found = offered(ports)
    found = [one for one in found if list_name in (None, one.suggestion.list_name)]
    shown = found[:limit]
    if as_json:
        rows = [
            {**_json(one.suggestion), "sources": one.sources, "citations": one.citations}
            for one in shown
        ]
        output.document({"suggestions": len(found), "places": rows})
        return
    output.table(
        ("PLACE", "RATING", "LIST", "CITATIONS", "SOURCES", "BECAUSE"),
        [
            (
                one.suggestion.place,
                f"{one.suggestion.rating}/5",
                one.suggestion.list_name,
                str(one.citations),
                str(one.sources),
                _said(one.suggestion),
            )
            for one in shown
        ],
        wide=5,
    )
    output.line(f"{len(shown)} of {len(found)} suggestions")


@suggest.command(
    "accept",
    epilog=examples(
        'citewiki venue suggest accept wired.com --because "editing and corrections"',
        'citewiki venue suggest accept rt.com --from domain-quality --rating 1 --because "errors"',
    ),
)
@click.argument("places", metavar="PLACE...", nargs=-1, required=True)
@_because
@_from
@click.option("--rating", type=int, metavar="N", help="Not the list's rating but this one.")
@click.option("--name", default="", metavar="NAME", help="The venue's, where it has to be made.")
@click.option("--kind", default="website", show_default=True, metavar="KIND",
              help="Its kind, where it has to be made: news, think_tank ...")  # fmt: skip
@pass_context
def accept(
    context: Context, places: tuple[str, ...], because: str, list_name: str | None,
    rating: int | None, name: str, kind: str,
) -> None:  # fmt: skip
    """Rate PLACEs as a list suggests, with your reason. Each is one step of undo."""
    from citewiki.usecases.histories import tell
    from citewiki.usecases.suggesting import accept as take_over

    with context.open() as ports:
        for place in places:
            event = take_over(
                ports, place, because, context.editor,
                list_name=list_name, rating=rating, name=name, kind=kind,
            )  # fmt: skip
            sources = ports.library.venues.source_count(event.venue_id or "")
            output.line(f"{event.venue_id}: {tell(event)}; sources: {sources}")


@suggest.command(
    "refuse",
    epilog=examples('citewiki venue suggest refuse medium.com --because "authors differ"'),
)
@click.argument("place", metavar="PLACE")
@_because
@_from
@pass_context
def refuse(context: Context, place: str, because: str, list_name: str | None) -> None:
    """Do not be told of a suggestion again, as long as the list says the same."""
    from citewiki.usecases.histories import tell
    from citewiki.usecases.suggesting import refuse as decline

    with context.open() as ports:
        for event in decline(ports, place, because, context.editor, list_name=list_name):
            output.line(tell(event))


@suggest.command("forget", epilog=examples("citewiki venue suggest forget domain-quality"))
@click.argument("list_name", metavar="LIST")
@pass_context
def forget(context: Context, list_name: str) -> None:
    """Take a list's suggestions away; ratings that came of them stay."""
    with context.open() as ports:
        gone = ports.library.suggestions.forget(list_name)
    output.line(f"{list_name}: {gone} suggestions are gone; import the list to have them again")


def _said(one: Suggestion) -> str:
    if one.refused is None:
        return one.because
    return f"[refused by {one.refused.by}: {one.refused.because}] {one.because}"


def _json(one: Suggestion) -> dict[str, object]:
    refused = one.refused
    return {
        "place": one.place,
        "list": one.list_name,
        "rating": one.rating,
        "because": one.because,
        "file": one.file,
        "at": iso(one.at),
        "refused": None
        if refused is None
        else {"because": refused.because, "by": refused.by, "at": iso(refused.at)},
    }
