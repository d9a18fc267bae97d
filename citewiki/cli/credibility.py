"""`citewiki credibility`: what the wiki rests on, and how a source's figures came about."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context, time_of
from citewiki.domain.times import iso


@click.group("credibility", no_args_is_help=False)
def command() -> None:
    """What the wiki's claims rest on."""


@command.command(
    "report",
    epilog=examples(
        "citewiki credibility report --limit 20",
        "citewiki credibility report rlhf --json",
        "citewiki credibility report --since 2026-01-01",
        "citewiki credibility report --format svg > ratings.svg",
    ),
)
@click.argument("pages", metavar="[PAGE]...", nargs=-1)
@click.option("--since", metavar="DATE", help="Also what ratings have changed since.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv", "svg"]),
              default="text", help="For people, as JSON, a spreadsheet, or a picture.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), default=30, show_default=True,
              help="Pages in the text, those with most weak claims first.")  # fmt: skip
@json_option
@pass_context
def report(
    context: Context, pages: tuple[str, ...], since: str | None, form: str, limit: int,
    as_json: bool,
) -> None:  # fmt: skip
    """Ratings by page, claims that rest on 1 and 2 alone, the share of primary sources."""
    from citewiki.export import credibility_reports as export
    from citewiki.usecases.crediting import credibility_report

    at = time_of(since) if since is not None else None
    with context.open(read_only=True) as ports:
        found = credibility_report(ports, pages, at)
    ground = found.ground
    if as_json or form == "json":
        output.document(
            {
                "at": iso(found.at),
                "whole": export.ground_json(ground.whole, claims=False),
                "pages": [export.ground_json(one, claims=True) for one in ground.pages],
                "since": iso(found.since) if found.since else None,
                "changes": [
                    {"at": iso(one.at), "by": one.by, "of": one.of, "what": one.what}
                    for one in found.changes
                ],
            }
        )
        return
    if form in ("csv", "svg"):
        output.data(export.as_csv(ground) if form == "csv" else export.as_svg(ground))
        return
    output.table(
        ("PAGE", "CITATIONS", "5", "4", "3", "2", "1", "UNRATED", "WEAK", "PRIMARY"),
        export.as_rows((ground.whole, *ground.pages[:limit])),
    )
    if pages:
        for weak in ground.whole.weak:
            output.line(f"{weak.page_id}:{weak.line}: {weak.best}/5 at best: {weak.claim}")
    if found.since is not None:
        output.line(f"changes since {iso(found.since)}: {len(found.changes)}")
        for one in found.changes:
            output.line(f"{iso(one.at)} {one.by}: {one.of}: {one.what}")


@command.command("explain", epilog=examples("citewiki credibility explain 227c865a2154436e"))
@click.argument("source", metavar="SOURCE")
@json_option
@pass_context
def explain(context: Context, source: str, as_json: bool) -> None:
    """How a source's rating and importance came about, and what is known beside them."""
    from citewiki.export.card_json import credibility_json, signal_json
    from citewiki.usecases.crediting import explain as explained

    with context.open(read_only=True) as ports:
        found = explained(ports, source)
    given, weight = found.credibility, found.importance
    if as_json:
        output.document(
            {
                "id": found.source.id,
                "title": found.source.title,
                "credibility": {
                    **credibility_json(given), "venue": found.source.venue_id, "rule": found.rule
                },
                "importance": {
                    "value": weight.value if weight else None,
                    "from": weight.origin.value if weight else None,
                    "by": weight.by if weight else None,
                    "pages": [
                        {
                            "page": page, "quality": one.quality, "importance": one.importance,
                            "citations": one.citations, "of": one.of,
                            "weight": round(one.weight, 4),
                        }
                        for page, one in found.pages
                    ],
                },
                "signals": [signal_json(one) for one in found.signals],
            }
        )  # fmt: skip
        return
    output.line(found.source.title)
    if given.rating is None:
        output.line("rating: none, from the source or from its venue")
    else:
        output.line(f"rating: {given.rating}/5 {given.label}, by {given.basis.value}")
        output.line(f"  because: {given.because} ({given.by}, {iso(given.at) if given.at else ''})")
    if given.venue_name:
        by = f"by the rule {found.rule}" if found.rule else "as an editor or an import says"
        output.line(f"  venue: {given.venue_name}, {by}")
    if weight is None:
        output.line("importance: none: nobody gave it, and no page cites the source")
    else:
        output.line(f"importance: {weight.value}/100 ({weight.origin.value}, {weight.by or ''})")
    for page, one in found.pages:
        output.line(
            f"  {page}: worth {one.worth:.2f}, {one.citations} of {one.of} citations: "
            f"weight {one.weight:.3f}"
        )
    for signal in found.signals:
        output.line(f"{signal.name}: {signal.sentence} ({signal.source})")
